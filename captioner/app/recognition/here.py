"""This computer's recogniser: whether it may caption, and when it is given up."""

from captioner.app.recognition.shift import Build
from captioner.core.errors import CaptionerError

TRIES = 3
"""So often in a row it may break without getting any further."""


class Here:
    """Tried again at once, with the sound that it broke at.

    Args:
        build: Builds its engine.
        wanted: Whether it captions by itself, not only once the user asks for it.

    Attributes:
        build: As given.
        broken: Why it is given up; None while it is not.
    """

    def __init__(self, build: Build, *, wanted: bool) -> None:
        self.build = build
        self.broken: CaptionerError | None = None
        self._wanted = wanted
        self._failures = 0

    @property
    def able(self) -> bool:
        """Whether it may caption, and can."""
        return self._wanted and self.broken is None

    def want(self) -> None:
        """The user asks for it, be it broken or not."""
        self._wanted, self.broken, self._failures = True, None, 0

    def ended(self, error: CaptionerError | None, *, gained: bool) -> bool:
        """A run of it is over; whether it is given up because of that.

        Args:
            error: What broke it.
            gained: Whether it got any further than the one before.
        """
        self._failures = 0 if gained or error is None else self._failures
        if error is None:
            return False
        self._failures += 1
        if error.retry and self._failures < TRIES:
            return False
        self.broken = error
        return True
