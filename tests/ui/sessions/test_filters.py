"""Filters of the list of sessions, and several chosen at once."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QWidget

from captioner.core.errors import UsageError
from captioner.core.transcript import Mark, Transcript
from captioner.core.wanted import Wanted
from captioner.ui.export.dialog import ExportDialog
from captioner.ui.sessions.filters import Filters
from captioner.ui.sessions.window import SessionsWindow
from tests.ui.sessions.test_window import listed
from tests.ui.stage import Stage, final, session


@pytest.fixture
def window(stage: Stage, qtbot) -> SessionsWindow:
    for number, name in enumerate("abc"):
        one = session(id=name, title=f"Talk {name}")
        marks = (Mark(at_ms=0),) if number == 1 else ()
        kept = Transcript(one, segments=(final(f"This was {name}.", 1),), marks=marks)
        stage.app.library.transcripts[name] = kept
    window = stage.own(SessionsWindow(stage.commands))
    with qtbot.waitExposed(window):
        window.open_session("")
    return window


@pytest.fixture
def filters(qapp, qtbot) -> Filters:
    made = Filters()
    qtbot.addWidget(made)
    return made


def test_by_default_nothing_is_left_out(filters):
    assert filters.wanted == Wanted()
    assert filters.count == 0


def test_each_field_leaves_something_out(filters):
    today = date.today()  # noqa: DTZ011 - the user's own day
    filters.day.setCurrentIndex(filters.day.findText("Last 7 days"))
    filters.length.setCurrentIndex(filters.length.findText("5 to 30 min"))
    filters.engine.setCurrentIndex(filters.engine.findData("assemblyai"))
    filters.speaker.setText(" Anna ")
    filters.marked.click()
    assert filters.wanted == Wanted(
        since=f"{today - timedelta(days=6)}",
        shortest_s=300.0,
        longest_s=1800.0,
        engine="assemblyai",
        speaker="Anna",
        marked=True,
    )
    assert filters.count == 5
    filters.clear.click()
    assert filters.wanted == Wanted()


def test_days_of_choice_may_be_given_in_any_order(filters):
    filters.day.setCurrentIndex(filters.day.findText("From … to …"))
    filters.since.setDate(QDate(2026, 11, 24))
    filters.until.setDate(QDate(2026, 11, 1))
    assert (filters.wanted.since, filters.wanted.until) == ("2026-11-01", "2026-11-24")


def test_the_list_follows_the_filter_and_the_button_says_that_one_is_on(window, qtbot):
    window.listing.filter_button.click()
    assert window.listing.filters.isVisible()
    window.listing.filters.marked.click()
    qtbot.waitUntil(lambda: listed(window) == ["Tuesday 24 November 2026", "Talk b"])
    window.listing.filter_button.click()
    assert not window.listing.filters.isVisible()
    assert window.listing.filter_button.text() == "1"
    assert window.listing.filter_button.accessibleName() == "Filter: 1 on"


def test_where_the_filter_leaves_nothing_that_is_said(window, stage, qtbot):
    stage.app.library.transcripts.pop("b")
    window.listing.filters.marked.click()
    said = "No session is like that. Clear the filter, or search for less."
    qtbot.waitUntil(lambda: window.listing.list.hint == said)


def choose_all(window: SessionsWindow) -> None:
    window.listing.list.setFocus()
    QTest.keyClick(window.listing.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


def test_several_are_deleted_at_once_and_come_back_with_undo(window, stage):
    choose_all(window)
    assert window.view.placeholderText() == "3 sessions are chosen."
    QTest.keyClick(window.listing.list, Qt.Key.Key_Delete)
    box = window.findChild(QMessageBox)
    assert box.text() == "Delete 3 sessions?"
    assert box.informativeText() == "Ctrl+Z brings them back until the window of sessions closes."
    next(button for button in box.buttons() if button.text() == "Delete").click()
    assert stage.app.library.transcripts == {}
    QTest.keySequence(window, QKeySequence(QKeySequence.StandardKey.Undo))
    assert sorted(stage.app.library.transcripts) == ["a", "b", "c"]
    assert len(listed(window)) == 4


class Paints(QObject):
    """Counts how often the middle of a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        self._widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.count += event.rect().contains(self._widget.rect().center())
        return False


