"""The streaming protocol v3: its messages and rules, without I/O.

After AssemblyAI's API reference for streaming (wss://streaming.assemblyai.com/v3/ws) and
the messages of its SDK 1.8.2. Nobody checks the names in the URL: the service ignores
what it does not know.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode

import msgspec

from captioner.core.events import Event, Final, Word
from captioner.core.settings import Settings
from captioner.core.word_boost import fit
from captioner.engines.assemblyai.legibility import Legibility
from captioner.engines.assemblyai.timeline import Timeline
from captioner.engines.assemblyai.turns import BEAT_MARGIN_MS, SPOKEN_MS, Turns
from captioner.engines.assemblyai.wire import Began, Ended, Reader, Refused, Signal, WireWord
from captioner.engines.assemblyai.words import (
    MOST_ID,
    MOST_TEXT,
    agreed,
    clean,
    make_words,
    speaker,
)

ENGINE = "assemblyai"
PATH = "/v3/ws"
TOKENS = "/v3/token"
HEADERS: Mapping[str, str] = {"AssemblyAI-Version": "2025-05-12"}

CHUNK_MS = (50, 1000)
"""The shortest and the longest message of sound the service takes."""

INACTIVITY_S = 60
"""After this long without a message the service ends the session, and its bill."""

_MIN_SILENCE_MS = {"min_latency": 128, "balanced": 128, "max_accuracy": 512}
_UNIVERSAL_STREAMING = "universal-streaming"
_UNIVERSAL_STREAMING_MIN_SILENCE_MS = 400
_LEAST_SILENCE_MS = 50
_SPEECH = 0.5
_MOST_MIN_SILENCE_MS = 10_000
_MOST_VOICES = 10
_MOST_TURNS = 10**6


class Begin(msgspec.Struct, tag="Begin"):
    """The service has accepted the session; `expires_at` in Unix seconds."""

    id: str = ""
    expires_at: float | None = None


class Turn(msgspec.Struct, tag="Turn"):
    """What a turn reads like now; it replaces what was said of the same `turn_order`.

    `transcript` of the universal-streaming models holds only words that no longer change.
    """

    turn_order: int = -1
    turn_is_formatted: bool = False
    end_of_turn: bool = False
    transcript: str = ""
    utterance: str = ""
    words: list[WireWord] = []
    speaker_label: str | None = None


class Heartbeat(msgspec.Struct, tag="Heartbeat"):
    """A sign of life every five seconds; the probability is the greatest since the last one."""

    total_audio_received_ms: float = 0.0
    max_speech_probability: float = 0.0


class Silence(msgspec.Struct, tag="Silence"):
    """Nobody spoke there. Ranges may overlap what was told before."""

    start_ms: float = 0.0
    end_ms: float = 0.0


class Revision(msgspec.Struct):
    """The new speakers of one turn."""

    turn_order: int = -1
    speaker_label: str | None = None
    words: list[WireWord] = []


class SpeakerRevision(msgspec.Struct, tag="SpeakerRevision"):
    """The service has changed its mind about who spoke."""

    revisions: list[Revision] = []


class Error(msgspec.Struct, tag="Error"):
    """Why the connection will be closed; the code is that of the close."""

    error_code: int | None = None
    error: str = ""


class Termination(msgspec.Struct, tag="Termination"):
    """The last message of a session that ends in order."""

    audio_duration_seconds: float | None = None
    session_duration_seconds: float | None = None


class UpdateConfiguration(msgspec.Struct, tag="UpdateConfiguration", omit_defaults=True):
    """Changes an open session. An oversized value ends it, so none is ever sent."""

    min_turn_silence: int | None = None
    max_turn_silence: int | None = None
    keyterms_prompt: tuple[str, ...] | None = None
    mode: str | None = None
    language_codes: tuple[str, ...] | None = None


class ForceEndpoint(msgspec.Struct, tag="ForceEndpoint"):
    """Ends the open turn now."""


class Terminate(msgspec.Struct, tag="Terminate"):
    """Ends the session."""


_KINDS: dict[str, type[msgspec.Struct]] = {
    kind.__name__: kind
    for kind in (Turn, Begin, Heartbeat, Silence, SpeakerRevision, Error, Termination)
}


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
        "min_turn_silence": str(_turn_silence(settings)[0]),
        "max_turn_silence": str(_turn_silence(settings)[1]),
        "keyterms_prompt": _array(fit(ENGINE, settings.word_boost).kept),
        "speaker_labels": "true" if settings.speaker_labels else "",
        "max_speakers": _most_voices(settings),
        "include_partial_turns": "false" if settings.disable_partial_transcripts else "",
        "inactivity_timeout": str(INACTIVITY_S),
        "session_heartbeat": "true",
        "token": token,
    }
    return f"{PATH}?{urlencode({name: value for name, value in query.items() if value})}"


def _model_parameters(settings: Settings) -> dict[str, str]:
    if _is_universal_streaming(settings):
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
    known = settings.most_voices if settings.speaker_labels else 0
    return str(min(known, _MOST_VOICES)) if known else ""


def _is_universal_streaming(settings: Settings) -> bool:
    return settings.speech_model.startswith(_UNIVERSAL_STREAMING)


def _turn_silence(settings: Settings) -> tuple[int, int]:
    """The shortest and longest silence that ends a turn, in ms, for the user's threshold."""
    threshold = max(settings.end_utterance_silence_threshold, _LEAST_SILENCE_MS)
    if _is_universal_streaming(settings):
        shortest = _UNIVERSAL_STREAMING_MIN_SILENCE_MS
    else:
        shortest = _MIN_SILENCE_MS.get(settings.mode, _MOST_MIN_SILENCE_MS)
    return min(shortest, threshold, _MOST_MIN_SILENCE_MS), threshold


