from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from captioner.core.transcript import Gap, GapKind, Mark
from captioner.ui.main.window import MainWindow
from captioner.ui.transcript.line_menu import line_menu
from captioner.ui.transcript.shown import key_of
from captioner.ui.transcript.view import TranscriptView
from tests.ui.main.test_window import opened
from tests.ui.stage import Stage, final, partial


@pytest.fixture
def window(stage: Stage, qtbot) -> MainWindow:
    window = opened(stage, qtbot)
    stage.listen()
    stage.model.final(final("Meet Mister Sedlak at ten.", 1))
    stage.model.final(final("He is late.", 2, 8_000))
    return window


@pytest.fixture
def view(window: MainWindow) -> TranscriptView:
    return window.panel.view


def lines(view: TranscriptView) -> list[str]:
    return [line.partition(" – ")[2] or line for line in view.toPlainText().splitlines()]


def double_click(view: TranscriptView, row: int, word: str) -> None:
    block = view.document().findBlockByNumber(row)
    place = view.blockBoundingGeometry(block).translated(view.contentOffset())  # lays it out
    line = block.layout().lineAt(0)
    x = line.cursorToX(block.text().index(word) + 1)[0]
    at = QPoint(round(x), round(place.top() + line.y() + line.height() / 2))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def typed(view: TranscriptView, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    QTest.keyClicks(view.correcting.field, text)
    QTest.keyClick(view.correcting.field, end)


def test_a_double_click_corrects_the_word_it_hits(window, view, stage):
    double_click(view, 0, "Sedlak")
    assert view.correcting.field.isVisible()
    assert view.correcting.field.hasFocus()
    typed(view, "Sedlacek")
    assert lines(view) == ["Meet Mister Sedlacek at ten.", "He is late."]
    assert stage.app.calls == ["correct s1 1 Meet Mister Sedlacek at ten."]
    assert not view.correcting.field.isVisible()
    assert view.hasFocus()


def test_f2_corrects_the_newest_line_and_with_the_cursor_any_other(window, view):
    window._page.start.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F2)
    typed(view, "She is late.")
    assert lines(view)[1] == "She is late."
    view.go_to(stage_item(view, 0))
    QTest.keyClick(view, Qt.Key.Key_F2)
    typed(view, "Other words.")
    assert lines(view) == ["Other words.", "She is late."]


def test_escape_and_a_line_as_it_was_and_an_empty_one_change_nothing(window, view, stage):
    for text, end in (("x", Qt.Key.Key_Escape), ("", Qt.Key.Key_Return), (" ", Qt.Key.Key_Return)):
        view.correct()
        typed(view, text, end)
        assert not view.correcting.busy
    assert lines(view)[1] == "He is late."
    assert stage.app.calls == []


def test_undo_brings_back_what_was_there_and_redo_the_correction(window, view):
    for text in ("She is late.", "She was late."):
        view.correct()
        typed(view, text)
    for key, text in (
        (QKeySequence.StandardKey.Undo, "She is late."),
        (QKeySequence.StandardKey.Undo, "He is late."),
        (QKeySequence.StandardKey.Redo, "She is late."),
    ):
        QTest.keySequence(window, QKeySequence(key))
        assert lines(view)[1] == text


def test_undo_works_after_the_session_has_ended(window, view, stage):
    view.correct()
    typed(view, "She is late.")
    stage.commands.stop()
    QTest.keySequence(window, QKeySequence(QKeySequence.StandardKey.Undo))
    assert lines(view)[1] == "He is late."
    assert stage.app.calls[-1] == "correct s1 2 None"


def test_a_new_session_undoes_nothing_of_the_one_before(window, view, stage):
    view.correct()
    typed(view, "She is late.")
    window._undoing.begin("s2")
    QTest.keySequence(window, QKeySequence(QKeySequence.StandardKey.Undo))
    assert lines(view)[1] == "She is late."


def test_what_is_typed_stays_while_the_line_gets_its_twin_and_others_come(window, view, stage):
    view.correct()
    QTest.keyClicks(view.correcting.field, "She is la")
    stage.model.final(final("he IS late", 2, 8_000))
    stage.model.final(final("Before that.", 3, 4_000))
    stage.model.partial(partial("and so", 4, 12_000))
    typed(view, "te.")
    assert lines(view)[:3] == ["Meet Mister Sedlak at ten.", "Before that.", "She is late."]


def test_the_field_stands_on_its_line_wherever_that_goes(window, view, stage, qtbot):
    view.correct()
    before = view.correcting.field.y()
    stage.model.final(final("Before that.", 3, 4_000))
    qtbot.waitUntil(lambda: view.correcting.field.y() > before)
    block = view.document().findBlockByNumber(2)
    place = view.blockBoundingGeometry(block).translated(view.contentOffset())
    assert place.top() <= view.correcting.field.geometry().center().y() <= place.bottom()