def test_how_many_are_chosen_is_painted_anew(window, qtbot):
    kept = window.listing.list
    kept.setCurrentRow(1)
    kept.setFocus()
    QTest.keyClick(kept, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert window.view.placeholderText() == "2 sessions are chosen."
    painted = Paints(window.view.viewport())
    window.view.viewport().update()
    qtbot.waitUntil(lambda: painted.count == 1)  # what was asked for before is painted too
    QTest.keyClick(kept, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert window.view.placeholderText() == "3 sessions are chosen."
    qtbot.waitUntil(lambda: painted.count > 1)


def test_one_that_still_runs_stays_and_stops_none_of_the_others(window, stage):
    library = stage.app.library
    put_away = library.put_away

    async def refuse(session_id: str) -> None:
        if session_id == "b":
            raise UsageError("“Talk b” is still running.", "Stop it first.")
        await put_away(session_id)

    library.put_away = refuse
    choose_all(window)
    window.reading.buttons[2].click()
    box = window.findChild(QMessageBox)
    next(button for button in box.buttons() if button.text() == "Delete").click()
    assert list(library.transcripts) == ["b"]
    assert window.reading.strip.text == "“Talk b” is still running. Stop it first."
    QTest.keySequence(window, QKeySequence(QKeySequence.StandardKey.Undo))
    assert sorted(library.transcripts) == ["a", "b", "c"]


def test_several_are_exported_at_once(window):
    choose_all(window)
    assert [button.isEnabled() for button in window.reading.buttons] == [True, False, True]
    window.reading.buttons[0].click()
    assert len(window.findChild(ExportDialog)._transcripts) == 3


def test_a_key_exports_what_is_chosen_and_nothing_where_nothing_is(window):
    QTest.keySequence(window, QKeySequence("Ctrl+E"))
    assert window.findChild(ExportDialog) is None
    choose_all(window)
    QTest.keySequence(window, QKeySequence("Ctrl+E"))
    assert len(window.findChild(ExportDialog)._transcripts) == 3


def test_from_the_menu_of_marks_one_arrives_in_the_text(window):
    window.open_session("b")
    window.reading.marks.aboutToShow.emit()
    window.listing.list.setFocus()
    window.reading.marks.actions()[0].trigger()
    assert window.view.hasFocus()


def test_by_keyboard_the_list_begins_at_its_first_session(window, qtbot):
    window.listing.search.setFocus()
    QTest.keyClick(window.listing.search, Qt.Key.Key_Tab)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    qtbot.waitUntil(window.listing.list.hasFocus)
    assert window.reading.title.text() == "Talk a"
    QTest.keyClick(window.listing.list, Qt.Key.Key_Down)
    assert window.reading.title.text() == "Talk b"


def test_a_click_opens_a_session_and_with_ctrl_chooses_another_too(window):
    shown = window.listing.list
    places = [shown.visualItemRect(shown.item(row)).center() for row in (1, 3)]
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=places[0])
    assert window.reading.title.text() == "Talk a"
    keys = Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, keys, places[1])
    assert window.view.placeholderText() == "2 sessions are chosen."
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=places[1])
    assert window.reading.title.text() == "Talk c"


def test_tab_leads_from_the_button_down_the_filters(window):
    window.listing.filter_button.click()
    window.listing.filter_button.setFocus()
    QTest.keyClick(window.listing.filter_button, Qt.Key.Key_Tab)
    filters = window.listing.filters
    assert window.focusWidget() is filters.day
    filters.day.setCurrentIndex(filters.day.count() - 1)
    way = []
    while window.focusWidget() is not filters.clear:
        way.append(window.focusWidget())
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    stops = list(dict.fromkeys(way))  # a day has three parts
    fields = [filters.day, filters.since, filters.until, filters.length, filters.speaker]
    assert stops == [*fields, filters.engine, filters.marked]
