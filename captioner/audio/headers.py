"""Where a recording begins and ends in its file: what its header says, and what is so.

A recorder that was killed leaves sizes of 0, one that wrote to a pipe leaves the largest
there are, and files are cut, go on growing, or are several recordings joined end to end.
"""

import os
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from captioner.audio.lengths import HEAD, ISO, UNKNOWN, Layout, read_at, whole

_BLOCK = 1 << 18
_LARGEST = 0xFFFF_FFFF
_UNKNOWN_WIDE = 1 << 60


@dataclass(frozen=True, slots=True)
class _Family:
    """File formats whose sound lies in one chunk, whose header says how long it is."""

    start: re.Pattern[bytes]
    first: int
    size: str
    sound: bytes
    open_end: bytes
    inclusive: bool = False
    align: int = 2

    @property
    def head(self) -> int:
        return len(self.sound) + struct.calcsize(self.size)


_W64_TAIL = bytes.fromhex("f3acd3118cd100c04f8edb8a")
_FAMILIES = (
    _Family(re.compile(rb"(?:RIFF|RF64|BW64)....WAVE", re.DOTALL), 12, "<I", b"data", bytes(4)),
    _Family(re.compile(rb"RIFX....WAVE", re.DOTALL), 12, ">I", b"data", bytes(4)),
    _Family(re.compile(rb"FORM....AIF[FC]", re.DOTALL), 12, ">I", b"SSND", b"\xff" * 4),
    _Family(re.compile(rb"caff\0\x01\0\0desc"), 8, ">q", b"data", b"\xff" * 8, align=1),
    _Family(
        re.compile(rb"riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb\x04\xc1\0\0"),
        40,
        "<q",
        b"data" + _W64_TAIL,
        struct.pack("<q", 1 << 40),
        inclusive=True,
        align=8,
    ),
)
_AU = re.compile(rb"\.snd\0\0.{6}\0\0\0[\x01-\x1b]", re.DOTALL)
_OTHERS = (
    _AU,
    ISO,
    re.compile(rb"fLaC\0\0\0\x22"),
    re.compile(rb"OggS\0[\x02\x06]"),
    re.compile(rb"\x1aE\xdf\xa3.{0,40}?(?:matroska|webm)", re.DOTALL),
)


def layout_of(file: BinaryIO, start: int) -> Layout:
    """How the recording that begins at `start` lies in `file`.

    Raises:
        OSError: The file cannot be read.
    """
    head = read_at(file, start, HEAD)
    if _AU.match(head):
        place, claim = struct.unpack_from(">II", head, 4)
        return _judged(file, start, start + place, claim, {start + 8: b"\xff" * 4})
    family = _family(head)
    if family is None:
        return whole(file, start, head)
    patches: dict[int, bytes] = {}
    wide: int | None = None
    for name, place, claim in _chunks(file, start + family.first, family):
        content = place + family.head
        if name == b"ds64":  # EBU Tech 3306: the sizes of an RF64 file
            wide = int.from_bytes(read_at(file, content + 8, 8), "little")
            patches[start] = b"RIFF"  # in which the size counts that stands at the sound
        if name == b"COMM":  # how many frames there are, which a reader would believe
            patches[content + 2] = bytes(4)
        if name == family.sound:
            claim = wide if wide is not None and claim == _LARGEST else claim
            patches[place + len(name)] = family.open_end
            return _judged(file, start, content, claim, patches)
    return Layout(start)


def next_start(file: BinaryIO, like: int, position: int) -> int | None:
    """Where, from `position` on, another recording in the form of that at `like` begins.

    Raises:
        OSError: The file cannot be read.
    """
    pattern = _pattern(read_at(file, like, HEAD))
    while pattern is not None:
        block = read_at(file, position, _BLOCK + HEAD)
        found = pattern.search(block)
        if found and found.start() < _BLOCK:
            return position + found.start()
        if len(block) <= _BLOCK:
            return None
        position += _BLOCK
    return None


def _judged(
    file: BinaryIO, start: int, content: int, claim: int, patches: dict[int, bytes]
) -> Layout:
    """Whether the sound from `content` on is as long as it claims to be.

    It is if the file ends there, or if nothing but whole chunks and another recording
    follow. Otherwise all that follows is sound.
    """
    size = file.seek(0, os.SEEK_END)
    said = 0 < claim < (UNKNOWN if claim <= _LARGEST else _UNKNOWN_WIDE)
    sound_end = content + max(claim, 0)
    if sound_end < size:
        end = _end_of_chunks(file, start, sound_end, size)
        if end is not None:
            return Layout(content, end if end < size else None, sound_end)
    if not said or sound_end != size:
        end = next_start(file, start, content)
        cut = said and sound_end > size
        return Layout(content, end, sound_end if cut else None, patches)
    return Layout(content, None, sound_end, patches)  # open at the end, for it may be growing


def _end_of_chunks(file: BinaryIO, start: int, sound_end: int, size: int) -> int | None:
    """Where whole chunks end that follow the sound; None if what follows is no such thing."""
    head = read_at(file, start, HEAD)
    pattern, family = _pattern(head), _family(head)
    align = 1 if family is None else family.align
    for place in dict.fromkeys((sound_end + -(sound_end - start) % align, sound_end)):
        at = place
        if family is not None:
            for _, chunk, claim in _chunks(file, place, family):
                if at != chunk or (pattern and pattern.match(read_at(file, chunk, HEAD))):
                    break
                at = _after(family, chunk, claim)
        if at >= size or (pattern and pattern.match(read_at(file, at, HEAD))):
            return min(at, size)
    return None


def _chunks(file: BinaryIO, position: int, family: _Family) -> Iterator[tuple[bytes, int, int]]:
    """The name, place and claimed length of each chunk, for as long as they are chunks."""
    while True:
        head = read_at(file, position, family.head)
        name = head[: len(family.sound)]
        if len(head) < family.head or not name[:4].isascii() or not name[:4].decode().isprintable():
            return
        [claim] = struct.unpack(family.size, head[len(name) :])
        yield name, position, claim - family.head * family.inclusive
        after = _after(family, position, claim - family.head * family.inclusive)
        if after <= position:
            return
        position = after


def _after(family: _Family, chunk: int, claim: int) -> int:
    end = family.head + claim
    return chunk + end + -end % family.align


def _family(head: bytes) -> _Family | None:
    return next((family for family in _FAMILIES if family.start.match(head)), None)


def _pattern(head: bytes) -> re.Pattern[bytes] | None:
    starts = (*(family.start for family in _FAMILIES), *_OTHERS)
    return next((start for start in starts if start.match(head)), None)
