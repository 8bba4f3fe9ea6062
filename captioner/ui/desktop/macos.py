"""macOS. Written against the documented AppKit calls; not yet run there.

`Qt.Tool` is an NSPanel, which hides when its program is not in front unless told otherwise,
and stands below full-screen windows unless it may join every space.
"""

import ctypes
import ctypes.util

from PySide6.QtWidgets import QWidget

from captioner.ui.desktop.plain import FLOATING, let_clicks_through

_STATUS_LEVEL = 25  # NSStatusWindowLevel
_EVERYWHERE = 1 << 0 | 1 << 4 | 1 << 6 | 1 << 8
"""NSWindowCollectionBehavior: CanJoinAllSpaces, Stationary, IgnoresCycle, FullScreenAuxiliary."""


class MacOS:
    """Talks to the NSWindow behind the Qt window."""

    limits = ""
    moves_by_itself = True

    def prepare(self, window: QWidget, *, above_fullscreen: bool) -> None:
        """See `Desktop`."""
        del above_fullscreen
        window.setWindowFlags(FLOATING)

    def shown(self, window: QWidget) -> None:
        """See `Desktop`."""
        objc = ctypes.CDLL(ctypes.util.find_library("objc"))
        objc.sel_registerName.restype = ctypes.c_void_p
        objc.objc_msgSend.restype = ctypes.c_void_p

        def send(target: int | None, selector: str, *values: object) -> int | None:
            kinds = [ctypes.c_long] * len(values)
            objc.objc_msgSend.argtypes = [ctypes.c_void_p, ctypes.c_void_p, *kinds]
            name = ctypes.c_void_p(objc.sel_registerName(selector.encode()))
            found: int | None = objc.objc_msgSend(target, name, *values)
            return found

        ns_window = send(int(window.winId()), "window")
        send(ns_window, "setLevel:", _STATUS_LEVEL)
        send(ns_window, "setCollectionBehavior:", _EVERYWHERE)
        send(ns_window, "setHidesOnDeactivate:", 0)

    def let_clicks_through(self, window: QWidget, *, on: bool) -> None:
        """See `Desktop`."""
        let_clicks_through(window, on=on)
