"""What only Windows answers, asked of Windows itself."""

import ctypes
import sys
from collections.abc import Callable, Iterator
from ctypes import wintypes
from typing import cast

import pytest

if sys.platform != "win32":
    pytest.skip("asks Windows itself", allow_module_level=True)

from PySide6.QtCore import QRect
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from captioner.ui.desktop import windows, windows_keys, wishes
from captioner.ui.desktop.closed_captions import ClosedCaptions
from captioner.ui.desktop.windows import Windows
from captioner.ui.desktop.windows_wishes import closed_captions
from tests.guards import HANG_S

_TOPMOST = 0x0008  # WS_EX_TOPMOST
_POPUP = 0x80000000  # WS_POPUP
_EXTENDED_STYLE = -20  # GWL_EXSTYLE
_CONTROL, _SHIFT, _F9 = 0x11, 0x10, 0x78  # VK_CONTROL and its like
_UP = 0x0002  # KEYEVENTF_KEYUP
_ABM_QUERYPOS = 2

_user32 = ctypes.WinDLL("user32", use_last_error=True)
_user32.CreateWindowExW.argtypes = [
    *(wintypes.DWORD, wintypes.LPCWSTR, wintypes.LPCWSTR, wintypes.DWORD),
    *[ctypes.c_int] * 4,
    *(wintypes.HWND, wintypes.HMENU, wintypes.HINSTANCE, ctypes.c_void_p),
]
_user32.CreateWindowExW.restype = wintypes.HWND
_user32.DestroyWindow.argtypes = [wintypes.HWND]
_user32.GetWindowLongW.argtypes = [wintypes.HWND, ctypes.c_int]
_user32.keybd_event.argtypes = [
    *(wintypes.BYTE, wintypes.BYTE, wintypes.DWORD),
    ctypes.c_size_t,
]
_user32.keybd_event.restype = None


class Standing:
    """A window that Windows knows, with what is asked of a `QWidget`: Qt's are off-screen."""

    def __init__(self, screen: QScreen, box: QRect) -> None:
        self._screen, self._box = screen, box
        self.number: int = _user32.CreateWindowExW(
            0, "STATIC", "captions", _POPUP, 0, 0, 10, 10, None, None, None, None
        )

    def winId(self) -> int:  # noqa: N802 - Qt's name
        return self.number

    def devicePixelRatioF(self) -> float:  # noqa: N802 - Qt's name
        return 1.0

    def geometry(self) -> QRect:
        return self._box

    def screen(self) -> QScreen:
        return self._screen


@pytest.fixture
def stands(qtbot: QtBot) -> Iterator[Callable[[QRect], QWidget]]:
    """Makes windows that stand at a place."""
    made: list[Standing] = []
    hidden = QWidget()
    qtbot.addWidget(hidden)

    def make(box: QRect) -> QWidget:
        made.append(Standing(hidden.screen(), box))
        if not made[-1].number:
            pytest.skip("this Windows has no screen")
        return cast("QWidget", made[-1])

    yield make
    for window in made:
        _user32.DestroyWindow(window.number)


def test_its_caption_style_can_be_read() -> None:
    assert isinstance(closed_captions(), ClosedCaptions)
    wishes.caption_style()


def test_whether_it_animates_can_be_read() -> None:
    assert wishes.wants_less_motion() in (True, False)


@pytest.mark.usefixtures("qapp")
def test_a_window_that_windows_does_not_know_is_not_called_hidden() -> None:
    window = QWidget()  # off-screen, it has a number that Windows never gave
    assert not Windows().hide_from_shares(window, on=True)
    assert not Windows().hide_from_shares(window, on=False)


@pytest.mark.usefixtures("qapp")
def test_a_key_is_had_once_and_refused_to_the_next() -> None:
    refused: list[object] = []
    first = windows_keys.WindowsKeys(lambda _: None, lambda _: None, refused.append)
    second = windows_keys.WindowsKeys(lambda _: None, lambda _: None, refused.append)
    first.grab({"show": "Ctrl+Shift+F9"})
    second.grab({"show": "Ctrl+Shift+F9"})
    assert refused == [{"show": "Another program has Ctrl+Shift+F9."}]
    first.close()
    second.close()


def test_a_key_is_told_when_it_is_pressed_and_when_it_is_let_go(qtbot: QtBot) -> None:
    told: list[str] = []
    keys = windows_keys.WindowsKeys(
        lambda name: told.append(f"{name} pressed"),
        lambda name: told.append(f"{name} let go"),
        lambda _: told.append("refused"),
    )
    keys.grab({"show": "Ctrl+Shift+F9"})
    try:
        for code in (_CONTROL, _SHIFT, _F9):
            _user32.keybd_event(code, 0, 0, 0)
        qtbot.waitUntil(lambda: told == ["show pressed"], timeout=int(HANG_S * 1_000))
        _user32.keybd_event(_F9, 0, _UP, 0)
        qtbot.waitUntil(
            lambda: told == ["show pressed", "show let go"], timeout=int(HANG_S * 1_000)
        )
    finally:
        for code in (_F9, _SHIFT, _CONTROL):
            _user32.keybd_event(code, 0, _UP, 0)
        keys.close()


def test_docked_captions_have_room_that_other_bars_leave(
    stands: Callable[[QRect], QWidget],
) -> None:
    captions, desktop = stands(QRect(0, 0, 800, 100)), Windows()
    other = int(stands(QRect(0, 0, 10, 10)).winId())
    desktop.reserve(captions, "top")
    windows._bar(windows._ABM_NEW, other)
    try:
        assert top_left_to(other) == 100
        desktop.reserve(captions, "off")
        assert top_left_to(other) == 0
    finally:
        windows._bar(windows._ABM_REMOVE, other)


def top_left_to(bar: int) -> int:
    """Where the shell lets another bar at the top begin."""
    wanted = windows._AppBar(cbSize=ctypes.sizeof(windows._AppBar), hWnd=bar, uEdge=1)
    wanted.rc = wintypes.RECT(0, 0, 800, 400)
    windows._shell32.SHAppBarMessage(_ABM_QUERYPOS, ctypes.byref(wanted))
    return int(wanted.rc.top)


def test_captions_that_are_shown_are_above_other_windows(
    stands: Callable[[QRect], QWidget],
) -> None:
    captions = stands(QRect(0, 0, 10, 10))
    Windows().shown(captions)
    assert _user32.GetWindowLongW(int(captions.winId()), _EXTENDED_STYLE) & _TOPMOST
