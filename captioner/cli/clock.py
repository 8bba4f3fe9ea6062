"""The clock of a session."""

import time

_CLOCK = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
"""Linux counts sleep in the first one only, macOS in the second; Windows has neither."""


def seconds() -> float:
    """Monotonic seconds that go on while the computer sleeps.

    Python's own monotonic clock stands still then, but for Windows.
    """
    return time.monotonic() if _CLOCK is None else time.clock_gettime(_CLOCK)
