"""Sessions that are deleted and brought back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from captioner.core.transcript import Gap, GapKind
from captioner.ui.sessions.window import SessionsWindow
from tests.ui.sessions.test_window import listed


def test_return_by_mistake_deletes_nothing(window, stage, qtbot):
    window.open_session("c")
    window.delete()
    box = window.findChild(QMessageBox)
    qtbot.waitUntil(box.isVisible)
    assert box.defaultButton().text() == "Keep"
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert not box.isVisible()
    assert "c" in stage.app.library.transcripts


def test_deleting_asks_first(window, stage):
    window.open_session("c")
    window.delete()
    box = window.findChild(QMessageBox)
    assert "Old talk" in box.text()
    keep, delete = sorted(box.buttons(), key=lambda button: button.text(), reverse=True)
    keep.click()
    assert "c" in stage.app.library.transcripts
    window.delete()
    delete = next(
        button
        for found in window.findChildren(QMessageBox)
        if found.isVisible()
        for button in found.buttons()
        if button.text() == "Delete"
    )
    delete.click()
    assert "c" not in stage.app.library.transcripts
    assert "Old talk" not in listed(window)


def deleted(window: SessionsWindow, session_id: str) -> None:
    window.open_session(session_id)
    window.delete()
    box = next(found for found in window.findChildren(QMessageBox) if found.isVisible())
    assert box.informativeText() == "Ctrl+Z brings it back until the window of sessions closes."
    next(button for button in box.buttons() if button.text() == "Delete").click()


def test_what_was_deleted_comes_back_with_undo_and_goes_again_with_redo(window, stage):
    deleted(window, "c")
    QTest.keySequence(window, QKeySequence(QKeySequence.StandardKey.Undo))
    assert "Old talk" in listed(window)
    assert window.reading.title.text() == "Old talk"
    QTest.keySequence(window, QKeySequence(QKeySequence.StandardKey.Redo))
    assert "Old talk" not in listed(window)


def test_after_a_press_on_delete_undo_is_offered_and_its_key_acts(window, qtbot):
    window.open_session("c")
    press = window.reading.buttons[2]
    press.setFocus()
    press.click()
    box = next(found for found in window.findChildren(QMessageBox) if found.isVisible())
    next(button for button in box.buttons() if button.text() == "Delete").click()
    assert window.reading.strip.text == "“Old talk” is deleted."
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    QTest.keySequence(window.focusWidget(), QKeySequence(QKeySequence.StandardKey.Undo))
    assert "Old talk" in listed(window)
    assert window.reading.strip.text == ""
    QTest.keySequence(window.focusWidget(), QKeySequence(QKeySequence.StandardKey.Redo))
    assert "Old talk" not in listed(window)
    undo = next(one for one in window.reading.strip.findChildren(QPushButton))
    assert undo.text() == "Undo"
    undo.click()
    assert "Old talk" in listed(window)
    assert window.reading.strip.text == ""


def test_undo_of_a_deletion_is_offered_no_more_once_something_else_is_done(window):
    deleted(window, "c")
    window.open_session("a")
    assert window.reading.strip.text == "“Old talk” is deleted."
    window.view.correct()
    QTest.keyClicks(window.view.correcting.field, "This is other.")
    QTest.keyClick(window.view.correcting.field, Qt.Key.Key_Return)
    assert window.reading.strip.text == ""


def test_when_the_window_closes_what_was_deleted_is_gone_for_good(window, stage):
    deleted(window, "c")
    window.close()
    assert stage.app.library.away == {}
    assert window.reading.strip.text == ""
    window.open_session("")
    QTest.keySequence(window, QKeySequence(QKeySequence.StandardKey.Undo))
    assert "Old talk" not in listed(window)


def test_off_the_record_holds_up_no_undo_of_a_deletion(window, stage):
    window.open_session("a")
    window.view.correct()
    QTest.keyClicks(window.view.correcting.field, "A secret.")
    QTest.keyClick(window.view.correcting.field, Qt.Key.Key_Return)
    deleted(window, "c")
    gap = Gap(start_ms=0, end_ms=60_000, kind=GapKind.OFF_THE_RECORD, reason="off the record")
    window.take_back("a", gap)
    for _ in range(3):
        QTest.keySequence(window, QKeySequence(QKeySequence.StandardKey.Undo))
    assert "Old talk" in listed(window)
    assert [call for call in stage.app.calls if "None" in call] == []


@pytest.mark.parametrize(
    ("gone", "then"), [("a", "Design review"), ("b", "Old talk"), ("c", "Design review")]
)
def test_the_session_below_or_else_above_is_chosen_then(window, gone, then):
    deleted(window, gone)
    assert window.reading.title.text() == then
    assert window.listing.list.currentItem().isSelected()
    assert window.listing.list.hasFocus()


def test_after_the_last_session_there_is_none_to_choose(window, stage):
    for each in "abc":
        deleted(window, each)
    assert window.reading.title.text() == ""
    assert window.listing.list.hint == "Press Start captions. The session is kept here."


def test_after_several_the_next_is_chosen_and_with_undo_the_first_that_comes_back(window):
    rows = window.listing.list
    for row in (1, 4):  # the first and the last
        rows.item(row).setSelected(True)
    window.delete()
    box = next(found for found in window.findChildren(QMessageBox) if found.isVisible())
    next(button for button in box.buttons() if button.text() == "Delete").click()
    assert window.reading.title.text() == "Design review"
    QTest.keySequence(window, QKeySequence(QKeySequence.StandardKey.Undo))
    assert window.reading.title.text() == "Tue 24 Nov 10:02, 54 min"
