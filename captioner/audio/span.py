"""A stretch of a file as a file of its own, which may be growing while it is read."""

import os
import threading
from collections.abc import Mapping
from typing import BinaryIO

_LOOK_S = 0.1
_PATIENCE_S = 10.0
"""Recorders write in blocks, some seconds apart."""


class Span:
    """What lies between two offsets of a file. Blocks while it waits for a file to grow.

    Attributes:
        fault: What the system said when the file could not be read any further; what could
            not be read counts as its end.
    """

    def __init__(
        self, file: BinaryIO, start: int, end: int | None, patches: Mapping[int, bytes]
    ) -> None:
        """Begins at `start`.

        Args:
            file: Nobody else may read it meanwhile.
            start: The offset of its first byte.
            end: The offset after its last byte; None for the end of the file.
            patches: Bytes in place of those at an offset of the file.
        """
        self.fault: OSError | None = None
        self._file = file
        self._start = self._at = start
        self._end = end
        self._patches = patches
        self._size = os.fstat(file.fileno()).st_size
        self._stopped = threading.Event()

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; none at the end."""
        try:
            data = self._read(size)
            while not data and self._has_grown():
                data = self._read(size)
        except OSError as error:
            self.fault = error
            return b""
        self._at += len(data)
        return data

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Goes elsewhere; returns where that is."""
        if whence == os.SEEK_CUR:
            offset += self.tell()
        elif whence == os.SEEK_END:
            end = os.fstat(self._file.fileno()).st_size if self._end is None else self._end
            offset += end - self._start
        self._at = self._start + max(0, offset)
        return self.tell()

    def tell(self) -> int:
        """Where it is, counted from its own first byte."""
        return self._at - self._start

    def stop(self) -> None:
        """Waits for nothing any more; called in any thread."""
        self._stopped.set()

    def _read(self, size: int) -> bytes:
        self._file.seek(self._at)
        left = size if self._end is None else max(0, self._end - self._at)
        data = self._file.read(left if size < 0 else min(size, left))
        for place, patch in self._patches.items():
            data = _patched(data, place - self._at, patch)
        return data

    def _has_grown(self) -> bool:
        """Whether there is more by now; waits if it has been growing while it was read."""
        if self._end is not None:
            return False
        waited = 0.0
        while True:
            size = os.fstat(self._file.fileno()).st_size
            if size > self._at:
                return True
            if size == self._size or self._stopped.is_set():
                return False
            if waited >= _PATIENCE_S:
                self._size = size
                return False
            self._stopped.wait(_LOOK_S)
            waited += _LOOK_S


def _patched(data: bytes, place: int, patch: bytes) -> bytes:
    """`data` with `patch` at `place`, as far as that is in it."""
    first, last = max(place, 0), min(place + len(patch), len(data))
    if first >= last:
        return data
    return data[:first] + patch[first - place : last - place] + data[last:]
