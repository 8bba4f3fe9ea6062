"""What a session's rules say to the connection that carries it.

The rules of a protocol know no socket, task or clock: they take what arrived and the
time, and return what is to be done. Times are seconds of one monotonic clock.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from captioner.core.audio import Chunk
from captioner.core.events import Event
from captioner.core.settings import Settings
from captioner.engines.base import Control


@dataclass(frozen=True, slots=True)
class Start:
    """Let the recogniser start with the first sound. Comes once, before sound and wishes."""

    settings: Settings


@dataclass(frozen=True, slots=True)
class Hear:
    """Give the recogniser this sound."""

    chunk: Chunk


@dataclass(frozen=True, slots=True)
class Tell:
    """Give the recogniser this wish, after the sound before it."""

    control: Control


@dataclass(frozen=True, slots=True)
class Finish:
    """Tell the recogniser that the sound has ended."""


@dataclass(frozen=True, slots=True)
class Send:
    """Send this text frame."""

    text: str


@dataclass(frozen=True, slots=True)
class Close:
    """Close the connection once everything before is sent; the session is over."""

    code: int
    reason: str = ""


Action = Start | Hear | Tell | Finish | Send | Close


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a client asked for when it connected.

    Attributes:
        id: The session's new identifier, a UUID.
        query: The query parameters, the last of each name.
        refusal: Why this client may not have a session, "" if it may.
        full: Whether there are as many sessions as there may be.
        longest_s: How long the session may last.
        began: The wall-clock time, with zone.
        now: The same moment on the monotonic clock.
    """

    id: str
    query: dict[str, str]
    refusal: str
    full: bool = False
    longest_s: float
    began: datetime
    now: float


class ProtocolRules(Protocol):
    """The rules of one protocol for one connection."""

    def opened(self) -> list[Action]:
        """The connection stands."""
        ...

    def text(self, message: str, now: float) -> list[Action]:
        """A text frame came."""
        ...

    def frame(self, data: bytes, now: float) -> list[Action]:
        """A binary frame came."""
        ...

    def event(self, event: Event, now: float) -> list[Action]:
        """The recogniser said something."""
        ...

    def done(self, now: float) -> list[Action]:
        """The recogniser has heard everything and said its last word."""
        ...

    def failed(self, now: float) -> list[Action]:
        """The recogniser broke."""
        ...

    def tick(self, now: float) -> list[Action]:
        """It is `due` or later."""
        ...

    @property
    def due(self) -> float:
        """When `tick` is wanted if nothing happens before; infinity for never."""
        ...
