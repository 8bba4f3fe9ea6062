"""The overlay on macOS. Only macOS has what this loads; not yet run there.

`Qt.Tool` is an NSPanel, which hides when its program is not in front unless told otherwise,
and stands below full-screen windows unless it may join every space.
"""

import ctypes
import ctypes.util
import platform
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from captioner.ui.desktop.plain import FLOATING, Stance, let_clicks_through

_STATUS_LEVEL = 25  # NSStatusWindowLevel
_EVERYWHERE = 1 << 0 | 1 << 4 | 1 << 6 | 1 << 8
"""NSWindowCollectionBehavior: CanJoinAllSpaces, Stationary, IgnoresCycle, FullScreenAuxiliary."""

_IN_SHARES, _NOT_IN_SHARES = 1, 0  # NSWindowSharingReadOnly, NSWindowSharingNone
_SHARES_SEE_ALL = 15
"""From this version on, what records the screen no longer asks for a window's sharing type."""

_objc = ctypes.CDLL(ctypes.util.find_library("objc"))
_objc.sel_registerName.argtypes = [ctypes.c_char_p]
_objc.sel_registerName.restype = ctypes.c_void_p
_objc.objc_getClass.argtypes = [ctypes.c_char_p]
_objc.objc_getClass.restype = ctypes.c_void_p
_send = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(("objc_msgSend", _objc))
_send_number = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_long)(
    ("objc_msgSend", _objc)
)
_send_truth = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_bool)(
    ("objc_msgSend", _objc)
)
_ask_truth = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p)(
    ("objc_msgSend", _objc)
)


class MacOS:
    """Talks to the NSWindow behind the Qt window."""

    limits = ""
    moves_by_itself = True
    docks = True

    def prepare(self, window: QWidget, stance: Stance) -> None:
        """See `Desktop`."""
        del stance
        window.setWindowFlags(FLOATING)

    def shown(self, window: QWidget) -> None:
        """See `Desktop`."""
        ns_window = _ns_window(window)
        _send_number(ns_window, _selector("setLevel:"), _STATUS_LEVEL)
        _send_number(ns_window, _selector("setCollectionBehavior:"), _EVERYWHERE)
        _send_truth(ns_window, _selector("setHidesOnDeactivate:"), False)

    def reserve(self, window: QWidget, edge: str) -> None:
        """See `Desktop`; no window may have it."""

    def watch_cover(self, window: QWidget, covered: Callable[[], None]) -> None:
        """See `Desktop`; nobody tells."""

    def let_clicks_through(self, window: QWidget, *, on: bool) -> None:
        """See `Desktop`."""
        let_clicks_through(window, on=on)

    def hide_from_shares(self, window: QWidget, *, on: bool) -> bool:
        """See `Desktop`."""
        wanted = _NOT_IN_SHARES if on else _IN_SHARES
        _send_number(_ns_window(window), _selector("setSharingType:"), wanted)
        return on and int(platform.mac_ver()[0].partition(".")[0] or 0) < _SHARES_SEE_ALL


def wants_less_motion() -> bool:
    """Whether the user asked the system not to animate."""
    workspace = _send(_objc.objc_getClass(b"NSWorkspace"), _selector("sharedWorkspace"))
    return bool(_ask_truth(workspace, _selector("accessibilityDisplayShouldReduceMotion")))


def _ns_window(window: QWidget) -> int | None:
    found: int | None = _send(int(window.winId()), _selector("window"))
    return found


def _selector(name: str) -> int | None:
    found: int | None = _objc.sel_registerName(name.encode())
    return found
