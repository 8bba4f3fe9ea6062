"""X11, and XWayland: what Qt does not ask of a window manager is asked here.

The hints are those of the Extended Window Manager Hints 1.5. Qt sets neither
"skip taskbar" nor "sticky", and a window that is merely "above" is covered by a
full-screen window on several window managers; a notification is covered on fewer.
"""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from Xlib import X, Xatom
from Xlib.protocol.event import ClientMessage

from captioner.ui.desktop.plain import FLOATING, Stance, let_clicks_through
from captioner.ui.desktop.x11_connection import Connection
from captioner.ui.desktop.x11_cover import CoverWatch

_ADD = 1
_FROM_APPLICATION = 1
_ALL_DESKTOPS = 0xFFFFFFFF
_NOTIFICATION = Qt.WidgetAttribute.WA_X11NetWmWindowTypeNotification
_DOCK = Qt.WidgetAttribute.WA_X11NetWmWindowTypeDock
_STATES = (
    ("_NET_WM_STATE_SKIP_TASKBAR", "_NET_WM_STATE_SKIP_PAGER"),
    ("_NET_WM_STATE_STICKY", "_NET_WM_STATE_ABOVE"),
)


class X11:
    """Talks to the window manager over a connection of its own."""

    limits = ""
    moves_by_itself = True
    docks = True

    def __init__(self) -> None:
        self._cover: CoverWatch | None = None

    @cached_property
    def _display(self) -> Connection:
        """Opened for the first captions, 10 ms and less after all else that they need."""
        return Connection()

    def prepare(self, window: QWidget, stance: Stance) -> None:
        """See `Desktop`. Above full-screen windows means around the window manager."""
        bypass = Qt.WindowType.X11BypassWindowManagerHint
        window.setWindowFlags(FLOATING | bypass if stance is Stance.ABOVE_ALL else FLOATING)
        docked = stance is Stance.DOCKED
        window.setAttribute(_NOTIFICATION, not docked)
        window.setAttribute(_DOCK, docked)

    def shown(self, window: QWidget) -> None:
        """See `Desktop`."""
        if window.windowFlags() & Qt.WindowType.X11BypassWindowManagerHint:
            return
        for first, second in _STATES:
            self._ask(window, "_NET_WM_STATE", [_ADD, self._atom(first), self._atom(second)])
        self._ask(window, "_NET_WM_DESKTOP", [_ALL_DESKTOPS])
        self._display.flush()

    def reserve(self, window: QWidget, edge: str) -> None:
        """See `Desktop`: as struts, which are counted from the edges of all screens together."""
        target = self._display.create_resource_object("window", int(window.winId()))
        if edge == "off":
            for name in ("_NET_WM_STRUT", "_NET_WM_STRUT_PARTIAL"):
                target.delete_property(self._atom(name))
        else:
            ratio, rect, at = window.devicePixelRatioF(), window.geometry(), window.screen()
            x, y = at.geometry().x(), at.geometry().y()
            left = x + round((rect.x() - x) * ratio)
            right = left + round(rect.width() * ratio) - 1
            top = y + round((rect.y() - y) * ratio)
            bottom = top + round(rect.height() * ratio)
            strut = [0] * 12
            if edge == "top":
                strut[2], strut[8:10] = bottom, [left, right]
            else:
                strut[3] = self._display.screen().height_in_pixels - top
                strut[10:12] = [left, right]
            for name, values in (("_NET_WM_STRUT", strut[:4]), ("_NET_WM_STRUT_PARTIAL", strut)):
                kept = [max(0, value) for value in values]
                target.change_property(self._atom(name), Xatom.CARDINAL, 32, kept)
        self._display.flush()

    def watch_cover(self, window: QWidget, covered: Callable[[], None]) -> None:
        """See `Desktop`."""
        if self._cover is None:
            self._cover = CoverWatch(window, covered)
        self._cover.look()

    def let_clicks_through(self, window: QWidget, *, on: bool) -> None:
        """See `Desktop`. Qt forgets the window's type with every change of its flags."""
        let_clicks_through(window, on=on)
        QGuiApplication.sync()
        target = self._display.create_resource_object("window", int(window.winId()))
        kind = "DOCK" if window.testAttribute(_DOCK) else "NOTIFICATION"
        kinds = [self._atom(f"_NET_WM_WINDOW_TYPE_{kind}")]
        target.change_property(self._atom("_NET_WM_WINDOW_TYPE"), Xatom.ATOM, 32, kinds)
        self._display.flush()

    def hide_from_shares(self, window: QWidget, *, on: bool) -> bool:
        """See `Desktop`; there is nobody to ask."""
        del window, on
        return False

    def _atom(self, name: str) -> int:
        return int(self._display.intern_atom(name))

    def _ask(self, window: QWidget, what: str, values: list[int]) -> None:
        target = self._display.create_resource_object("window", int(window.winId()))
        data = (32, [*values, _FROM_APPLICATION, 0, 0, 0, 0][:5])
        event = ClientMessage(window=target, client_type=self._atom(what), data=data)
        mask = X.SubstructureRedirectMask | X.SubstructureNotifyMask
        self._display.screen().root.send_event(event, event_mask=mask)
