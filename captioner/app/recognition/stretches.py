"""The stretches of a session that are not dealt with yet, and what becomes of their sound."""

from captioner.app.recognition.listener import Listener
from captioner.app.sound import Sound
from captioner.core.audio import to_ms, to_samples
from captioner.core.errors import CaptionerError, NetworkError
from captioner.core.events import Partial
from captioner.core.sentence import Phrase, Sentence
from captioner.core.stretch import Stretch
from captioner.core.transcript import Gap, GapKind

TRIES = 3
"""So often a service may fail at a hole; failures of the network do not count."""

DEAF_TRIES = 2
"""So often it may be given all of a hole and not finish."""

AGAIN_S = 2.0

TOO_MUCH = Sentence("too much sound waited to be captioned")
_UNCAPTIONED = Sentence("stopped before it was captioned")


class Stretches:
    """In the order of time; the last one may be what is said now.

    Args:
        sound: The session's sound; what is dealt with is released.
        listener: Told of sound that is lost.
    """

    def __init__(self, sound: Sound, listener: Listener) -> None:
        self._sound = sound
        self._listener = listener
        self._all: list[Stretch] = []

    def __bool__(self) -> bool:
        return bool(self._all)

    @property
    def first(self) -> Stretch | None:
        """What was said first of all that is not dealt with."""
        return self._all[0] if self._all else None

    @property
    def live(self) -> Stretch | None:
        """What is said now."""
        last = self._all[-1] if self._all else None
        return last if last is not None and last.end is None else None

    @property
    def holes(self) -> list[Stretch]:
        """What was said before and is not recognised yet."""
        return [stretch for stretch in self._all if stretch.end is not None]

    def add(self, stretch: Stretch) -> None:
        """What is said from now on belongs to `stretch`."""
        self._all.append(stretch)

    def split(self) -> None:
        """What is said from now on belongs to a new stretch."""
        if self.live is not None:
            self.add(self.live.split(self._sound.end))

    def done(self, stretch: Stretch) -> None:
        """Nothing of it waits to be recognised."""
        self._all.remove(stretch)

    def end(self) -> None:
        """Nothing more is said for now."""
        for stretch in self._all:
            if stretch.end is None or stretch.end > self._sound.end:
                stretch.end = self._sound.end

    def release(self) -> None:
        """Let go of the sound that nobody will want again."""
        needed = (stretch.needs_from for stretch in self._all)
        self._sound.release(min(needed, default=self._sound.end))

    def missing(self) -> int:
        """How many samples of what was said before are not recognised yet."""
        return sum(max(0, self._end(hole) - hole.covered) for hole in self.holes)

    def dropped(self, start: int, end: int) -> None:
        """The sound between two positions was thrown away: too much of it waited."""
        for stretch in self._all:
            first, last = max(start, stretch.covered), min(end, self._end(stretch))
            if first < last:
                self._tell_lost(first, last, TOO_MUCH)
                stretch.covered = last

    def failed(self, hole: Stretch, error: CaptionerError, *, given: int) -> float:
        """A service did not take a hole; later it may, once the network lets it.

        One that was given all of it and did not give the last words will not the next time
        either, which is tried once: what was shown stands.

        Args:
            hole: What it was to hear.
            error: Why it did not.
            given: Up to where it was given sound.

        Returns:
            How many seconds to wait before the next hole is tried; 0 if this one is lost.
        """
        hole.failures += not isinstance(error, NetworkError)
        if hole.failures >= (DEAF_TRIES if given >= (hole.end or 0) else TRIES):
            self.lose(hole, error)
            return 0.0
        return max(AGAIN_S, error.retry_after_s or 0.0)

    def lose(self, stretch: Stretch, error: CaptionerError | None) -> None:
        """Nobody will recognise what is left of it, because of this error if there was one.

        Words that were shown stand as they were shown.
        """
        end = self._end(stretch)
        reason = _UNCAPTIONED if error is None else Phrase(error.title)
        for final in stretch.stand():
            if final.words:
                self._listener.final(final, stretch.engine)
            else:
                self._listener.partial(Partial(turn=final.turn, words=()))
        for start, stop in self._sound.held(stretch.covered, end):
            self._tell_lost(start, stop, reason)
        stretch.covered = max(stretch.covered, stretch.end or end)

    def lose_all(self, error: CaptionerError | None) -> None:
        """Nobody will recognise what is left of the session."""
        for stretch in self._all:
            self.lose(stretch, error)

    def _end(self, stretch: Stretch) -> int:
        """Where it ends and the next one begins; what is heard of it so far, if it goes on."""
        if stretch.after is not None:
            return to_samples(stretch.after.at_ms)
        return self._sound.end if stretch.end is None else stretch.end

    def _tell_lost(self, start: int, end: int, reason: str) -> None:
        self._listener.lost(
            Gap(start_ms=to_ms(start), end_ms=to_ms(end), kind=GapKind.LOST, reason=reason)
        )
