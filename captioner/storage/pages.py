"""Reads the rows of a damaged database page by page, as far as they are whole.

The format is SQLite's: https://www.sqlite.org/fileformat2.html. Only leaf pages of
tables are looked at, wherever they are: neither header nor tree need be sound. Pages that
were committed to the journal count instead of the older ones in the file.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from captioner.storage.schema import PAGE_BYTES

Value = int | float | str | bytes | None

_SMALLEST_PAGE, _LARGEST_PAGE = 512, 65_536
_TABLE_LEAF = 13
_HEADER_BYTES = 100
_LEAF_HEADER_BYTES = 8
_WAL_HEADER_BYTES = 32
_FRAME_HEADER_BYTES = 24
_LONGEST_VARINT = 9
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_REAL, _ZERO, _ONE, _FIRST_BLOB = 7, 8, 9, 12


@dataclass(frozen=True, slots=True)
class Found:
    """A row of some table.

    Attributes:
        number: Its rowid, which stands for a column that is the integer primary key.
        values: Its columns in order; such a column is None among them.
    """

    number: int
    values: tuple[Value, ...]


class _Torn(Exception):
    """What is read here is no whole row."""


class Pages:
    """The pages of a database and of the journal beside it.

    Args:
        path: The database.
        journal: Its write-ahead journal; it need not be there.
        size: The length of a page; None asks the header, which must be sound then.

    Raises:
        OSError: The database cannot be read.
    """

    def __init__(self, path: Path, journal: Path, size: int | None = PAGE_BYTES) -> None:
        self._content = path.read_bytes()
        told = int.from_bytes(self._content[16:18])
        self._size = size or (_LARGEST_PAGE if told == 1 else max(told, _SMALLEST_PAGE))
        self._newer: dict[int, bytes] = {}
        if journal.is_file():
            self._read_journal(journal.read_bytes())

    def image(self) -> bytes:
        """The whole database with its journal worked in, as one file without a journal."""
        count = max([len(self._content) // self._size, *self._newer])
        content = bytearray(b"".join(self._page(number) for number in range(1, count + 1)))
        content[18:20] = b"\x01\x01"  # no write-ahead journal
        return bytes(content)

    def rows(self) -> Iterator[Found]:
        """Every row that is whole, in the order of the pages."""
        count = max([-(-len(self._content) // self._size), *self._newer])
        for number in range(1, count + 1):
            page = self._page(number)
            start = _HEADER_BYTES if number == 1 else 0
            if len(page) > start and page[start] == _TABLE_LEAF:
                yield from self._leaf(page, start)

    def _page(self, number: int) -> bytes:
        at = (number - 1) * self._size
        return self._newer.get(number) or self._content[at : at + self._size]

    def _read_journal(self, journal: bytes) -> None:
        salt = journal[16:24]
        frame = _FRAME_HEADER_BYTES + self._size
        open_pages: dict[int, bytes] = {}
        for at in range(_WAL_HEADER_BYTES, len(journal) - frame + 1, frame):
            number, committed = struct.unpack(">II", journal[at : at + 8])
            if journal[at + 8 : at + 16] != salt:
                break  # left from an earlier round
            open_pages[number] = journal[at + _FRAME_HEADER_BYTES : at + frame]
            if committed:
                self._newer |= open_pages
                open_pages = {}

    def _leaf(self, page: bytes, start: int) -> Iterator[Found]:
        (cells,) = struct.unpack(">H", page[start + 3 : start + 5])
        first = start + _LEAF_HEADER_BYTES
        for index in range(min(cells, (len(page) - first) // 2)):
            (at,) = struct.unpack(">H", page[first + 2 * index : first + 2 * index + 2])
            try:
                yield self._cell(page, at)
            except (_Torn, IndexError, struct.error, UnicodeDecodeError):
                continue

    def _cell(self, page: bytes, at: int) -> Found:
        length, at = _varint(page, at)
        number, at = _varint(page, at)
        return Found(number, _record(self._payload(page, at, length)))

    def _payload(self, page: bytes, at: int, length: int) -> bytes:
        """The cell's content, gathered from the pages that it runs over into."""
        usable = self._size
        here = length
        if length > usable - 35:
            least = (usable - 12) * 32 // 255 - 23
            here = least + (length - least) % (usable - 4)
            here = here if here <= usable - 35 else least
        content = page[at : at + here]
        (next_page,) = (
            struct.unpack(">I", page[at + here : at + here + 4]) if here < length else (0,)
        )
        while len(content) < length and next_page:
            more = self._page(next_page)
            (next_page,) = struct.unpack(">I", more[:4])
            content += more[4 : 4 + length - len(content)]
        if len(content) < length or not length:
            raise _Torn
        return content


def _record(content: bytes) -> tuple[Value, ...]:
    end, at = _varint(content, 0)
    values: list[Value] = []
    place = end
    while at < end:
        kind, at = _varint(content, at)
        value, place = _value(content, place, kind)
        values.append(value)
    if place != len(content):
        raise _Torn
    return tuple(values)


def _value(content: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        return int.from_bytes(content[at:end], signed=True), end
    if kind == _REAL:
        return struct.unpack(">d", content[at : at + 8])[0], at + 8
    if kind in (_ZERO, _ONE):
        return kind - _ZERO, at
    if kind >= _FIRST_BLOB:
        end = at + (kind - _FIRST_BLOB) // 2
        if end > len(content):
            raise _Torn
        return content[at:end].decode() if kind % 2 else content[at:end], end
    if kind:
        raise _Torn
    return None, at


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index in range(_LONGEST_VARINT):
        byte = content[at + index]
        if index == _LONGEST_VARINT - 1:
            return value << 8 | byte, at + index + 1
        value = value << 7 | byte & 0x7F
        if not byte & 0x80:
            return value, at + index + 1
    raise _Torn
