"""Keys on X11, by passive grabs.

Unlike a listener they see no other key, and a key that somebody else has is refused
instead of silently lost.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QKeyCombination, QSocketNotifier, Qt
from PySide6.QtGui import QKeySequence
from Xlib import XK, X
from Xlib.error import BadAccess, CatchError, ConnectionClosedError
from Xlib.protocol.rq import Event

from captioner.ui.desktop.key_names import combination
from captioner.ui.desktop.x11_connection import Connection
from captioner.ui.language import tr

_LOCKS = (0, X.LockMask, X.Mod2Mask, X.LockMask | X.Mod2Mask)
"""Caps Lock and Num Lock count as modifiers of a grab."""

_MODIFIERS = (
    (Qt.KeyboardModifier.ShiftModifier, X.ShiftMask),
    (Qt.KeyboardModifier.ControlModifier, X.ControlMask),
    (Qt.KeyboardModifier.AltModifier, X.Mod1Mask),
    (Qt.KeyboardModifier.MetaModifier, X.Mod4Mask),
)
_KNOWN = sum(mask for _, mask in _MODIFIERS)
_NAMES = {"PgUp": "Prior", "PgDown": "Next", "Ins": "Insert", "Del": "Delete", "Esc": "Escape"}


class X11Keys:
    """Grabs keys of the root window, over a connection of its own."""

    limits = ""

    def __init__(
        self,
        press: Callable[[str], None],
        release: Callable[[str], None],
        refuse: Callable[[Mapping[str, str]], None],
    ) -> None:
        self._press, self._release, self._refuse = press, release, refuse
        self._display = Connection()
        self._root = self._display.screen().root
        self._grabbed: dict[tuple[int, int], str] = {}
        self._down: dict[int, str] = {}
        self._notifier = QSocketNotifier(self._display.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._read)

    def grab(self, keys: Mapping[str, str]) -> None:
        """See `Grabber`."""
        self._give_back()
        refused = {}
        for name, key in keys.items():
            code = self._code(key)
            if code is None:
                refused[name] = tr("This keyboard has no {key}.").format(key=key)
            elif self._take(*code):
                self._grabbed[code] = name
            else:
                refused[name] = tr("Another program has {key}.").format(key=key)
        if refused:
            self._refuse(refused)

    def close(self) -> None:
        """See `Grabber`."""
        self._give_back()
        self._notifier.setEnabled(False)
        self._display.close()

    def _code(self, key: str) -> tuple[int, int] | None:
        """The key's code and modifiers here."""
        pressed = combination(key)
        plain = QKeySequence(QKeyCombination(pressed.key())).toString()
        symbol = XK.string_to_keysym(_NAMES.get(plain, plain))
        symbol = symbol or XK.string_to_keysym(plain.lower())
        code = self._display.keysym_to_keycode(symbol) if symbol else 0
        held = pressed.keyboardModifiers()
        mask = sum(mask for modifier, mask in _MODIFIERS if held & modifier)
        return (code, mask) if code else None

    def _take(self, code: int, mask: int) -> bool:
        taken = CatchError(BadAccess)
        for lock in _LOCKS:
            self._root.grab_key(
                code, mask | lock, False, X.GrabModeAsync, X.GrabModeAsync, onerror=taken
            )
        self._display.sync()
        if taken.get_error() is None:
            return True
        self._let_go(code, mask)
        return False

    def _let_go(self, code: int, mask: int) -> None:
        for lock in _LOCKS:
            self._root.ungrab_key(code, mask | lock)
        self._display.sync()

    def _give_back(self) -> None:
        for code, mask in self._grabbed:
            self._let_go(code, mask)
        self._grabbed.clear()
        self._down.clear()

    def _read(self) -> None:
        try:
            self._take_events()
        except ConnectionClosedError:  # the screen is gone, and Qt is about to say so
            self._notifier.setEnabled(False)

    def _take_events(self) -> None:
        events = []
        while self._display.pending_events():
            events.append(self._display.next_event())
        for place, event in enumerate(events):
            if event.type == X.KeyPress and event.detail not in self._down:
                name = self._grabbed.get((event.detail, event.state & _KNOWN))
                if name is not None:
                    self._down[event.detail] = name
                    self._press(name)
            elif (
                event.type == X.KeyRelease
                and event.detail in self._down
                and not self._repeats(event, events[place + 1 :])
            ):
                self._release(self._down.pop(event.detail))

    def _repeats(self, released: Event, later: list[Event]) -> bool:
        """Whether the keyboard only repeats a key that is held: X tells that as up and down."""
        for event in later:
            if event.type == X.KeyPress and event.detail == released.detail:
                return bool(event.time == released.time)
        byte, bit = divmod(released.detail, 8)
        return bool(self._display.query_keymap()[byte] & 1 << bit)
