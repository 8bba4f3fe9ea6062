"""The time zone of this computer, on Windows. Only Windows has what this imports."""

import ctypes
import os
import sys

assert sys.platform == "win32"  # for the type checker too


def use_the_systems() -> None:
    """Forget a zone that a shell of Unix has set: Windows' own library misreads most of them.

    It takes `Europe/Berlin` for three letters and no hours, and sessions would begin at times
    that no clock in the room shows.
    """
    if os.environ.pop("TZ", None) is not None:
        ctypes.CDLL("ucrtbase")._tzset()  # noqa: SLF001 - its public name
