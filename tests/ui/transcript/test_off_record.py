from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from captioner.core.lanes import Lane
from captioner.core.session import State
from captioner.core.transcript import Gap, GapKind, Mark, Transcript
from captioner.ui.desktop.plain import Plain
from captioner.ui.main.window import MainWindow
from captioner.ui.menus import main_menu
from captioner.ui.overlay.window import OverlayWindow
from captioner.ui.sessions.window import SessionsWindow
from tests.ui.main.test_window import opened, press
from tests.ui.stage import STARTED, Stage, final, partial, session
from tests.ui.transcript.test_view import kinds

STRETCH = Gap(start_ms=30_000, end_ms=60_000, kind=GapKind.OFF_THE_RECORD, reason="off the record")


@pytest.fixture
def window(stage: Stage, qtbot) -> MainWindow:
    """Something was said long ago, and something just now that ought not to stay."""
    window = opened(stage, qtbot)
    stage.listen()
    stage.model.final(final("Good morning.", 1))
    stage.model.final(final("My number is secret.", 2, 40_000))
    stage.model.mark(Mark(at_ms=45_000, note="secret"))
    stage.model.final(final("So it is.", 3, 59_000))
    return window


def text(window: MainWindow) -> str:
    return window.panel.view.toPlainText()


def test_the_button_takes_back_what_was_said_last_and_a_gap_stays(window, stage):
    button = window.panel._off_record
    assert button.accessibleName() == "Off the record: the last 30 s"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert text(window) == "10:02 – Good morning.\n10:02 – off the record until 10:03"


def test_its_key_does_the_same(window, stage):
    stage.commands.change("off_the_record_seconds", 600)
    stage.app.settings = stage.commands.settings
    assert window.panel._off_record.accessibleName() == "Off the record: the last 600 s"
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_Backspace, modifiers)
    assert text(window) == "10:02 – off the record until 10:03"


def test_without_a_session_there_is_nothing_to_take_back(window, stage):
    stage.commands.stop()
    assert not window.panel._off_record.isEnabled()
    stage.commands.off_the_record()
    assert stage.app.calls[-1] == "stop"


def test_of_a_line_that_reaches_further_the_rest_stays(window, stage):
    stage.model.off_the_record(replace(STRETCH, start_ms=40_600))
    assert "10:02 – My number is\n" in text(window)


def test_what_is_being_said_goes_too_and_what_follows_is_shown(window, stage):
    stage.model.partial(partial("a secret and", 4, 59_900))
    stage.model.off_the_record(replace(STRETCH, end_ms=60_300))
    assert text(window).splitlines()[2:] == ["and"]
    assert stage.model.open[Lane.ONLY].text == "and"


def test_a_line_that_is_being_put_right_is_left_and_undo_brings_nothing_back(window, stage):
    view = window.panel.view
    view.correct(stage.model.items[2])
    QTest.keyClicks(view.correcting.field, "My number is secreter.")
    QTest.keyClick(view.correcting.field, Qt.Key.Key_Return)
    view.correct()
    stage.model.off_the_record(STRETCH)
    assert not view.correcting.busy
    assert not window._undoing.canUndo()
    assert "secret" not in text(window)


def test_entries_stay_what_they_are_when_one_before_them_goes(stage, window):
    view = window.panel.view
    view.begin(STARTED)
    lost = Gap(start_ms=5_000, end_ms=6_000, kind=GapKind.LOST, reason="unplugged")
    first, last = final("First.", 1), final("Last.", 2, 9_000)
    for item in (first, lost, last):
        view.add(item)
    before = kinds(view)
    view.take_back(first)
    assert kinds(view) == before[1:]
    view.take_back(last)
    assert kinds(view) == before[1:2]
    view.add(first)
    assert view.toPlainText().splitlines()[0] == "10:02 – First."
    view.take_back(lost)
    view.take_back(lost)
    view.take_back(first)
    assert view.toPlainText() == ""


def test_the_captions_lose_it_and_say_so(stage, qtbot, window):
    overlay = stage.own(OverlayWindow(stage.commands, stage.model, Plain(), stage.clock))
    overlay.view.show_final(final("My number is secret.", 2, 40_000))
    stage.model.off_the_record(STRETCH)
    assert "secret" not in overlay.view.text(9)
    assert "secret" not in overlay.view.accessibleDescription()
    assert overlay.status.text == "Off the record: the last 30 s"


def test_an_open_list_of_sessions_loses_it(stage, qtbot):
    sessions = stage.own(SessionsWindow(stage.commands))
    segments = (final("Good morning.", 1), final("My number is secret.", 2, 40_000))
    marks = (Mark(at_ms=45_000, note="secret"),)
    kept = Transcript(session(), segments, (), marks)
    stage.app.library.transcripts["s1"] = kept
    sessions.open_session("s1")
    sessions.take_back("another", STRETCH)
    assert "secret" in sessions.view.toPlainText()
    sessions.take_back("s1", STRETCH)
    assert (
        sessions.view.toPlainText() == "10:02 – Good morning.\n10:02 – off the record until 10:03"
    )
    assert "secret" not in str(sessions._shown.segments)
    assert stage.model.state is State.IDLE


def test_from_now_on_the_same_button_and_key_are_the_way_back(window, stage):
    stage.commands.off_the_record_from_now()
    assert stage.app.calls[-1] == "off the record from now"
    assert window._strip.text == "Off the record since 10:14: nothing is shown or kept."
    button = window.panel._off_record
    assert button.accessibleName() == "On the record again"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert stage.app.calls[-1] == "on the record"
    assert button.accessibleName() == "Off the record: the last 30 s"


def test_the_strip_leads_back_on_the_record(window, stage):
    stage.commands.off_the_record_from_now()
    press(window, "On the record")
    assert stage.app.calls[-1] == "on the record"


def test_menus_offer_it_and_while_nothing_is_kept_only_the_way_back(window, stage):
    menu = main_menu(stage.commands, print, print, print)

    def offered() -> list[str]:
        menu.aboutToShow.emit()
        shown = [one.text().partition("\t")[0] for one in menu.actions() if one.isVisible()]
        return [text for text in shown if "the record" in text]

    assert offered() == ["Off the record: the last 30 s", "Off the record from now on"]
    stage.commands.off_the_record_from_now()
    assert offered() == ["On the record again"]
