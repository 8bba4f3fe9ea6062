"""Reading what is nearly JSON: every value that can be read, and nothing about the rest.

Peers write `NaN`, name a field twice, cut texts in the middle of a character, nest without
end, or leave a comma where none belongs. A standard reader takes all of a message or
nothing; a caption must not be lost for a field that nobody needs.
"""

import contextlib
import json
import re
from typing import cast

MOST = 2**18
"""More characters are not read this way: that would hold up the window."""

DEEPEST = 16
"""What is nested deeper is left out; no protocol here nests deeper than four."""

_TOKEN = re.compile(
    r""""([^"\\]*(?:\\.[^"\\]*)*)(?:"|\\?\Z)|([\[\]{},:])|([^\s\[\]{},:"]+)""", re.DOTALL
)
_OPENING, _CLOSING = ("{", "["), ("}", "]")
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_WORDS: dict[str, object] = {"true": True, "false": False, "null": None}


class Pairs(list[tuple[str, object]]):
    """An object as its fields in order, also those that have the same name.

    Attributes:
        closed: Whether it was read to its end.
    """

    def __init__(self) -> None:
        super().__init__()
        self.closed = False
        self._key: str | None = None
        self._last: object = None

    def all_of(self, name: str) -> list[object]:
        """Every value of that name, the last one first: it is the one that counts."""
        return [value for key, value in reversed(self) if key == name]

    def take(self, value: object) -> None:
        """A value comes: that of the field just named, or the next name."""
        self._last = value
        if self._key is not None:
            self.append((self._key, value))
            self._key = None

    def mark(self, mark: str) -> None:
        """What came last was a name, or the field is over, with or without a value."""
        named = mark == ":" and isinstance(self._last, str)
        self._key = cast("str", self._last) if named else None


def read(data: bytes | str) -> Pairs | None:
    """The first object in `data`, with all its values as they are; None if there is none."""
    text = data if isinstance(data, str) else data.decode(errors="replace")
    frames: list[list[object] | Pairs] = [[]]
    too_deep = 0
    for string, mark, word in _TOKEN.findall(text[:MOST]):
        if too_deep:
            too_deep += (mark in _OPENING) - (mark in _CLOSING)
        elif not mark:
            _put(frames[-1], _bare(word) if word else _string(string))
        elif mark in _OPENING and len(frames) > DEEPEST:
            too_deep = 1
        else:
            _structure(frames, mark)
    return next((found for found in frames[0] if isinstance(found, Pairs)), None)


def _structure(frames: list[list[object] | Pairs], mark: str) -> None:
    """Begin or end a list or an object, or go on within one."""
    frame = frames[-1]
    if mark in _OPENING:
        made: list[object] | Pairs = Pairs() if mark == "{" else []
        _put(frame, made)
        frames.append(made)
    elif mark in _CLOSING and len(frames) > 1:
        frames.pop()
    if isinstance(frame, Pairs):
        frame.closed = mark in _CLOSING
        frame.mark(mark)


def _put(frame: list[object] | Pairs, value: object) -> None:
    if isinstance(frame, Pairs):
        frame.take(value)
    else:
        frame.append(value)


def _string(inside: str) -> str:
    text = inside
    if "\\" in inside:
        with contextlib.suppress(ValueError):  # an escape that there is not stays as it is
            text = cast("str", json.loads(f'"{inside}"', strict=False))
    if text.isascii():
        return text
    # Half of a pair of surrogates is no character, and cannot be written down.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _bare(word: str) -> object:
    """A number or a literal; what is neither is a text without its quotes."""
    if word in _WORDS:
        return _WORDS[word]
    try:
        return int(word) if _WHOLE.fullmatch(word) else float(word)
    except ValueError:
        return word
