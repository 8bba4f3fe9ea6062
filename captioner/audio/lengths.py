"""How recordings say how long they are, other than by a chunk of sound."""

import os
import re
from dataclasses import dataclass, field
from typing import BinaryIO

HEAD = 64
"""Bytes. No beginning that is known here is longer."""

UNKNOWN = 0x7FFE_0000
"""Writers that cannot go back put about 2 or 4 GiB where the length belongs."""

ISO = re.compile(rb"\0\0\0.ftyp", re.DOTALL)
_BOX = 8
_ID3 = 10
_EBML = b"\x1aE\xdf\xa3"
_SEGMENT = b"\x18\x53\x80\x67"
_LARGEST_OGG_PAGE = 65_307
_OGG_FLAGS = 5
_OGG_END = 4
_MPEG_1 = 0x18


@dataclass(frozen=True, slots=True)
class Layout:
    """How a recording lies in its file.

    Attributes:
        begin: Where its sound begins, or the recording itself.
        end: Where another recording begins or its sound ends, None for the file's end.
        promised: Where its sound ends as its header says; None if it does not say, or
            says less than there is.
        patches: Bytes to read in place of those at an offset of the file, so that its
            reader does not stop where the header is wrong.
    """

    begin: int
    end: int | None = None
    promised: int | None = None
    patches: dict[int, bytes] = field(default_factory=dict)


def mp3_frames(file: BinaryIO, start: int) -> tuple[int, int] | None:
    """How many frames an MP3 recording says it has, and how many samples are in each.

    Raises:
        OSError: The file cannot be read.
    """
    head = read_at(file, start, _ID3)
    if head[:3] == b"ID3" and len(head) == _ID3:
        high, second, third, low = head[6:10]
        start += _ID3 + (high << 21 | second << 14 | third << 7 | low)
    head = read_at(file, start, HEAD)
    count = re.search(rb"(?:Xing|Info)\0\0\0[\x01-\xff](.{4})", head, re.DOTALL)
    if head[:1] != b"\xff" or count is None:
        return None
    return int.from_bytes(count[1], "big"), 1152 if head[1] & _MPEG_1 == _MPEG_1 else 576


def is_mp4(file: BinaryIO) -> bool:
    """Whether the file begins as MP4 does, which cannot be read without its end.

    Raises:
        OSError: The file cannot be read.
    """
    return ISO.match(read_at(file, 0, HEAD)) is not None


def is_an_ogg_without_end(file: BinaryIO, start: int) -> bool:
    """Whether it is an Ogg recording whose last page is not marked as the last.

    RFC 3533, section 6.

    Raises:
        OSError: The file cannot be read.
    """
    if read_at(file, start, 4) != b"OggS":
        return False
    size = file.seek(0, os.SEEK_END)
    tail = read_at(file, max(start, size - _LARGEST_OGG_PAGE), _LARGEST_OGG_PAGE)
    last = tail[tail.rfind(b"OggS") :]
    return len(last) <= _OGG_FLAGS or not last[_OGG_FLAGS] & _OGG_END


def whole(file: BinaryIO, start: int, head: bytes) -> Layout:
    """How a video lies in its file, as far as its `head` says how large all of it is.

    Raises:
        OSError: The file cannot be read.
    """
    if ISO.match(head):
        return _boxed(file, start)
    if head[:4] == b"RIFF":
        size = int.from_bytes(head[4:8], "little")
        return Layout(start, None, start + 8 + size if size < UNKNOWN else None)
    segment = head.find(_SEGMENT)
    size_at = segment + len(_SEGMENT)
    if head[:4] == _EBML and segment > 0 and len(head) >= size_at + 8:
        length = 9 - head[size_at].bit_length()  # RFC 8794, section 4
        size = int.from_bytes(head[size_at : size_at + length]) & (1 << 7 * length) - 1
        if size < (1 << 7 * length) - 1:
            return Layout(start, None, start + size_at + length + size)
    return Layout(start)


def _boxed(file: BinaryIO, start: int) -> Layout:
    """How an MP4 recording lies in its file: it is a row of boxes (ISO/IEC 14496-12, 4.2)."""
    position = start
    while len(head := read_at(file, position, 16)) >= _BOX:
        if position > start and head[4:8] == b"ftyp":
            return Layout(start, position)
        size = int.from_bytes(head[:4])
        if size == 0:  # as far as the file goes
            return Layout(start)
        if size == 1:
            size = int.from_bytes(head[8:16])
        if size < _BOX or not head[4:8].isalnum():
            return Layout(start, position)
        position += size
    return Layout(start, None, position)


def read_at(file: BinaryIO, position: int, size: int) -> bytes:
    """At most `size` bytes from an offset; none where the file has ended.

    Raises:
        OSError: The file cannot be read.
    """
    if not 0 <= position < file.seek(0, os.SEEK_END):
        return b""  # where no file system lets one go
    file.seek(position)
    return file.read(size)
