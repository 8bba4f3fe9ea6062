"""The messages of AssemblyAI's streaming protocol v3, as a server meets them.

Apart from those in `captioner.engines.assemblyai`, on purpose: a client takes whatever
comes, a server writes exactly what is documented, and so each is a check of the other.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct


class Tuning(Struct, kw_only=True):
    """What a client may ask for at the start and change while the session runs."""

    min_turn_silence: int | None = None
    max_turn_silence: int | None = None
    min_end_of_turn_silence_when_confident: int | None = None
    keyterms_prompt: Annotated[list[str], Meta(max_length=100)] | None = None
    session_heartbeat: bool | None = None
    format_turns: bool | None = None
    mode: Literal["min_latency", "balanced", "max_accuracy"] | None = None
    prompt: Annotated[str, Meta(max_length=1750)] | None = None
    agent_context: Annotated[str, Meta(max_length=1750)] | None = None
    vad_threshold: Annotated[float, Meta(ge=0, le=1)] | None = None
    end_of_turn_confidence_threshold: Annotated[float, Meta(ge=0, le=1)] | None = None
    interruption_delay: Annotated[int, Meta(ge=0, le=1000)] | None = None
    continuous_partials: bool | None = None
    filter_profanity: bool | None = None
    language_codes: Annotated[list[str], Meta(max_length=10)] | None = None
    acknowledge_silence: bool | None = None
    turn_left_pad_ms: int | None = None


class UpdateConfiguration(Tuning, tag=True):
    """Change the session."""


class ForceEndpoint(Struct, tag=True):
    """End the turn now."""


class KeepAlive(Struct, tag=True):
    """Nothing but a sign of life."""


class Terminate(Struct, tag=True):
    """End the session."""


ClientMessage = UpdateConfiguration | ForceEndpoint | KeepAlive | Terminate


class Configuration(Struct, kw_only=True):
    """What `Begin` says of the session; everything that is not done here, as off."""

    model: str
    mode: str
    api_version: str = "2025-05-12"
    speaker_labels: bool = False
    redact_pii: bool = False
    filter_profanity: bool = False
    domain: str | None = None
    voice_focus: str | None = None
    prompt: str | None = None
    agent_context: str | None = None
    language_detection: bool = False
    acknowledge_silence: bool = False
    vad_threshold: float | None = None
    end_of_turn_confidence_threshold: float | None = None
    interruption_delay: int | None = None
    continuous_partials: bool = True


class Begin(Struct, tag=True, kw_only=True):
    """The session is open; `expires_at` is in Unix seconds."""

    id: str
    expires_at: int
    configuration: Configuration


class SpeechStarted(Struct, tag=True, kw_only=True):
    """Somebody began to speak, `timestamp` ms into the session's sound."""

    timestamp: int
    confidence: float = 1.0


class TurnWord(Struct, kw_only=True):
    """A word; times in ms of the session's sound."""

    text: str
    start: int
    end: int
    confidence: float
    word_is_final: bool
    speaker: str | msgspec.UnsetType = msgspec.UNSET


class Turn(Struct, tag=True, kw_only=True):
    """A turn as it reads now."""

    turn_order: int
    turn_is_formatted: bool
    end_of_turn: bool
    transcript: str
    utterance: str
    end_of_turn_confidence: float
    words: list[TurnWord]
    speaker_label: str | msgspec.UnsetType = msgspec.UNSET


class Heartbeat(Struct, tag=True, kw_only=True):
    """How much sound has come, every five seconds if asked for."""

    total_audio_received_ms: int
    total_duration_ms: int
    realtime_factor: float
    max_speech_probability: float


class Error(Struct, tag=True, kw_only=True):
    """Why the connection is about to be closed, with the same code."""

    error_code: int
    error: str


class Termination(Struct, tag=True, kw_only=True):
    """The last message of a session that ends in order."""

    audio_duration_seconds: int
    session_duration_seconds: int


ServerMessage = Begin | SpeechStarted | Turn | Heartbeat | Error | Termination
