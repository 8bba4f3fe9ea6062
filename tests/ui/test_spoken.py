"""Names and values that a screen reader finds, without one."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QDialogButtonBox, QMenu, QMessageBox, QStyle, QWidget

from captioner.core.session import State
from captioner.core.settings import Settings
from captioner.ui.main.announcing import Announcer
from captioner.ui.main.meters import Meters
from captioner.ui.main.window import MainWindow
from captioner.ui.parts.level_bars import LevelBars
from tests.ui.stage import LOUD, SILENT, SOURCES, Stage, final, run_now


def spoken(widget: QWidget) -> tuple[str, str]:
    """The name of a widget, and what there is to say of it."""
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name), found.text(QAccessible.Text.Description)


def main_window(stage: Stage, qtbot) -> MainWindow:
    meters = Meters(stage.app, run_now, print)
    window = stage.own(MainWindow(stage.commands, stage.model, meters, QMenu()))
    window.show_sources(SOURCES)
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_the_list_of_sources_tells_its_choice(stage, qtbot):
    window = main_window(stage, qtbot)
    box = window.picker.box
    for source, name in (
        ("meeting", "Meeting audio (what you hear)"),
        ("microphone", "Microphone"),
    ):
        stage.commands.change("source", source)
        found = QAccessible.queryAccessibleInterface(box)
        assert found.text(QAccessible.Text.Value).startswith(name)
        assert "What is captioned" in spoken(box)


def test_the_level_tells_whether_sound_arrives(stage, qtbot):
    bars = stage.own(LevelBars())
    assert spoken(bars) == ("Sound level", "Quiet")
    bars.show_level(LOUD)
    assert spoken(bars) == ("Sound level", "Sound arrives")
    for _ in range(9):
        bars.show_level(SILENT)
    assert spoken(bars) == ("Sound level", "Quiet")


def test_the_state_and_its_dot_are_words(stage, qtbot):
    window = main_window(stage, qtbot)
    assert spoken(window._state._dot)[0] == "Ready"
    stage.listen()
    assert spoken(window._state._dot)[0] == "Listening"
    stage.model.state_changed(State.PAUSED)
    assert spoken(window._state._dot)[0] == "Paused"


def test_the_button_with_sessions_is_called_that(stage, qtbot):
    assert spoken(main_window(stage, qtbot).panel._sessions)[0] == "Sessions"


def test_an_empty_transcript_tells_what_to_do_until_there_is_text(stage, qtbot):
    window = main_window(stage, qtbot)
    name, told = spoken(window.panel.view)
    assert name == "Transcript"
    assert told.startswith("Press Start captions.")
    stage.listen()
    assert spoken(window.panel.view)[1] == "Words appear here as they are spoken."
    stage.model.final(final("Good morning."))
    assert spoken(window.panel.view)[1] == ""


class TestAnnouncing:
    def said(self, stage: Stage, monkeypatch, **settings) -> tuple[Announcer, list[str]]:
        stage.commands_with(Settings(**settings))
        told: list[str] = []
        monkeypatch.setattr(QAccessible, "updateAccessibility", lambda e: told.append(e.message()))
        return Announcer(stage.commands, stage.own(QWidget())), told

    def test_a_finished_line_is_announced_once(self, stage, monkeypatch):
        announcer, told = self.said(stage, monkeypatch, announce_lines=True)
        for text in ("good morning", "Good morning.", "Good morning, all."):
            announcer.announce(final(text, 1))
        announcer.announce(final("Shall we?", 2))
        assert told == ["good morning", "Shall we?"]

    def test_what_came_before_it_was_wanted_is_not_announced_when_it_is_corrected(
        self, stage, monkeypatch
    ):
        announcer, told = self.said(stage, monkeypatch)
        announcer.announce(final("Good mourning.", 1))
        stage.commands.change("announce_lines", value=True)
        announcer.announce(final("Good morning.", 1))
        assert told == []


def test_dialogues_have_no_stock_icons_on_their_buttons(stage, qtbot):
    hint = QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons
    for box in (QDialogButtonBox(), QMessageBox()):
        stage.own(box)
        assert box.style().styleHint(hint, None, box) == 0
