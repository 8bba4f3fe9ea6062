"""The messages of the streaming protocol v3, as far as they are used.

After AssemblyAI's API reference for streaming and the messages of its SDK 1.8.2.
"""

import msgspec

from captioner.engines.assemblyai.wire import WireWord


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


KINDS: dict[str, type[msgspec.Struct]] = {
    kind.__name__: kind
    for kind in (Turn, Begin, Heartbeat, Silence, SpeakerRevision, Error, Termination)
}
"""What a service may say, by its `type`."""
