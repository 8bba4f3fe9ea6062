from collections.abc import Mapping

import pytest

from captioner.core.settings import Settings
from captioner.ui import hotkeys as module
from captioner.ui.hotkeys import Hotkeys


class Keyboard:
    """A keyboard on which one key is taken by somebody else."""

    limits = ""
    taken = "Ctrl+Shift+F10"

    def __init__(self, press, release, refuse) -> None:
        self.press, self.release, self._refuse = press, release, refuse
        self.grabbed: dict[str, str] = {}

    def grab(self, keys: Mapping[str, str]) -> None:
        self.grabbed = {name: key for name, key in keys.items() if key != self.taken}
        refused = {
            name: f"Another program has {key}." for name, key in keys.items() if key == self.taken
        }
        if refused:
            self._refuse(refused)

    def close(self) -> None:
        self.grabbed = {}


@pytest.fixture
def keys(monkeypatch, qapp) -> Hotkeys:
    monkeypatch.setattr(module, "_grabber", Keyboard)
    return Hotkeys(Settings())


def test_the_five_keys_are_on_by_default_and_conflicts_are_told(keys):
    assert keys._grabber.grabbed == {
        "hotkey_show": "Ctrl+Shift+F9",
        "hotkey_catch_up": "Ctrl+Shift+F8",
        "hotkey_mark": "Ctrl+Shift+F11",
        "hotkey_click_through": "Ctrl+Shift+F12",
    }
    assert keys.refused == {"hotkey_pause": "Another program has Ctrl+Shift+F10."}
    assert keys.works("hotkey_show")
    assert not keys.works("hotkey_pause")
    assert not keys.works("hotkey_end_utterance")


def test_a_changed_key_is_grabbed_and_its_conflict_is_over(keys, qtbot):
    with qtbot.waitSignal(keys.refused_changed):
        keys.use(Settings(hotkey_pause="Ctrl+Alt+P"))
    assert keys._grabber.grabbed["hotkey_pause"] == "Ctrl+Alt+P"
    assert keys.refused == {}


def test_the_same_key_twice_is_refused_for_both(keys):
    keys.use(Settings(hotkey_pause="", hotkey_mark="Ctrl+Shift+F9"))
    assert set(keys.refused) == {"hotkey_show", "hotkey_mark"}
    assert set(keys._grabber.grabbed) == {"hotkey_click_through", "hotkey_catch_up"}


def test_other_settings_leave_the_keys_alone(keys):
    keys._grabber.grabbed = {}
    keys.use(Settings(lines=5))
    assert keys._grabber.grabbed == {}


def test_a_pressed_key_names_its_setting(keys, qtbot):
    with qtbot.waitSignal(keys.pressed) as pressed:
        keys._grabber.press("hotkey_mark")
    assert pressed.args == ["hotkey_mark"]


def test_a_key_that_is_let_go_names_its_setting(keys, qtbot):
    with qtbot.waitSignal(keys.released) as released:
        keys._grabber.release("hotkey_catch_up")
    assert released.args == ["hotkey_catch_up"]


def test_closing_gives_them_back(keys):
    keys.close()
    assert keys._grabber.grabbed == {}


def test_a_desktop_without_keys_says_so_and_names_the_way_round(monkeypatch, qapp):
    monkeypatch.setattr(module, "_grabber", lambda *_: module.NoKeys())
    keys = Hotkeys(Settings())
    assert "captioner remote" in keys.limits
    assert not keys.works("hotkey_show")
