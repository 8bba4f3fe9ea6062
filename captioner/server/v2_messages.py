"""The messages of AssemblyAI's real-time protocol v2, as a server meets them.

Exact where a client's definitions are tolerant; see `captioner.server.v3_messages`.
"""

from typing import Annotated

from msgspec import Meta, Struct

Threshold = Annotated[int, Meta(ge=0, le=20_000)]


class ClientMessage(Struct, kw_only=True):
    """A text frame; it has no type, its field tells. Sound in it is base64."""

    end_utterance_silence_threshold: Threshold | None = None
    force_end_utterance: bool = False
    terminate_session: bool = False
    audio_data: bytes | None = None


class SessionBegins(Struct, tag_field="message_type", tag=True, kw_only=True):
    """The session is open; `expires_at` is UTC without a zone."""

    session_id: str
    expires_at: str


class TranscriptWord(Struct, kw_only=True):
    """A word; times in ms of the session's sound."""

    text: str
    start: int
    end: int
    confidence: float


class PartialTranscript(Struct, tag_field="message_type", tag=True, kw_only=True):
    """The open utterance as it reads now."""

    audio_start: int
    audio_end: int
    confidence: float
    text: str
    words: list[TranscriptWord]
    created: str


class FinalTranscript(Struct, tag_field="message_type", tag=True, kw_only=True):
    """A finished utterance."""

    audio_start: int
    audio_end: int
    confidence: float
    text: str
    words: list[TranscriptWord]
    created: str
    punctuated: bool = True
    text_formatted: bool = True


class SessionInformation(Struct, tag_field="message_type", tag=True, kw_only=True):
    """How much sound was received."""

    audio_duration_seconds: float


class SessionTerminated(Struct, tag_field="message_type", tag=True, kw_only=True):
    """The last message of a session that ends in order."""


class Error(Struct, kw_only=True):
    """Why the connection is about to be closed."""

    error: str


ServerMessage = (
    SessionBegins
    | PartialTranscript
    | FinalTranscript
    | SessionInformation
    | SessionTerminated
    | Error
)
