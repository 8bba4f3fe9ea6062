"""Writing into a pipe or a device, whose other end may read slowly, late or never."""

import errno
import os
import select
import time
from pathlib import Path
from threading import Event

PATIENCE_S = 10.0
"""How long whoever is to read may do nothing."""

_AGAIN_S = 0.1
_WAITS = getattr(os, "O_NONBLOCK", 0)
"""What Windows has not: there a pipe has no place in a folder, and a device takes all."""


def is_stream(path: Path) -> bool:
    """Whether it is a pipe or a device, which a new file must not replace."""
    return path.exists() and not path.is_file() and not path.is_dir()


def write(path: Path, content: bytes) -> None:
    """Write all of it. Blocks.

    Raises:
        TimeoutError: Nobody reads.
        OSError: It cannot be written.
    """
    descriptor = _opened(path)
    try:
        left = memoryview(content)
        while left:
            left = left[_written(descriptor, left) :]
    finally:
        os.close(descriptor)


def _opened(path: Path) -> int:
    """The stream, once there is somebody at its other end."""
    give_up = time.monotonic() + PATIENCE_S
    while True:
        try:
            return os.open(path, os.O_WRONLY | _WAITS)
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
            if time.monotonic() >= give_up:
                raise TimeoutError(errno.ETIMEDOUT, "nobody reads it") from None
        Event().wait(_AGAIN_S)


def _written(descriptor: int, content: memoryview) -> int:
    """How much of it was taken."""
    try:
        return os.write(descriptor, content)
    except BlockingIOError:
        if not select.select([], [descriptor], [], PATIENCE_S)[1]:
            raise TimeoutError(errno.ETIMEDOUT, "nobody reads it") from None
        return 0
