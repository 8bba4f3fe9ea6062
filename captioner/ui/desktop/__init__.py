"""What each desktop needs so that captions float above everything: one file for each."""

import sys
from collections.abc import Callable
from typing import Protocol

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from captioner.ui.desktop.plain import Stance


class Desktop(Protocol):
    """One kind of desktop.

    Attributes:
        limits: What this desktop does not let a window do, as one sentence; "" for nothing.
        moves_by_itself: Whether a window may place itself; else the desktop has to.
        docks: Whether it may stand at an edge of the screen.
    """

    limits: str
    moves_by_itself: bool
    docks: bool

    def prepare(self, window: QWidget, stance: Stance) -> None:
        """Set what has to be set before `window` is first shown."""
        ...

    def shown(self, window: QWidget) -> None:
        """Ask for what can only be asked of a window that is on the screen."""
        ...

    def reserve(self, window: QWidget, edge: str) -> None:
        """Keep other windows off the room of a shown one, where the desktop has that.

        Args:
            window: Stands at that edge of its screen.
            edge: `top`, `bottom`, or `off` to give the room back.
        """
        ...

    def watch_cover(self, window: QWidget, covered: Callable[[], None]) -> None:
        """Call `covered` when a full-screen window stands above a shown one."""
        ...

    def let_clicks_through(self, window: QWidget, *, on: bool) -> None:
        """Let clicks on a shown window reach what is below it, or not any more."""
        ...

    def hide_from_shares(self, window: QWidget, *, on: bool) -> bool:
        """Keep a shown window out of what others see of this screen, or not any more.

        Returns:
            Whether it is hidden from them now, as far as the system tells.
        """
        ...


def this_desktop() -> Desktop:
    """The desktop that the program runs on."""
    platform = QGuiApplication.platformName()
    if platform == "xcb":
        from captioner.ui.desktop.x11 import X11

        return X11()
    if platform.startswith("wayland"):
        from captioner.ui.desktop.wayland import Wayland

        return Wayland()
    if sys.platform == "win32":
        from captioner.ui.desktop.windows import Windows

        return Windows()
    if sys.platform == "darwin":
        from captioner.ui.desktop.macos import MacOS

        return MacOS()
    from captioner.ui.desktop.plain import Plain

    return Plain()
