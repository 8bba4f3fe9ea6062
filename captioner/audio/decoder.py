"""Sound files: each recording in them, as far as there is sound. Blocking; for worker threads."""

import stat
import threading
from collections.abc import Generator
from pathlib import Path
from typing import BinaryIO

from captioner.audio import faults
from captioner.audio.lengths import is_mp4
from captioner.audio.recording import Recording
from captioner.audio.timeline import Timeline
from captioner.audio.track import NoSound, NotRead
from captioner.core.audio import BYTES_PER_SAMPLE, RATE
from captioner.core.lines import clean

_SECOND = RATE * BYTES_PER_SAMPLE


class Decoder:
    """An open sound file.

    Attributes:
        notice: One sentence once sound in it has turned out not to be readable, else "".
    """

    def __init__(self, path: Path) -> None:
        """Opens it and reads the first second.

        Raises:
            BadFile: It is not there, or holds no sound that can be read.
        """
        self.notice = ""
        self._name = clean(path.name or str(path))
        self._lock = threading.Lock()
        self._closed = False
        self._ended_s: float | None = None
        self._timeline = Timeline()
        self._file = _opened(path, self._name)
        self._recording = _first(self._file, self._name)
        self._sound = self._all_sound()
        self._first = self._second()
        if not self._first:
            self.close()
            raise faults.soundless_file(self._name)

    @property
    def seconds(self) -> float | None:
        """How long the sound is, as far as that is known; it may turn out to be longer.

        Closed, it was as long as it is known then.
        """
        ends_s = self._ended_s if self._closed else self._recording.ends_s
        return None if ends_s is None else max(ends_s, self._timeline.seconds)

    def read(self) -> bytes:
        """About a second of mono PCM16 at 16 kHz; empty at the end."""
        with self._lock:
            first, self._first = self._first, b""
            return first or self._second()

    def close(self) -> None:
        """Closes it; waits for a `read` in another thread."""
        if not self._closed:
            self._ended_s = self._recording.ends_s  # it may ask the file, which is closed then
        self._closed = True
        self._recording.stop()
        with self._lock:
            self._sound.close()
            self._recording.close()
            self._file.close()

    def _second(self) -> bytes:
        pcm = b""
        while len(pcm) < _SECOND and not self._closed:
            more = next(self._sound, None)
            if more is None:
                break
            pcm += more
        return pcm

    def _all_sound(self) -> Generator[bytes, None, None]:
        following: Recording | None = self._recording
        while following is not None:
            self._recording = following
            yield from following.sound(self._timeline)
            following = self._after(following)

    def _after(self, ended: Recording) -> Recording | None:
        """The recording after one that has been read, of which is told what was wrong."""
        now_s = self._timeline.seconds
        try:
            self.notice = self.notice or ended.fault(self._name, now_s)
            ended.close()
            return ended.following()
        except OSError as error:  # the system hands out no more of the file
            why = error.strerror or type(error).__name__
            self.notice = self.notice or faults.gave_out(self._name, now_s, why)
            return None


def _first(file: BinaryIO, name: str) -> Recording:
    try:
        return Recording(file, 0)
    except NotRead as error:
        cut = is_mp4(file)
        file.close()
        raise (faults.unfinished if cut else faults.not_sound)(name) from error
    except NoSound as error:
        file.close()
        raise faults.no_sound_track(name) from error
    except OSError as error:
        file.close()
        raise faults.unreadable_file(name, error.strerror or "") from error


def _opened(path: Path, name: str) -> BinaryIO:
    """The file, of which is said what it is if it plainly is no sound file."""
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise faults.folder(name)
        if not stat.S_ISREG(about.st_mode):
            raise faults.no_file_at_all(name)
        if about.st_size == 0:
            raise faults.empty_file(name)
        return path.open("rb")
    except FileNotFoundError as error:
        raise faults.no_file(name) from error
    except (OSError, ValueError) as error:  # ValueError: a name no file can have
        raise faults.unreadable_file(name, getattr(error, "strerror", None) or "") from error
