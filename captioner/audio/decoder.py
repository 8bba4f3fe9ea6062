"""Sound files, by way of soundfile. Blocking; for worker threads."""

import os
import stat
import threading
from pathlib import Path
from typing import Any

from captioner.audio import faults
from captioner.core.audio import Resampler
from captioner.core.lines import clean

_PIECES = 10
"""How many pieces of a tenth of a second are read at once; damage costs at most one."""

_SLOWEST, _FASTEST = 1_000, 1_000_000
_UNKNOWN_SIZE = 0x7FFF_0000
"""Writers that cannot go back put about 2 or 4 GiB where a WAV file says how long it is."""

_TOLERANCE_S = 0.5
"""The length of some MP3 files is an estimate."""

_LARGEST_OGG_PAGE = 65_307
_OGG_FLAGS = 5
_OGG_END = 4


class Decoder:
    """An open sound file.

    Attributes:
        seconds: Its length as the file says, None if it does not.
        notice: One sentence once it has turned out to be cut short, else "".
    """

    def __init__(self, path: Path) -> None:
        """Opens it and reads the first second.

        Raises:
            BadFile: It is not there, or holds no sound that can be read.
        """
        self.notice = ""
        self._name = clean(path.name)
        self._lock = threading.Lock()
        self._file = _opened(path, self._name)
        self._rate = int(self._file.samplerate)
        self._promised = int(self._file.frames)
        self._frames = 0
        self._ended = False
        self._cut = _says_more_than_it_holds(str(self._file.extra_info)) or (
            self._file.format == "OGG" and not _has_ogg_end(path)
        )
        self._resampler = Resampler(self._rate)
        self.seconds = self._promised / self._rate if self._promised < 1 << 62 else None
        self._first = self._decode()
        if not self._first:
            self.close()
            raise faults.soundless_file(self._name)

    def read(self) -> bytes:
        """About a second of mono PCM16 at 16 kHz; empty at the end."""
        with self._lock:
            first, self._first = self._first, b""
            return first or self._decode()

    def close(self) -> None:
        """Closes it; waits for a `read` in another thread."""
        with self._lock:
            self._ended = True
            self._file.close()

    def _decode(self) -> bytes:
        pcm = b""
        pieces = 0
        while not self._ended and (pieces < _PIECES or not pcm):
            pcm += self._piece()
            pieces += 1
        return pcm

    def _piece(self) -> bytes:
        import soundfile

        try:
            frames = self._file.read(self._rate // 10, dtype="float32", always_2d=True)
        except soundfile.LibsndfileError:  # what a decoder says of a file that breaks off
            frames = ()
            self._cut = True
        self._frames += len(frames)
        if len(frames):
            return self._resampler.feed_frames(frames)
        self._ended = True
        missing = self._promised - self._frames
        if self._cut or missing > _TOLERANCE_S * self._rate:
            self.notice = faults.cut_short(self._name, self._frames / self._rate)
        return self._resampler.finish()


def _opened(path: Path, name: str) -> Any:
    try:
        _check(path, name)
    except FileNotFoundError as error:
        raise faults.no_file(name) from error
    except (OSError, ValueError) as error:  # ValueError: a name no file can have
        raise faults.unreadable_file(name, getattr(error, "strerror", None) or "") from error
    import soundfile

    try:
        file = soundfile.SoundFile(os.fsencode(path) if os.name == "posix" else str(path))
    except (soundfile.LibsndfileError, TypeError) as error:  # TypeError: `.raw` says nothing
        raise faults.not_sound(name) from error
    if not _SLOWEST <= file.samplerate <= _FASTEST:
        file.close()
        raise faults.not_sound(name)
    # Where a file can seek, soundfile seeks to where it is after each read, and an MP3
    # decoder starts anew there: most of the sound would be missing.
    file.seekable = lambda: False
    return file


def _check(path: Path, name: str) -> None:
    """Says of what is plainly no sound file what it is, before a decoder guesses."""
    about = path.stat()
    if stat.S_ISDIR(about.st_mode):
        raise faults.folder(name)
    if not stat.S_ISREG(about.st_mode):
        raise faults.not_sound(name)
    if about.st_size == 0:
        raise faults.empty_file(name)
    with path.open("rb"):
        pass


def _says_more_than_it_holds(log: str) -> bool:
    """Whether libsndfile, reading a WAV header, noted that its data breaks off."""
    for line in log.splitlines():
        if line.strip().startswith("data") and "should be" in line:
            return int(line.split()[2]) < _UNKNOWN_SIZE
    return False


def _has_ogg_end(path: Path) -> bool:
    """Whether the last page of an Ogg file is marked as the last (RFC 3533, section 6)."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _LARGEST_OGG_PAGE))
        tail = file.read()
    last = tail[tail.rfind(b"OggS") :]
    return len(last) > _OGG_FLAGS and bool(last[_OGG_FLAGS] & _OGG_END)
