"""For how long, and for how much sound, a service is out of reach."""

from collections.abc import Callable

from captioner.app.sound import Sound
from captioner.core.audio import RATE

PATIENCE_S = 3.0
"""After this long without a sign of life this computer takes over."""

OFFLINE_S = 2.0
"""A shorter absence is not worth a word."""

REPLAYED = RATE * 3 // 2
"""Samples. A longer cut is filled in, so that what is said now does not wait."""

REPLAYED_AT_START = 5 * RATE
"""Samples. The first connection may take longer."""

AT_ONCE = 7 * RATE
"""Samples. Services take so much at once and then little more than real time: if all of a
longer utterance were replayed, what is said now would come late for as long as that takes."""

_ROUNDING_S = 0.01


class Absence:
    """Counted from the last sign of life.

    Args:
        sound: What is heard meanwhile.
        clock: Monotonic seconds.

    Attributes:
        since: The clock's reading at the last sign of life.
    """

    def __init__(self, sound: Sound, clock: Callable[[], float]) -> None:
        self._sound = sound
        self._clock = clock
        self._opened = self._told = False
        self.since = clock()
        self._cut_at = sound.end

    def begin(self) -> None:
        """Listening begins: no connection was there that could be missed."""
        self.since, self._cut_at = self._clock(), self._sound.end
        self._opened = False

    def cut(self, silent_s: float, position: int | None = None) -> None:
        """The link is gone.

        Args:
            silent_s: How long ago the last sign of life was.
            position: Up to which sample the link had taken the sound; None for what was
                heard at the last sign of life.
        """
        self.since = self._clock() - silent_s
        heard = self._sound.end - round(silent_s * RATE)
        self._cut_at = heard if position is None else position

    @property
    def is_long(self) -> bool:
        """Whether it is time for this computer to take over."""
        return self._clock() - self.since >= PATIENCE_S - _ROUNDING_S

    @property
    def is_noticed(self) -> bool:
        """Whether it is worth a word."""
        return self._clock() - self.since >= OFFLINE_S

    def may_replay(self, needs_from: int) -> bool:
        """Whether a new connection may hear all sound from this position on."""
        cut = self._sound.end - self._cut_at
        short = cut <= (REPLAYED if self._opened else REPLAYED_AT_START)
        return short and self._sound.end - needs_from <= AT_ONCE

    def told(self) -> None:
        """The user sees that this computer captions instead."""
        self._told = True

    def opened(self) -> None:
        """A connection asked for sound, since listening began."""
        self._opened = True

    def over(self) -> bool:
        """The service captions again; whether that is worth a word."""
        worth, self._told = self._told or (self._opened and self.is_noticed), False
        return worth