def test_live_text_leaves_what_is_written_in_sight_and_goes_on_after_it(view, stage):
    for turn in range(3, 40):
        stage.model.final(final("Words and words.", turn, 10_000 * turn))
    assert view.is_live
    view.correct()
    at = view.correcting.field.y()
    for turn in range(40, 60):
        stage.model.final(final("Words and words.", turn, 10_000 * turn))
    QTest.qWait(0)
    assert view.correcting.field.y() == at
    typed(view, "Other words.")
    assert view.is_live


def test_a_long_line_has_all_its_room(window, view, stage):
    stage.model.final(final("Words and more words. " * 20, 3, 10_000))
    view.correct()
    assert view.correcting.field.height() > 5 * view.fontMetrics().lineSpacing()
    assert view.viewport().rect().contains(view.correcting.field.geometry())


def test_whoever_goes_elsewhere_in_the_window_has_written_it(window, view, stage):
    window.panel.find_bar.ask()
    view.correct()
    QTest.keyClicks(view.correcting.field, "She is late.")
    window.panel.find_bar.findChild(QLineEdit).setFocus()
    assert lines(view)[1] == "She is late."


def test_what_is_being_said_and_gaps_are_no_lines_to_correct(window, view, stage):
    stage.model.gap(Gap(start_ms=9_000, end_ms=10_000, kind=GapKind.LOST, reason="unplugged"))
    view.show_open(partial("and so", 4, 12_000))
    for row, word in ((2, "missing"), (3, "so")):
        double_click(view, row, word)
        assert not view.correcting.busy


def test_the_field_covers_all_of_its_line_and_begins_where_that_does(window, view, stage):
    stage.model.final(final("It was the best of times and the worst of times. " * 4, 5, 70_000))
    line = stage.model.items[5]
    view.correct(line)
    field, place = view.correcting.field, view._place_of(key_of(line))
    assert field.geometry().top() < place.top()
    assert field.geometry().bottom() > place.bottom()
    assert field.horizontalScrollBar().value() == 0


def test_the_menu_of_a_line_corrects_it_and_brings_back_what_was_heard(window, view, stage):
    segment = final("He is late.", 2, 8_000)
    entries = [entry.text() for entry in line_menu(view, segment, "").actions()]
    assert entries[:3] == ["Correct line\tF2", "", "Copy line"]
    stage.model.final(replace(segment, text="She is late.", heard="He is late."))
    line = stage_item(view, 1)
    back = line_menu(view, line, "").actions()[1]
    assert back.text() == "Back to “He is late.”"
    back.trigger()
    assert lines(view)[1] == "He is late."
    line_menu(view, line, "").actions()[0].trigger()
    assert view.correcting.busy


def test_a_screen_reader_is_told_what_the_field_is(view):
    view.correct()
    field = view.correcting.field
    assert field.accessibleName() == "Correct line"
    assert field.accessibleDescription() == "Enter writes it, Escape leaves it as it was."


def test_a_session_that_begins_leaves_the_line(view, stage):
    view.correct()
    view.begin("2026-11-24T11:02:00+01:00")
    assert not view.correcting.busy
    assert stage.app.calls == []


def stage_item(view: TranscriptView, row: int) -> object:
    return view._items[row]


def test_what_is_typed_after_marking_is_its_note_and_later_another_one(window, view, stage):
    QTest.mouseClick(window._page._mark, Qt.MouseButton.LeftButton)
    assert view.correcting.field.accessibleName() == "Note of the mark"
    typed(view, "Budget")
    assert lines(view)[2] == "⚑ Budget"
    double_click(view, 2, "Budget")
    typed(view, "Travel")
    assert lines(view)[2] == "⚑ Travel"
    assert stage.app.calls == ["mark", "note s1 9000 Budget", "note s1 9000 Travel"]
    QTest.keySequence(window, QKeySequence(QKeySequence.StandardKey.Undo))
    assert lines(view)[2] == "⚑ Budget"


def test_a_mark_needs_no_note(window, view, stage):
    QTest.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    typed(view, "", Qt.Key.Key_Escape)
    assert lines(view)[2] == "⚑ Marked"
    assert stage.app.calls == ["mark"]
    assert view.is_live


def test_marks_and_gaps_are_jumped_to(window, view, stage):
    stage.model.mark(Mark(at_ms=4_000))
    stage.model.gap(Gap(start_ms=9_000, end_ms=10_000, kind=GapKind.LOST, reason="unplugged"))
    stage.model.final(final("Last.", 3, 12_000))
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(view, key, Qt.KeyboardModifier.AltModifier)
        seen.append(view.textCursor().blockNumber())
    assert seen == [3, 1, 1, 3, 3]
    assert not view.is_live


def test_a_mark_of_a_kept_session_is_noted(window, view, stage):
    mark = Mark(at_ms=9_000)
    stage.model.mark(mark)
    stage.commands.stop()
    line_menu(view, mark, "").actions()[0].trigger()
    typed(view, "Budget")
    assert lines(view)[2] == "⚑ Budget"
