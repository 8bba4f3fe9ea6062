"""The sound of sessions beside the library: a folder each, with a file for some seconds of it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from captioner.core.audio import BYTES_PER_SAMPLE
from captioner.core.errors import StorageError
from captioner.core.lanes import Lane
from captioner.core.sentence import Sentence
from captioner.storage import atomic

_SUFFIX = ".flac"
_DIGITS = 12

Codec = Callable[[bytes], bytes]


def folder_beside(library: Path) -> Path:
    """Where the sound of a library's sessions is."""
    return library.with_name(f"{library.stem}-sound")


def forget(library: Path, session_id: str) -> None:
    """Delete the sound of a session, if there is any."""
    shutil.rmtree(folder_beside(library) / session_id, ignore_errors=True)


class SoundStore:
    """Writes and reads it; every call blocks.

    Args:
        library: The file of the library that it belongs to.
        encode: PCM16 to the content of a file.
        decode: The other way.
    """

    def __init__(self, library: Path, encode: Codec, decode: Codec) -> None:
        self._folder = folder_beside(library)
        self._encode, self._decode = encode, decode

    def write(self, session_id: str, lane: Lane, position: int, pcm: bytes) -> None:
        """Keep an unbroken piece, whose first sample has this place in the session.

        Raises:
            StorageError: It cannot be written.
        """
        folder = self._folder / session_id
        try:
            for made in (self._folder, folder):
                atomic.make_private_folder(made)
            path = folder / f"{lane.value or 'all'}-{position:0{_DIGITS}}{_SUFFIX}"
            atomic.write(path, self._encode(pcm))
        except OSError as error:
            raise _unwritten(error) from error

    def silence(self, session_id: str, start: int, end: int) -> None:
        """Leave nothing of what was heard between two samples, in any lane.

        Raises:
            StorageError: It cannot be written.
        """
        try:
            for path, position in self._files(session_id):
                pcm = bytearray(self._decode(path.read_bytes()))
                count = len(pcm) // BYTES_PER_SAMPLE
                low, high = max(start, position), min(end, position + count)
                if low < high:
                    zeros = bytes((high - low) * BYTES_PER_SAMPLE)
                    at = (low - position) * BYTES_PER_SAMPLE
                    pcm[at : at + len(zeros)] = zeros
                    atomic.write(path, self._encode(bytes(pcm)))
        except OSError as error:
            raise _unwritten(error) from error

    def read(self, session_id: str, lane: Lane, start: int, end: int) -> bytes:
        """What was heard between two samples; silence where nothing was; empty if nothing is kept.

        Raises:
            StorageError: It cannot be read.
        """
        pcm, found = bytearray((end - start) * BYTES_PER_SAMPLE), False
        try:
            for path, position in self._files(session_id, lane):
                if position >= end:
                    break
                piece = self._decode(path.read_bytes())
                count = len(piece) // BYTES_PER_SAMPLE
                low, high = max(start, position), min(end, position + count)
                if low < high:
                    found = True
                    to, of = low - start, low - position
                    pcm[to * BYTES_PER_SAMPLE : (high - start) * BYTES_PER_SAMPLE] = piece[
                        of * BYTES_PER_SAMPLE : (high - position) * BYTES_PER_SAMPLE
                    ]
        except OSError as error:
            raise StorageError(
                Sentence("The sound could not be read ({why}).", why=error.strerror),
                "Check the disk.",
            ) from error
        return bytes(pcm) if found else b""

    def has(self, session_id: str) -> bool:
        """Whether sound of a session is kept."""
        return any(True for _ in self._files(session_id))

    def _files(self, session_id: str, lane: Lane | None = None) -> Iterator[tuple[Path, int]]:
        """The files of a session, in the order of time, and where each begins."""
        found = []
        for path in (self._folder / session_id).glob(f"*{_SUFFIX}"):
            name, _, place = path.stem.rpartition("-")
            wanted = lane is None or name == (lane.value or "all")
            if wanted and place.isascii() and place.isdigit():
                found.append((path, int(place)))
        yield from sorted(found, key=lambda each: each[1])


def _unwritten(error: OSError) -> StorageError:
    return StorageError(
        Sentence("The sound could not be kept ({why}).", why=error.strerror),
        "Captions go on, and words are kept.",
    )