def _array(values: Sequence[str]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")) if values else ""


def _text(message: msgspec.Struct) -> str:
    return msgspec.json.encode(message).decode()


class V3Connection:
    """The rules of one connection; `captioner.engines.assemblyai.wire.Connection`."""

    def __init__(self, settings: Settings, timeline: Timeline) -> None:
        self.nonsense = 0
        self.legible = Legibility()
        self.received_ms = 0.0
        self.beats = False
        self._settings = settings
        self._timeline = timeline
        self._reader = Reader(_KINDS, "type")
        self._turns = Turns(
            twins=_is_universal_streaming(settings),
            partials=not settings.disable_partial_transcripts,
        )
        # By type: each message is of exactly one.
        self._rules: dict[type, Callable[..., Sequence[Event | Signal]]] = {
            Turn: self._turn,
            Begin: self._begin,
            Heartbeat: self._heartbeat,
            Silence: self._silence,
            SpeakerRevision: self._revision,
            Error: self._error,
            Termination: self._termination,
        }

    @property
    def unfinished(self) -> bool:
        """Whether words were said that are not final yet."""
        return self._turns.is_open

    def greeting(self) -> list[str]:
        """Nothing: all settings are in the URL."""
        return []

    def receive(self, data: bytes | str, now: float) -> Sequence[Event | Signal]:
        """What a message from the service means; a damaged one is counted and says nothing."""
        message = self._reader.read(data)
        if message is None:
            return self._unread(now)
        rule = self._rules.get(type(message))
        return rule(message, now) if rule else []

    def arrived(self, _ms: float) -> Sequence[Event]:
        """Nothing: the service's own heartbeats and silences are better evidence."""
        return []

    def due(self) -> float | None:
        """When a final that waits for its formatted twin must go."""
        return self._turns.due()

    def tick(self, now: float) -> Sequence[Event]:
        """What was held back until `now`."""
        return self._turns.tick(now)

    def configure(self, settings: Settings) -> list[str]:
        """The messages that make these settings act, as far as they act on an open session.

        Terms of the word boost that do not fit are left out.
        """
        before, self._settings = self._settings, settings
        self._turns.partials = not settings.disable_partial_transcripts
        update = UpdateConfiguration()
        if _turn_silence(settings) != _turn_silence(before):
            update.min_turn_silence, update.max_turn_silence = _turn_silence(settings)
        if settings.word_boost != before.word_boost:
            update.keyterms_prompt = fit(ENGINE, settings.word_boost).kept
        if not _is_universal_streaming(before):
            if settings.mode != before.mode:
                update.mode = settings.mode
            if settings.language_codes != before.language_codes:
                update.language_codes = settings.language_codes
        return [] if update == UpdateConfiguration() else [_text(update)]

    def end_utterance(self) -> str:
        """The message that ends the open turn now."""
        return _text(ForceEndpoint())

    def finish(self) -> str:
        """The message that ends the session."""
        return _text(Terminate())

    def _unread(self, now: float) -> list[Event]:
        self.nonsense += 1
        self.legible.garbled(now, self._timeline.sent_ms)
        return []

    def _received(self, ms: float) -> None:
        """The server speaks of sound up to there; never of more than there was."""
        self.received_ms = max(self.received_ms, min(ms, self._timeline.sent_ms))

    def _begin(self, message: Begin, _now: float) -> list[Signal]:
        return [Began(clean(message.id)[:MOST_ID], message.expires_at)]

    def _turn(self, message: Turn, now: float) -> list[Event]:
        number = message.turn_order
        if not 0 <= number <= _MOST_TURNS:
            number = self._turns.current
        wire = message.words or self._worded(message)
        words = make_words(wire, self._timeline, self.received_ms)
        if words:
            self.legible.understood()
            self._received(wire[-1].end or 0.0)
        elif self._reader.damaged:
            return self._unread(now)
        if not message.end_of_turn:
            return self._turns.partial(number, words, agreed(message.words))
        if not words:
            return self._turns.withdrawn(number)
        final = Final(
            turn=number,
            words=words,
            text=clean(message.transcript)[:MOST_TEXT] or _joined(words),
            speaker=speaker(message.speaker_label),
        )
        return self._turns.final(final, now, formatted=message.turn_is_formatted)

    def _worded(self, message: Turn) -> list[WireWord]:
        """Text without words is given the end of what was heard as its time."""
        text = message.transcript or message.utterance
        return [WireWord(text, self.received_ms, self.received_ms)]

    def _heartbeat(self, message: Heartbeat, _now: float) -> list[Event]:
        self.beats = True
        self._received(message.total_audio_received_ms)
        speech = message.max_speech_probability >= _SPEECH
        return self._silent_until(self.received_ms - (SPOKEN_MS if speech else BEAT_MARGIN_MS))

    def _silence(self, message: Silence, _now: float) -> list[Event]:
        self._received(message.end_ms)
        return self._silent_until(message.end_ms)

    def _silent_until(self, ms: float) -> list[Event]:
        """Nobody spoke before that; who cannot be read may have said otherwise."""
        if self.legible.doubts(ms) or not ms > 0:
            return []
        return self._turns.silence(self._timeline.end(ms))

    def _revision(self, message: SpeakerRevision, _now: float) -> list[Event]:
        events: list[Event] = []
        for item in message.revisions:
            words = make_words(item.words, self._timeline)
            events += self._turns.speakers(item.turn_order, words, speaker(item.speaker_label))
        return events

    def _error(self, message: Error, _now: float) -> list[Event | Signal]:
        return [*self._turns.flush(), Refused(message.error_code, clean(message.error))]

    def _termination(self, message: Termination, _now: float) -> list[Event | Signal]:
        ended = Ended(message.audio_duration_seconds, message.session_duration_seconds)
        return [*self._turns.flush(), ended]


def _joined(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)
