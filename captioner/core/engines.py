"""The one list of engines: what each is called, needs and can do.

How each is built stands in `captioner.engines.catalog`; a test holds the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineInfo:
    """What a user and the app must know of an engine before it runs.

    Attributes:
        name: Its name in settings and on the command line.
        label: Its name on screen.
        summary: One sentence for the settings window and the documentation.
        cannot: Setting name → the sentence that says why it has no effect here.
        notes: Setting name → the sentence that says how it acts here.
        live: Settings that act on an open session at once.
        fast: Whether it may be fed faster than real time.
        needs_key: Whether it signs in with a key or token.
        needs_file: Whether it plays a file of recorded events.
        token_s: The shortest and longest life of a temporary token, in seconds; None where
            there are none.
        piece_ms: How much sound it takes at once.
    """

    name: str
    label: str
    summary: str
    cannot: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    notes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    live: frozenset[str] = frozenset()
    fast: bool = False
    needs_key: bool = False
    needs_file: bool = False
    token_s: tuple[int, int] | None = None
    piece_ms: int = 50


_LOCAL = "The embedded recogniser hears the sound itself; nothing is sent."
_V3_ONLY = "Only AssemblyAI's current service has this."
_V2_GONE = "The v2 protocol has no such setting."
HERE = "ondevice"
"""The engine that needs nothing but this computer."""

_MESSAGE_MS = 100
"""Sound in one message; both protocols take this length."""

ENGINES: Mapping[str, EngineInfo] = MappingProxyType(
    {
        info.name: info
        for info in (
            EngineInfo(
                name=HERE,
                label="This computer",
                summary="Private: runs here, needs no account and no network. English.",
                cannot=MappingProxyType(
                    {
                        "encoding": _LOCAL,
                        "sample_rate": _LOCAL,
                        "enable_extra_session_information": "Nothing is billed here.",
                        "region": _LOCAL,
                        "server_url": _LOCAL,
                        "token_server_url": _LOCAL,
                        "ca_file": _LOCAL,
                        "fall_back": "It already captions on this computer.",
                        "only_others_to_service": _LOCAL,
                        "speech_model": _V3_ONLY,
                        "mode": _V3_ONLY,
                        "language_codes": "The embedded model knows English only.",
                    }
                ),
                notes=MappingProxyType(
                    {
                        "word_boost": "They are preferred where the sound allows. Words that sound"
                        " alike are replaced and dotted.",
                    }
                ),
                live=frozenset(
                    {
                        "word_boost",
                        "end_utterance_silence_threshold",
                        "disable_partial_transcripts",
                        "speaker_labels",
                        "most_voices",
                        "steadiness",
                    }
                ),
                fast=True,
            ),
            EngineInfo(
                name="assemblyai",
                label="AssemblyAI",
                summary="AssemblyAI streaming: more accurate, many languages; needs a key and"
                " sends sound to AssemblyAI or to the server you name.",
                notes=MappingProxyType(
                    {
                        "word_boost": "At most 100 terms of 50 characters.",
                        "speaker_labels": "Asked for them, this service ends sentences after ten"
                        " seconds and tells words in larger steps.",
                        "most_voices": "This service tells 10 at most.",
                        "enable_extra_session_information": "Always sent by this service.",
                        "disable_partial_transcripts": "Turned on, it acts at once;"
                        " turned off, from the next connection on.",
                    }
                ),
                live=frozenset(
                    {
                        "word_boost",
                        "end_utterance_silence_threshold",
                        "disable_partial_transcripts",
                        "mode",
                        "language_codes",
                        "steadiness",
                    }
                ),
                needs_key=True,
                piece_ms=_MESSAGE_MS,
                token_s=(1, 600),
            ),
            EngineInfo(
                name="assemblyai-v2",
                label="AssemblyAI v2 server",
                summary="The older real-time protocol, for “captioner serve” and compatible"
                " private servers; AssemblyAI has retired its own v2 service.",
                cannot=MappingProxyType(
                    {
                        "region": _V2_GONE,
                        "speech_model": _V2_GONE,
                        "mode": _V2_GONE,
                        "language_codes": "The v2 protocol knows English only.",
                        "speaker_labels": _V2_GONE,
                        "most_voices": _V2_GONE,
                    }
                ),
                notes=MappingProxyType({"word_boost": "At most 2,500 characters together."}),
                live=frozenset({"end_utterance_silence_threshold", "steadiness"}),
                needs_key=True,
                piece_ms=_MESSAGE_MS,
                token_s=(60, 360_000),
            ),
            EngineInfo(
                name="replay",
                label="Recorded session",
                summary="Plays a recorded session again, without sound or network.",
                cannot=MappingProxyType(
                    dict.fromkeys(
                        (
                            "word_boost",
                            "end_utterance_silence_threshold",
                            "encoding",
                            "sample_rate",
                            "enable_extra_session_information",
                            "region",
                            "server_url",
                            "token_server_url",
                            "ca_file",
                            "model",
                            "fall_back",
                            "only_others_to_service",
                            "speech_model",
                            "mode",
                            "language_codes",
                            "speaker_labels",
                            "most_voices",
                        ),
                        "A recorded session plays as it was.",
                    )
                ),
                live=frozenset({"disable_partial_transcripts", "steadiness"}),
                fast=True,
                needs_file=True,
            ),
        )
    }
)
