"""Windows. Written against the documented calls; not yet run there."""

import ctypes
import sys

from PySide6.QtWidgets import QWidget

from captioner.ui.desktop.plain import FLOATING, let_clicks_through

_TOPMOST = -1  # HWND_TOPMOST of SetWindowPos
_NO_SIZE_NO_MOVE_NO_ACTIVATE = 0x0001 | 0x0002 | 0x0010


class Windows:
    """Asks to be topmost again whenever the window is shown: other programs take the place."""

    limits = ""
    moves_by_itself = True

    def prepare(self, window: QWidget, *, above_fullscreen: bool) -> None:
        """See `Desktop`."""
        del above_fullscreen
        window.setWindowFlags(FLOATING)

    def shown(self, window: QWidget) -> None:
        """See `Desktop`."""
        if sys.platform == "win32":
            ctypes.windll.user32.SetWindowPos(
                int(window.winId()), _TOPMOST, 0, 0, 0, 0, _NO_SIZE_NO_MOVE_NO_ACTIVATE
            )

    def let_clicks_through(self, window: QWidget, *, on: bool) -> None:
        """See `Desktop`."""
        let_clicks_through(window, on=on)
