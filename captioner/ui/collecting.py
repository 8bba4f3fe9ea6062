"""Python's search for garbage, in the window's thread alone.

By itself it runs in whichever thread happens to ask for memory: that of a device, of the
recogniser, of the disk. A Qt object that is found there ends there, where Qt cannot stop its
timers; the next one that is due calls what is gone, and that ends the process.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, QTimerEvent

_EVERY_MS = 5_000
_YOUNG = 700
"""So many things more than last time are worth a look, as Python finds too."""
_ALL = 60
"""Each so many-th look goes through everything, which takes longest."""


@contextmanager
def collected_here(every_ms: int = _EVERY_MS) -> Iterator[None]:
    """While this lasts, garbage is looked for when Qt's loop in this thread has a moment.

    Args:
        every_ms: How often there is a look.
    """
    gc.disable()
    collector = _Collector(every_ms)
    try:
        yield
    finally:
        collector.end()
        gc.enable()


class _Collector(QObject):
    """Looks for garbage where it lives."""

    def __init__(self, every_ms: int) -> None:
        super().__init__()
        self._looks = 0
        self._timer = self.startTimer(every_ms, Qt.TimerType.VeryCoarseTimer)

    def timerEvent(self, _: QTimerEvent) -> None:
        """Look, if there may be something."""
        if gc.get_count()[0] > _YOUNG:
            self._looks += 1
            gc.collect(2 if self._looks % _ALL == 0 else 1)

    def end(self) -> None:
        """Look no more."""
        self.killTimer(self._timer)
