"""The card of the first run over what a computer with Windows lists."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from captioner.audio import loopback
from captioner.audio.devices import list_sources
from captioner.core.settings import Settings
from captioner.core.sources import MEETING, MICROPHONE, SourceInfo, SourceKind, with_both
from captioner.ui.main.first_run import FirstRun, SourceRow
from captioner.ui.main.window import MainWindow
from tests.audio.hosts.windows_world import WindowsWorld
from tests.systems import only_windows
from tests.ui.main.test_window import opened
from tests.ui.stage import SOURCES, Stage


def card(window: MainWindow, sources: tuple[SourceInfo, ...]) -> FirstRun:
    window.show_sources(sources)
    return window.first_run


def words(row: SourceRow) -> list[str]:
    """All that stands in a row."""
    return [row.button.text(), *(one.text() for one in row.findChildren(QLabel) if one.text())]


@pytest.fixture
def window(stage: Stage, qtbot) -> MainWindow:
    return opened(stage, qtbot, Settings())


def test_meeting_audio_of_windows_stands_first_and_is_chosen(window, monkeypatch):
    monkeypatch.setattr(loopback, "is_there", lambda: True)
    shown = card(window, with_both(WindowsWorld().host.sources()))
    assert list(shown._rows)[:2] == [MEETING, MICROPHONE]
    meeting = shown._rows[MEETING]
    assert words(meeting) == ["Meeting audio (what you hear)"]
    assert meeting.button.isEnabled()
    assert meeting.button.isChecked()


def test_windows_for_arm_says_why_there_is_none(window, monkeypatch):
    monkeypatch.setattr(loopback, "is_there", lambda: False)
    shown = card(window, with_both(WindowsWorld().host.sources()))
    assert not shown._rows[MEETING].button.isEnabled()
    assert len(words(shown._rows[MEETING])) == 2
    assert shown._rows[MICROPHONE].button.isEnabled()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Microphone (USB Audio)", "Microphone: USB Audio"),
        ("Headset (USB Audio)", "Microphone: Headset (USB Audio)"),
        ("Microphone (a) of (b", "Microphone: Microphone (a) of (b"),
    ],
)
def test_what_windows_says_of_a_microphone_is_not_said_twice(window, name, shown):
    world = WindowsWorld()
    world.plug_in_microphone("other", name)
    world.make_default("other")
    row = card(window, world.host.sources())._rows[MICROPHONE]
    assert words(row) == [shown]


def test_tab_goes_down_the_card(window, qtbot):
    window.show_sources(SOURCES)
    rows, way = window.first_run._rows, []
    qtbot.waitUntil(rows[MEETING].button.isVisible)
    rows[MEETING].button.setFocus()
    for _ in range(5):
        way.append(window.focusWidget())
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    shown = window.first_run
    buttons = [shown.start_button, shown._sample, shown._keep_nothing]
    assert way == [rows[MEETING].button, *buttons, window._menu]
    assert window.focusWidget() is rows[MEETING].button


def test_whoever_chooses_a_source_goes_on_from_there_when_another_is_plugged_in(window, qtbot):
    window.first_run._rows[MEETING].button.setFocus()
    window.show_sources(SOURCES[:2])
    qtbot.waitUntil(window.first_run._rows[MEETING].button.hasFocus)


@only_windows
def test_meeting_audio_stands_there_on_windows_itself(window):
    sources = list_sources()
    if not any(one.kind is SourceKind.MEETING and not one.is_role for one in sources):
        pytest.skip("this computer has no output")
    shown = card(window, sources)
    assert words(shown._rows[MEETING]) == ["Meeting audio (what you hear)"]
    assert shown._rows[MEETING].button.isChecked()
