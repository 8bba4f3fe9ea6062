"""Importing what the program keeps, without a search for garbage among what stays."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """While this lasts nothing is collected; what there is at its end never is.

    Modules, classes and functions stay as long as the program. Python's collector looks through
    them some hundred times while they are made (an eighth of the window's start), and again,
    30 ms and longer, in the middle of a sentence. Where it was off before, it stays off.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collects:
            gc.enable()
