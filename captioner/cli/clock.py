"""The clocks of a session: one that counts while the computer sleeps, and how long it slept."""

import sys
import time

_CLOCK = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
"""Linux counts sleep in the first one only, macOS in the second; Windows has neither."""

_AWAKE = (
    getattr(time, "CLOCK_MONOTONIC", None)
    if hasattr(time, "CLOCK_BOOTTIME")
    else getattr(time, "CLOCK_UPTIME_RAW", None)
)
"""Stands still while the computer sleeps: Linux's, else macOS's."""


def seconds() -> float:
    """Monotonic seconds that go on while the computer sleeps.

    Python's own monotonic clock stands still then, but for Windows.
    """
    return time.monotonic() if _CLOCK is None else time.clock_gettime(_CLOCK)


if sys.platform == "win32":
    import ctypes

    def slept() -> float:
        """Seconds that the computer has slept so far, from any start."""
        awake = ctypes.c_ulonglong()  # in units of 100 ns
        ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(awake))
        return seconds() - awake.value / 10_000_000

else:

    def slept() -> float:
        """Seconds that the computer has slept so far, from any start; 0.0 where nobody knows.

        A program that is stopped or starved moves both clocks alike, so that is no sleep.
        """
        if _CLOCK is None or _AWAKE is None:
            return 0.0
        return time.clock_gettime(_CLOCK) - time.clock_gettime(_AWAKE)
