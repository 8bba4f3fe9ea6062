"""Which failure is tried again, and when. Chance and clock are handed in."""

from collections import deque
from collections.abc import Callable

from captioner.core.errors import (
    CaptionerError,
    CredentialsError,
    EngineUnavailable,
    NetworkError,
    RequestRefused,
)

FIRST_S = 0.25
LONGEST_S = 8.0

DOUBTED_S = 180.0
"""A service that said yes to a session says no for so long before it is believed."""

REFUSED_AGAIN_S = 5.0
"""After the first few tries a no is not asked about more often than this."""

_REFUSALS = (CredentialsError, EngineUnavailable, NetworkError, RequestRefused)

MOST_OPENS = 4
OPENS_WITHIN_S = 60.0


class Retry:
    """Delays with full jitter: any length up to 0.25 s, then 0.5, 1, 2, 4, and 8 s for good.

    Everyone who was cut off at once comes back spread out. After the "full jitter" of
    Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.

    A refusal is final at the start only. Once the service has accepted a session, what it
    accepted cannot be wrong: whoever says no then is a gateway, a restart or a network that
    wants a sign-in, and is asked again for three minutes.

    Args:
        chance: Gives numbers from 0 up to 1, such as `random.random`.
    """

    def __init__(self, chance: Callable[[], float]) -> None:
        self._chance = chance
        self._failures = 0
        self._accepted = False
        self._doubted_s = 0.0

    def after(self, error: CaptionerError) -> float | None:
        """Seconds to wait before the next try; None if there should be none."""
        self._failures += 1
        # The exponent stays small, or hours of failures would make the power overflow.
        ceiling = min(LONGEST_S, FIRST_S * 2.0 ** min(self._failures - 1, 10))
        delay = (error.retry_after_s or 0.0) + self._chance() * ceiling
        used_up = error.tries is not None and self._failures > error.tries
        if error.retry and not used_up:
            return delay
        if not self._accepted or not isinstance(error, _REFUSALS):
            return None
        delay = max(min(REFUSED_AGAIN_S, ceiling), delay)
        self._doubted_s += delay
        return delay if self._doubted_s <= DOUBTED_S else None

    def accepted(self) -> None:
        """The service has opened a session."""
        self._accepted = True

    def succeeded(self) -> None:
        """Words have come: the next failure is the first again."""
        self._accepted = True
        self._failures = 0
        self._doubted_s = 0.0


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
