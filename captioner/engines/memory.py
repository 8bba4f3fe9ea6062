"""Memory that was needed for a moment only."""

import ctypes
import sys
from contextlib import suppress


def give_back() -> None:
    """Let the system have what was freed; the C library of Linux keeps up to 50 MB a network."""
    if sys.platform != "linux":
        return
    with suppress(AttributeError):  # another C library than GNU's
        trim = ctypes.CDLL(None).malloc_trim
        trim.argtypes, trim.restype = [ctypes.c_size_t], ctypes.c_int
        trim(0)
