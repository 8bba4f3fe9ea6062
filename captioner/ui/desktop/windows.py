"""The overlay on Windows. Only Windows has what this imports."""

import ctypes
import sys
from ctypes import wintypes

from PySide6.QtWidgets import QWidget

from captioner.ui.desktop.plain import FLOATING, let_clicks_through

assert sys.platform == "win32"  # for the type checker too

_TOPMOST = -1  # HWND_TOPMOST
_NO_SIZE_NO_MOVE_NO_ACTIVATE = 0x0001 | 0x0002 | 0x0010
_IN_SHARES = 0x00  # WDA_NONE
_NOT_IN_SHARES = 0x11  # WDA_EXCLUDEFROMCAPTURE, from Windows 10 version 2004 on

_user32 = ctypes.WinDLL("user32", use_last_error=True)
_user32.SetWindowPos.argtypes = [
    wintypes.HWND,
    wintypes.HWND,
    ctypes.c_int,
    ctypes.c_int,
    ctypes.c_int,
    ctypes.c_int,
    wintypes.UINT,
]
_user32.SetWindowPos.restype = wintypes.BOOL
_user32.SetWindowDisplayAffinity.argtypes = [wintypes.HWND, wintypes.DWORD]
_user32.SetWindowDisplayAffinity.restype = wintypes.BOOL
_user32.GetWindowDisplayAffinity.argtypes = [wintypes.HWND, ctypes.POINTER(wintypes.DWORD)]
_user32.GetWindowDisplayAffinity.restype = wintypes.BOOL


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
        _user32.SetWindowPos(
            int(window.winId()), _TOPMOST, 0, 0, 0, 0, _NO_SIZE_NO_MOVE_NO_ACTIVATE
        )

    def let_clicks_through(self, window: QWidget, *, on: bool) -> None:
        """See `Desktop`."""
        let_clicks_through(window, on=on)

    def hide_from_shares(self, window: QWidget, *, on: bool) -> bool:
        """See `Desktop`. What Windows then says of the window counts, not that it was asked."""
        handle, told = int(window.winId()), wintypes.DWORD()
        _user32.SetWindowDisplayAffinity(handle, _NOT_IN_SHARES if on else _IN_SHARES)
        asked = _user32.GetWindowDisplayAffinity(handle, ctypes.byref(told))
        return bool(asked) and told.value == _NOT_IN_SHARES
