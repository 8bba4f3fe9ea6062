"""Keeps C libraries from writing to the user's terminal."""

import ctypes
import os
import platform


def silence_libraries() -> None:
    """From now on what C libraries print on standard error goes nowhere.

    ALSA, PortAudio and decoders print whenever a device is lost or a file is damaged,
    also from threads of their own; the program says the same in words. What Python
    prints goes on where it went, and so do child processes.

    Works by setting C's variable `stderr`, which the manual of the GNU C library allows
    (section "Standard Streams"); elsewhere nothing happens.
    """
    if platform.libc_ver()[0] != "glibc":
        return
    libc = ctypes.CDLL(None)
    libc.fopen.restype = ctypes.c_void_p
    nowhere = libc.fopen(os.devnull.encode(), b"w")
    if nowhere:
        ctypes.c_void_p.in_dll(libc, "stderr").value = nowhere
