"""Memory that networks take: from one place, and back where it was needed for a moment only.

Both are for the C library of GNU, which others do without.
"""

import ctypes
import sys
from contextlib import suppress

_ARENA_MAX = -8  # M_ARENA_MAX of malloc.h


def take_from_one_place() -> None:
    """Let all threads take memory from one heap; for the start of a program, before there are any.

    The C library gives each thread a heap of its own, and every one keeps what networks leave in
    it: 40 MB at once, and 30 more after an hour of captions.
    """
    if sys.platform != "linux":
        return
    with suppress(AttributeError):  # another C library than GNU's
        mallopt = ctypes.CDLL(None).mallopt
        mallopt.argtypes, mallopt.restype = [ctypes.c_int, ctypes.c_int], ctypes.c_int
        mallopt(_ARENA_MAX, 1)


def give_back() -> None:
    """Let the system have what was freed; the C library of Linux keeps up to 50 MB a network."""
    if sys.platform != "linux":
        return
    with suppress(AttributeError):
        trim = ctypes.CDLL(None).malloc_trim
        trim.argtypes, trim.restype = [ctypes.c_size_t], ctypes.c_int
        trim(0)
