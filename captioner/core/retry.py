"""Which failure is tried again, and when. Chance and clock are handed in."""

from collections import deque
from collections.abc import Callable

from captioner.core.errors import CaptionerError

FIRST_S = 0.25
LONGEST_S = 8.0

MOST_OPENS = 4
OPENS_WITHIN_S = 60.0


class Retry:
    """Delays with full jitter: any length up to 0.25 s, then 0.5, 1, 2, 4, and 8 s for good.

    Everyone who was cut off at once comes back spread out. After the "full jitter" of
    Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.

    Args:
        chance: Gives numbers from 0 up to 1, such as `random.random`.
    """

    def __init__(self, chance: Callable[[], float]) -> None:
        self._chance = chance
        self._failures = 0

    def after(self, error: CaptionerError) -> float | None:
        """Seconds to wait before the next try; None if there should be none."""
        self._failures += 1
        used_up = error.tries is not None and self._failures > error.tries
        if not error.retry or used_up:
            return None
        # The exponent stays small, or hours of failures would make the power overflow.
        ceiling = min(LONGEST_S, FIRST_S * 2.0 ** min(self._failures - 1, 10))
        return (error.retry_after_s or 0.0) + self._chance() * ceiling

    def succeeded(self) -> None:
        """Words have come: the next failure is the first again."""
        self._failures = 0


class OpenLimiter:
    """At most four accepted connections a minute, because the smallest plan allows five.

    One object serves all runs that use the same account.
    """

    def __init__(self) -> None:
        self._accepted: deque[float] = deque(maxlen=MOST_OPENS)

    def wait_s(self, now: float) -> float:
        """Seconds until another connection may be opened; 0.0 if it may be now."""
        if len(self._accepted) < MOST_OPENS:
            return 0.0
        return max(0.0, self._accepted[0] + OPENS_WITHIN_S - now)

    def accepted(self, now: float) -> None:
        """The service has accepted a connection."""
        self._accepted.append(now)
