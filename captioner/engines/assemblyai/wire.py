"""What both protocols share: reading messages that may be damaged, and what they mean.

A message is decoded by its type; where that fails, field by field and word by word, so
that one bad field costs that field and not the sentence. Nothing here raises on a server's
words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from math import isfinite
from operator import or_
from typing import Protocol, TypeGuard, TypeVar, get_args

import msgspec

from captioner.core.events import Event
from captioner.core.settings import Settings
from captioner.engines.assemblyai import lenient
from captioner.engines.assemblyai.legibility import Legibility

LARGEST = 2**23
"""A longer message is not read: that would hold up the window. No sentence comes near it."""

_LONGEST_SESSION_S = 7 * 24 * 3600.0

Kind = TypeVar("Kind", bound=msgspec.Struct)


class WireWord(msgspec.Struct):
    """A word as both protocols write it; times in ms of the sound received, None if unreadable."""

    text: str = ""
    start: float | None = None
    end: float | None = None
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
        legible: Whether what the server says can be read.
        received_ms: How much sound the server has shown that it received.
        beats: Whether the server has shown that it gives regular signs of life.
        unfinished: Whether it has said words that are not final yet.
    """

    nonsense: int
    legible: Legibility
    received_ms: float
    beats: bool

    @property
    def unfinished(self) -> bool:
        """See above."""
        ...

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

    Attributes:
        damaged: Whether the last message was read field by field.
    """

    def __init__(self, kinds: dict[str, type[msgspec.Struct]], tag: str) -> None:
        any_of_them = reduce(or_, kinds.values())
        self._decoder: msgspec.json.Decoder[msgspec.Struct] = msgspec.json.Decoder(
            any_of_them, strict=False
        )
        self._kinds = kinds
        self._tag = tag
        self.damaged = False

    def read(self, data: bytes | str) -> msgspec.Struct | lenient.Pairs | None:
        """The message; an object of unknown type as it is; None if it makes no sense."""
        self.damaged = False
        if len(data) > LARGEST:
            return None
        try:
            return self._decoder.decode(data)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            self.damaged = True
        raw = lenient.read(data)
        if raw is None:
            return None
        kinds = (self._kinds[tag] for tag in raw.all_of(self._tag) if self._is_known(tag))
        kind = next(kinds, None)
        if kind is None:
            return raw if raw.closed else None
        return salvage(kind, raw)

    def _is_known(self, tag: object) -> TypeGuard[str]:
        return isinstance(tag, str) and tag in self._kinds


def salvage(kind: type[Kind], raw: lenient.Pairs) -> Kind:
    """What of `raw` fits the type; the rest has its default."""
    fit: dict[str, object] = {}
    for field in msgspec.structs.fields(kind):
        for value in raw.all_of(field.encode_name):
            if kind is WireWord and field.name == "text" and type(value) in (int, float):
                value = str(value)
            try:
                fit[field.name] = _converted(value, field.type)
                break
            except (msgspec.MsgspecError, TypeError, ValueError, OverflowError):
                continue
    return kind(**fit)


def _converted(value: object, kind: object) -> object:
    """`value` as what the field holds.

    Raises:
        TypeError, ValueError, OverflowError, msgspec.MsgspecError: It is nothing of the sort.
    """
    items = [part for part in get_args(kind) if isinstance(part, type)]
    if items and issubclass(items[0], msgspec.Struct):
        return _salvaged_list(items[0], value)
    if kind is bool and isinstance(value, float):
        value = int(value)
    made = msgspec.convert(value, kind, strict=False)
    if isinstance(made, float) and not isfinite(made):
        raise ValueError
    return made


def _salvaged_list(kind: type[msgspec.Struct], value: object) -> list[msgspec.Struct]:
    """Every item that can be read."""
    if not isinstance(value, list) or isinstance(value, lenient.Pairs):
        raise TypeError
    found: list[msgspec.Struct] = []
    for item in value:
        if isinstance(item, lenient.Pairs):
            found.append(salvage(kind, item))
        elif kind is WireWord and isinstance(item, str):
            found.append(WireWord(item))  # a word may be no more than its text
    return found
