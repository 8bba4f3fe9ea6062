"""For how long, and for how much sound, a service is out of reach."""

from collections.abc import Callable

from captioner.app.sound import Sound
from captioner.core.audio import RATE

OFFLINE_S = 2.0
"""A shorter absence is not worth a word."""


class Absence:
    """Counted from the last sign of life.

    Args:
        sound: What is heard meanwhile.
        clock: Monotonic seconds.

    Attributes:
        since: The clock's reading at the last sign of life.
        first: Whether no connection was open yet since listening began.
    """

    def __init__(self, sound: Sound, clock: Callable[[], float]) -> None:
        self._sound = sound
        self._clock = clock
        self._told = False
        self.since, self._cut_at = clock(), sound.end
        self.first = self._lasts = True

    def begin(self) -> None:
        """Listening begins: no connection was there that could be missed."""
        self.since, self._cut_at = self._clock(), self._sound.end
        self.first = self._lasts = True

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
        self._lasts = True

    @property
    def seconds(self) -> float:
        """Since the last sign of life."""
        return self._clock() - self.since

    @property
    def samples(self) -> int:
        """How much sound came since the link was last there."""
        return self._sound.end - self._cut_at

    @property
    def is_noticed(self) -> bool:
        """Whether it is worth a word."""
        return self.seconds >= OFFLINE_S

    def told(self) -> None:
        """The user sees that this computer captions instead."""
        self._told = True

    def over(self) -> bool:
        """The service captions; whether that is worth a word."""
        noticed = self._lasts and not self.first and self.is_noticed
        worth, self._told = self._told or noticed, False
        self.first = self._lasts = False
        return worth
