"""What a connection of the streaming protocol v3 is asked for, in its URL.

After AssemblyAI's API reference for streaming (wss://streaming.assemblyai.com/v3/ws). Nobody
checks the names in the URL: the service ignores what it does not know.
"""

import json
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from captioner.core.settings import Settings
from captioner.core.telling_apart import by_a_service
from captioner.core.word_boost import fit

ENGINE = "assemblyai"
PATH = "/v3/ws"
TOKENS = "/v3/token"
HEADERS: Mapping[str, str] = {"AssemblyAI-Version": "2025-05-12"}

INACTIVITY_S = 60
"""After this long without a message the service ends the session, and its bill."""

_MIN_SILENCE_MS = {"min_latency": 128, "balanced": 128, "max_accuracy": 512}
_UNIVERSAL_STREAMING = "universal-streaming"
_UNIVERSAL_STREAMING_MIN_SILENCE_MS = 400
_LEAST_SILENCE_MS = 50
_MOST_MIN_SILENCE_MS = 10_000
_MOST_VOICES = 10


def request(settings: Settings, token: str = "") -> str:
    """The path and query of a connection with these settings.

    Terms of the word boost that the service does not take are left out: one of them would
    cost the whole session.
    """
    query = {
        "sample_rate": str(settings.sample_rate),
        "encoding": settings.encoding,
        "speech_model": settings.speech_model,
        **_model_parameters(settings),
        "min_turn_silence": str(turn_silence(settings)[0]),
        "max_turn_silence": str(turn_silence(settings)[1]),
        "keyterms_prompt": _array(fit(ENGINE, settings.word_boost).kept),
        "speaker_labels": "true" if by_a_service(settings) else "",
        "max_speakers": _most_voices(settings),
        "include_partial_turns": "false" if settings.disable_partial_transcripts else "",
        "inactivity_timeout": str(INACTIVITY_S),
        "session_heartbeat": "true",
        "token": token,
    }
    return f"{PATH}?{urlencode({name: value for name, value in query.items() if value})}"


def _model_parameters(settings: Settings) -> dict[str, str]:
    if is_universal_streaming(settings):
        return {"format_turns": "true", "end_of_turn_confidence_threshold": "1"}
    return {
        "mode": settings.mode,
        "interruption_delay": "0",  # the first words as soon as they are known
        "continuous_partials": "true",
        "acknowledge_silence": "true",
        "language_codes": _array(settings.language_codes),
    }


def _most_voices(settings: Settings) -> str:
    """Told only where voices are told apart and the user knows how many there are."""
    known = settings.most_voices if by_a_service(settings) else 0
    return str(min(known, _MOST_VOICES)) if known else ""


def is_universal_streaming(settings: Settings) -> bool:
    """Whether its model is one of those that give plain words first, then a formatted twin."""
    return settings.speech_model.startswith(_UNIVERSAL_STREAMING)


def turn_silence(settings: Settings) -> tuple[int, int]:
    """The shortest and longest silence that ends a turn, in ms, for the user's threshold."""
    threshold = max(settings.end_utterance_silence_threshold, _LEAST_SILENCE_MS)
    if is_universal_streaming(settings):
        shortest = _UNIVERSAL_STREAMING_MIN_SILENCE_MS
    else:
        shortest = _MIN_SILENCE_MS.get(settings.mode, _MOST_MIN_SILENCE_MS)
    return min(shortest, threshold, _MOST_MIN_SILENCE_MS), threshold


def _array(values: Sequence[str]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")) if values else ""
