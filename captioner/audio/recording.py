"""One of the recordings in a sound file (most files hold one), and what is wrong with it."""

import os
from collections.abc import Iterator
from typing import BinaryIO

from captioner.audio import faults
from captioner.audio.headers import layout_of, next_start
from captioner.audio.lengths import is_an_ogg_without_end, mp3_frames
from captioner.audio.span import Span
from captioner.audio.timeline import Timeline
from captioner.audio.track import NoSound, NotRead, Track

_TOLERANCE_S = 0.5
"""Decoders hold back and add a little at both ends."""

_TOLERANCE = 1 << 16
"""Bytes. Less than this is a tag, not sound that could not be read."""


class Recording:
    """A recording that is being read."""

    def __init__(self, file: BinaryIO, start: int) -> None:
        """Opens what begins at the offset `start` of `file`.

        Raises:
            NotRead: It is no recording, or lacks what is needed to read it.
            NoSound: It has pictures only.
            OSError: The file cannot be read.
        """
        self._file = file
        self._start = start
        self._layout = layout_of(file, start)
        self._span = Span(file, start, self._layout.end, self._layout.patches)
        self._track = Track(self._span)
        self._begins_s = 0.0
        self._damaged_s: float | None = None
        self._lost_s = 0.0

    @property
    def ends_s(self) -> float | None:
        """When in the file's sound it ends, as far as that is known; often an estimate."""
        seconds = self._track.seconds
        if self._layout.patches and self._track.bytes_per_s:
            end = self._size() if self._layout.end is None else self._layout.end
            seconds = (end - self._layout.begin) / self._track.bytes_per_s
        return None if seconds is None else self._begins_s + seconds

    def sound(self, timeline: Timeline) -> Iterator[bytes]:
        """Its sound, in its place on the file's time line; some pieces may be empty."""
        self._begins_s = timeline.seconds
        timeline.begin()
        errors = 0
        for frames in self._track:
            filled_s, before_s = timeline.filled_s, timeline.seconds
            yield from timeline.place(frames)
            lost_s = timeline.filled_s - filled_s
            if self._track.errors > errors or (lost_s and self._track.gapless):
                errors = self._track.errors
                self._lost_s += lost_s
                if self._damaged_s is None:
                    self._damaged_s = before_s
        yield timeline.finish()

    def fault(self, name: str, now_s: float) -> str:
        """One sentence on what could not be read of the file `name`, "" if all was.

        Asked when its sound has been read; `now_s` is then the file's time.
        """
        broken = self._span.fault
        if broken is not None:
            return faults.gave_out(name, now_s, broken.strerror or type(broken).__name__)
        missing_s = max(self._missing_s(now_s - self._begins_s), self._lost_s)
        if missing_s > _TOLERANCE_S:
            if self._damaged_s is not None and self._damaged_s < now_s - _TOLERANCE_S:
                return faults.damaged(name, self._damaged_s, missing_s)
            return faults.cut_short(name, now_s)
        if self._layout.end is None and is_an_ogg_without_end(self._file, self._start):
            return faults.cut_short(name, now_s)
        return faults.unreadable_rest(name, now_s) if self._has_a_rest() else ""

    def following(self) -> "Recording | None":
        """The next one in the file that has sound."""
        start: int | None = self._after()
        if not self._track.begins_anywhere or self._size() - self._after() < _TOLERANCE:
            start = self._next(self._after())
        while start is not None:
            try:
                return Recording(self._file, start)
            except (NotRead, NoSound):
                start = self._next(start + 1)
        return None

    def stop(self) -> None:
        """Ends a `sound` that waits for the file to grow; called in any thread."""
        self._span.stop()

    def close(self) -> None:
        """Gives back what reads it."""
        self._track.close()

    def _missing_s(self, read_s: float) -> float:
        """How many seconds less could be read than it says there are."""
        promised, size = self._layout.promised, self._size()
        if promised is not None and promised > size:
            pace = self._track.bytes_per_s or (size - self._layout.begin) / max(read_s, 1.0)
            return (promised - size) / pace
        frames = mp3_frames(self._file, self._start)
        if frames is not None:
            return frames[0] * frames[1] / self._track.rate - read_s
        return 0.0 if self._track.promised_s is None else self._track.promised_s - read_s

    def _has_a_rest(self) -> bool:
        """Whether what cannot be read follows, of which nothing says that it is no sound."""
        told = self._layout.promised is not None or not self._track.in_order
        if self._layout.end is None and told:
            return False
        rest = self._size() - self._after()
        return rest > _TOLERANCE and self._next(self._after()) is None

    def _next(self, position: int) -> int | None:
        return next_start(self._file, self._start, position)

    def _after(self) -> int:
        read = self._start + max(1, self._track.end)
        return read if self._layout.end is None else self._layout.end

    def _size(self) -> int:
        return os.fstat(self._file.fileno()).st_size
