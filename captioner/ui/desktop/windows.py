"""The overlay on Windows. Only Windows has what this imports."""

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes

from PySide6.QtWidgets import QWidget

from captioner.ui.desktop.plain import FLOATING, Stance, let_clicks_through

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


class _AppBar(ctypes.Structure):
    """APPBARDATA of the shell."""

    _fields_ = (
        ("cbSize", wintypes.DWORD),
        ("hWnd", wintypes.HWND),
        ("uCallbackMessage", wintypes.UINT),
        ("uEdge", wintypes.UINT),
        ("rc", wintypes.RECT),
        ("lParam", wintypes.LPARAM),
    )


_ABM_NEW, _ABM_REMOVE, _ABM_SETPOS = 0, 1, 3
_EDGES = {"top": 1, "bottom": 3}
_shell32 = ctypes.WinDLL("shell32", use_last_error=True)
_shell32.SHAppBarMessage.argtypes = [wintypes.DWORD, ctypes.POINTER(_AppBar)]
_shell32.SHAppBarMessage.restype = ctypes.c_size_t


def _bar(message: int, handle: int, edge: int = 0, box: wintypes.RECT | None = None) -> None:
    """Tell the shell of a bar."""
    data = _AppBar(cbSize=ctypes.sizeof(_AppBar), hWnd=handle, uEdge=edge)
    if box is not None:
        data.rc = box
    _shell32.SHAppBarMessage(message, ctypes.byref(data))


class Windows:
    """Asks to be topmost again whenever the window is shown: other programs take the place."""

    limits = ""
    moves_by_itself = True
    docks = True

    def __init__(self) -> None:
        self._bars: set[int] = set()

    def prepare(self, window: QWidget, stance: Stance) -> None:
        """See `Desktop`."""
        del stance
        window.setWindowFlags(FLOATING)

    def shown(self, window: QWidget) -> None:
        """See `Desktop`."""
        _user32.SetWindowPos(
            int(window.winId()), _TOPMOST, 0, 0, 0, 0, _NO_SIZE_NO_MOVE_NO_ACTIVATE
        )

    def reserve(self, window: QWidget, edge: str) -> None:
        """See `Desktop`: as an application bar of the shell."""
        handle = int(window.winId())
        if edge == "off":
            if handle in self._bars:
                self._bars.discard(handle)
                _bar(_ABM_REMOVE, handle)
            return
        if handle not in self._bars:
            self._bars.add(handle)
            _bar(_ABM_NEW, handle)
        ratio, rect = window.devicePixelRatioF(), window.geometry()
        at = window.screen().geometry()
        left, top = round(at.x()), round(at.y())
        box = wintypes.RECT(
            left + round((rect.x() - left) * ratio),
            top + round((rect.y() - top) * ratio),
            left + round((rect.x() + rect.width() - left) * ratio),
            top + round((rect.y() + rect.height() - top) * ratio),
        )
        _bar(_ABM_SETPOS, handle, _EDGES[edge], box)

    def watch_cover(self, window: QWidget, covered: Callable[[], None]) -> None:
        """See `Desktop`; a topmost window is above those that fill the screen."""

    def let_clicks_through(self, window: QWidget, *, on: bool) -> None:
        """See `Desktop`."""
        let_clicks_through(window, on=on)

    def hide_from_shares(self, window: QWidget, *, on: bool) -> bool:
        """See `Desktop`. What Windows then says of the window counts, not that it was asked."""
        handle, told = int(window.winId()), wintypes.DWORD()
        _user32.SetWindowDisplayAffinity(handle, _NOT_IN_SHARES if on else _IN_SHARES)
        asked = _user32.GetWindowDisplayAffinity(handle, ctypes.byref(told))
        return bool(asked) and told.value == _NOT_IN_SHARES
