"""Keys on Windows, by RegisterHotKey. Only Windows has what this imports."""

import ctypes
import sys
from collections.abc import Callable, Mapping
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, Qt, QTimer

from captioner.ui.desktop.key_names import combination
from captioner.ui.language import tr

_WM_HOTKEY = 0x0312
_NO_REPEAT = 0x4000
_MODIFIERS = (
    (Qt.KeyboardModifier.AltModifier, 0x0001),
    (Qt.KeyboardModifier.ControlModifier, 0x0002),
    (Qt.KeyboardModifier.ShiftModifier, 0x0004),
    (Qt.KeyboardModifier.MetaModifier, 0x0008),
)
_F1 = 0x70
_DOWN = 0x8000
_LOOK_MS = 50

assert sys.platform == "win32"  # for the type checker too

_user32 = ctypes.WinDLL("user32", use_last_error=True)
_user32.RegisterHotKey.argtypes = [wintypes.HWND, ctypes.c_int, wintypes.UINT, wintypes.UINT]
_user32.RegisterHotKey.restype = wintypes.BOOL
_user32.UnregisterHotKey.argtypes = [wintypes.HWND, ctypes.c_int]
_user32.UnregisterHotKey.restype = wintypes.BOOL
_user32.GetAsyncKeyState.argtypes = [ctypes.c_int]
_user32.GetAsyncKeyState.restype = wintypes.SHORT


class WindowsKeys(QAbstractNativeEventFilter):
    """Registers keys for this thread and finds their messages in its queue."""

    limits = ""

    def __init__(
        self,
        press: Callable[[str], None],
        release: Callable[[str], None],
        refuse: Callable[[Mapping[str, str]], None],
    ) -> None:
        super().__init__()
        self._press, self._release, self._refuse = press, release, refuse
        self._names: dict[int, str] = {}
        self._held: dict[str, int] = {}
        self._look = QTimer(interval=_LOOK_MS)
        self._look.timeout.connect(self._look_whether_held)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self)

    def grab(self, keys: Mapping[str, str]) -> None:
        """See `Grabber`."""
        self.close()
        refused = {}
        for number, (name, key) in enumerate(keys.items(), start=1):
            if _register(number, key):
                self._names[number] = name
            else:
                refused[name] = tr("Another program has {key}.").format(key=key)
        if refused:
            self._refuse(refused)

    def close(self) -> None:
        """See `Grabber`."""
        for number in self._names:
            _user32.UnregisterHotKey(None, number)
        self._names.clear()

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """Take the messages of our keys out of the queue."""
        del kind
        told = wintypes.MSG.from_address(int(message))
        name = self._names.get(told.wParam) if told.message == _WM_HOTKEY else None
        if name is None:
            return False, 0
        self._press(name)
        self._held[name] = (told.lParam >> 16) & 0xFFFF
        self._look.start()
        return True, 0

    def _look_whether_held(self) -> None:
        """Windows tells no end of a hot key."""
        for name, code in list(self._held.items()):
            if not _user32.GetAsyncKeyState(code) & _DOWN:
                del self._held[name]
                self._release(name)
        if not self._held:
            self._look.stop()


def _register(number: int, key: str) -> bool:
    pressed = combination(key)
    held = pressed.keyboardModifiers()
    mask = sum(mask for modifier, mask in _MODIFIERS if held & modifier)
    code = int(pressed.key())
    if Qt.Key.Key_F1 <= pressed.key() <= Qt.Key.Key_F24:
        code = _F1 + code - int(Qt.Key.Key_F1)
    return bool(_user32.RegisterHotKey(None, number, mask | _NO_REPEAT, code))
