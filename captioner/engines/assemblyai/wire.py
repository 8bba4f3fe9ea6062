"""What both protocols share: reading messages that may be damaged, and what they mean.

A message is decoded by its type; where that fails, field by field, so that one bad
field costs that field and not the sentence. Nothing here raises on a server's words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Protocol, TypeVar, get_args

import msgspec

from captioner.core.events import Event
from captioner.core.settings import Settings

_LONGEST_SESSION_S = 7 * 24 * 3600.0

Kind = TypeVar("Kind", bound=msgspec.Struct)


class WireWord(msgspec.Struct):
    """A word as both protocols write it; times in ms of the sound received."""

    text: str = ""
    start: float = 0.0
    end: float = 0.0
    confidence: float | None = None
    word_is_final: bool = False
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Began:
    """The server has accepted the session.

    Attributes:
        id: Its name for it.
        expires_at: When it will end it, in Unix seconds, if it says so.
    """

    id: str
    expires_at: float | None

    def expires_in_s(self, now: float) -> float | None:
        """Seconds from `now` on, also in Unix seconds, until then; None if that is nonsense."""
        left = -1.0 if self.expires_at is None else self.expires_at - now
        return left if 0 < left < _LONGEST_SESSION_S else None


@dataclass(frozen=True, slots=True)
class Ended:
    """The server has ended the session in order.

    Attributes:
        audio_s: Seconds of sound it received, if it says so.
        session_s: Seconds the connection was open, if it says so.
    """

    audio_s: float | None = None
    session_s: float | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """The server has said why it is about to close the connection."""

    code: int | None
    text: str


Signal = Began | Ended | Refused


class Connection(Protocol):
    """The rules of one protocol for one connection: no I/O, no clock.

    Attributes:
        nonsense: How many messages made no sense.
        received_ms: How much sound the server has shown that it received.
        beats: Whether the server has shown that it gives regular signs of life.
    """

    nonsense: int
    received_ms: float
    beats: bool

    def greeting(self) -> list[str]:
        """What is said first on a new connection."""
        ...

    def receive(self, data: bytes | str, now: float) -> Sequence[Event | Signal]:
        """What a message from the server means."""
        ...

    def arrived(self, ms: float) -> Sequence[Event]:
        """What it means that so much sound has reached the server, words or not."""
        ...

    def due(self) -> float | None:
        """When `tick` has something to give, on the clock of `now`."""
        ...

    def tick(self, now: float) -> Sequence[Event]:
        """What was held back until `now`."""
        ...

    def configure(self, settings: Settings) -> list[str]:
        """The messages that make these settings act."""
        ...

    def end_utterance(self) -> str:
        """The message that ends the open utterance now."""
        ...

    def finish(self) -> str:
        """The message that ends the session."""
        ...


class Reader:
    """Decodes the messages of one protocol.

    Args:
        kinds: Tag → type of message.
        tag: The field that names the type.
    """

    def __init__(self, kinds: dict[str, type[msgspec.Struct]], tag: str) -> None:
        any_of_them = reduce(or_, kinds.values())
        self._decoder: msgspec.json.Decoder[msgspec.Struct] = msgspec.json.Decoder(
            any_of_them, strict=False
        )
        self._kinds = kinds
        self._tag = tag

    def read(self, data: bytes | str) -> msgspec.Struct | dict[str, object] | None:
        """The message; an object of unknown type as it is; None if it makes no sense."""
        try:
            return self._decoder.decode(data)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            pass
        try:
            raw = msgspec.json.decode(data)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return None
        if not isinstance(raw, dict):
            return None
        tag = raw.get(self._tag)
        kind = self._kinds.get(tag) if isinstance(tag, str) else None
        return raw if kind is None else salvage(kind, raw)


def salvage(kind: type[Kind], raw: dict[str, object]) -> Kind:
    """What of `raw` fits the type; the rest has its default."""
    fit: dict[str, object] = {}
    for field in msgspec.structs.fields(kind):
        value = raw.get(field.encode_name, msgspec.UNSET)
        if value is msgspec.UNSET:
            continue
        try:
            fit[field.name] = msgspec.convert(value, field.type, strict=False)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            items = _salvage_list(field.type, value)
            if items is not None:
                fit[field.name] = items
    return kind(**fit)


def _salvage_list(kind: object, value: object) -> list[msgspec.Struct] | None:
    items = [part for part in get_args(kind) if isinstance(part, type)]
    if not isinstance(value, list) or not items or not issubclass(items[0], msgspec.Struct):
        return None
    return [salvage(items[0], item) for item in value if isinstance(item, dict)]
