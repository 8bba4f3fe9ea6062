"""Notices on X11 that a full-screen window stands above the captions.

Told by what window managers keep at the root window (Extended Window Manager Hints 1.5): the
order of stacking, the active window and its states. Nothing is asked until one of them changes.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QWidget
from Xlib import X
from Xlib.error import ConnectionClosedError, XError
from Xlib.xobject.drawable import Window

from captioner.ui.desktop.x11_connection import Connection

_STACKING, _ACTIVE = "_NET_CLIENT_LIST_STACKING", "_NET_ACTIVE_WINDOW"
_STATE, _FULLSCREEN = "_NET_WM_STATE", "_NET_WM_STATE_FULLSCREEN"


class CoverWatch(QObject):
    """Looks over a connection of its own.

    Args:
        window: The captions.
        covered: Called whenever one is found above them.
    """

    def __init__(self, window: QWidget, covered: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._covered = window, covered
        self._display = Connection()
        self._display.set_error_handler(lambda *_: None)  # windows go at any time
        self._root = self._display.screen().root
        self._root.change_attributes(event_mask=X.PropertyChangeMask)
        self._names = {
            self._display.intern_atom(name): name for name in (_STACKING, _ACTIVE, _STATE)
        }
        self._followed = 0
        self._notifier = QSocketNotifier(self._display.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    def look(self) -> None:
        """Look now, and whenever something changes."""
        self._check()
        self._read()

    def _read(self) -> None:
        """What changes while it is looked at is read with the answers: look until all is quiet."""
        try:
            while self._has_changed():
                self._check()
        except ConnectionClosedError:  # the screen is gone, and Qt is about to say so
            self._notifier.setEnabled(False)

    def _has_changed(self) -> bool:
        changed = False
        while self._display.pending_events():
            event = self._display.next_event()
            changed |= event.type == X.PropertyNotify and event.atom in self._names
        return changed

    def _check(self) -> None:
        if self._window.isVisible():
            try:
                if self._is_covered():
                    self._covered()
            except XError:  # a window went while it was looked at; its end is told next
                pass
            except ConnectionClosedError:
                self._notifier.setEnabled(False)

    def _is_covered(self) -> bool:
        active = next(iter(self._read_list(self._root, _ACTIVE)), 0)
        if active and active != self._followed:
            self._followed = active
            self._resource(active).change_attributes(event_mask=X.PropertyChangeMask)
        order = list(self._read_list(self._root, _STACKING))
        own = int(self._window.winId())
        if own not in order:  # around the window manager it is in no list, and above all
            return False
        above = order[order.index(own) + 1 :]
        return any(map(self._covers, above))

    def _covers(self, number: int) -> bool:
        states = self._read_list(self._resource(number), _STATE)
        return self._display.intern_atom(_FULLSCREEN) in states

    def _resource(self, number: int) -> Window:
        return self._display.create_resource_object("window", number)

    def _read_list(self, target: Window, name: str) -> Sequence[int]:
        found = target.get_full_property(self._display.intern_atom(name), X.AnyPropertyType)
        return () if found is None else found.value
