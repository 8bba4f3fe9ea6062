"""What only Windows answers, asked of Windows itself."""

import sys

import pytest

if sys.platform != "win32":
    pytest.skip("asks Windows itself", allow_module_level=True)

from PySide6.QtWidgets import QWidget

from captioner.ui.desktop import windows_keys, wishes
from captioner.ui.desktop.closed_captions import ClosedCaptions
from captioner.ui.desktop.windows import Windows
from captioner.ui.desktop.windows_wishes import closed_captions


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
