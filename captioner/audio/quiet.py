"""Keeps C libraries from writing to the user's terminal."""

import os
import sys

_STDERR = 2


def silence_libraries() -> None:
    """From now on what C libraries print on standard error goes nowhere.

    ALSA, PortAudio and decoders print whenever a device is lost or a file is damaged,
    also from threads of their own, which the program already says in words. `sys.stderr`
    goes on where it went. Called once, when the program starts.
    """
    try:
        kept = os.dup(_STDERR)
    except OSError:
        return  # closed, as in a window without a terminal
    sys.stderr = open(kept, "w", buffering=1, errors="backslashreplace")  # noqa: PTH123, SIM115
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STDERR)
    os.close(nowhere)
