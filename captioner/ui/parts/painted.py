"""Waiting until a window is on the screen."""

import asyncio
import contextlib

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

_LIMIT_S = 1.0
"""A window that opens on another desktop, or as an icon, is not painted before somebody looks."""


async def painted(window: QWidget) -> None:
    """Wait until a window that was just shown is painted, but not for long."""
    paint = _Paint(window)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(paint.begun.wait(), _LIMIT_S)
    window.removeEventFilter(paint)


class _Paint(QObject):
    """Looks for the first paint of a window; Qt paints all of it before anybody who waits goes on.

    Attributes:
        begun: Set with it.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.begun = asyncio.Event()
        window.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """Qt tells the window something."""
        if event.type() is QEvent.Type.Paint:
            self.begun.set()
        return False
