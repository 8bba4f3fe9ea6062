"""The clock of a session."""

import sys
import time


def seconds() -> float:
    """Monotonic seconds that go on while the computer sleeps.

    Python's own monotonic clock stands still then on Linux and macOS.
    """
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()
