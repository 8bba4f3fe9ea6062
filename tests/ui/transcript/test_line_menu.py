"""What the right button offers in a transcript, in the main window and in the list of sessions."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt, QTime
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from captioner.core.correction import written_everywhere
from captioner.core.transcript import Gap, GapKind, Mark, Transcript
from captioner.ui.export.dialog import ExportDialog
from captioner.ui.sessions.window import SessionsWindow
from captioner.ui.transcript.everywhere_dialog import EverywhereDialog
from captioner.ui.transcript.line_menu import line_menu
from captioner.ui.transcript.time_dialog import TimeDialog
from captioner.ui.transcript.view import TranscriptView
from tests.ui.main.test_window import opened
from tests.ui.stage import Stage, final, session, words

SAID = (
    final("Ana will come.", 1, 0),
    final("I called ana, twice.", 2, 60_000),
    final("Banana bread.", 3, 120_000),
)
GAPS = tuple(
    Gap(start_ms=at, end_ms=at + 5_000, kind=GapKind.LOST, reason="unplugged")
    for at in (30_000, 150_000)
)
MARKS = (Mark(at_ms=61_000, note="Budget"), Mark(at_ms=130_000))


@pytest.fixture
def window(stage: Stage, qtbot) -> SessionsWindow:
    kept = Transcript(session(id="a", title="Talk"), SAID, GAPS, MARKS)
    stage.app.library.transcripts["a"] = kept
    window = stage.own(SessionsWindow(stage.commands))
    with qtbot.waitExposed(window):
        window.open_session("a")
    window.view.setFocus()
    return window


@pytest.fixture
def view(window: SessionsWindow) -> TranscriptView:
    return window.view


def entry(menu: QMenu, text: str) -> QAction:
    found = [one for one in menu.actions() if one.text().partition("\t")[0] == text]
    assert len(found) == 1, [one.text() for one in menu.actions()]
    return found[0]


def row(view: TranscriptView) -> int:
    return view.textCursor().blockNumber()


def test_a_word_is_written_anew_in_every_line_as_one_step(window, view, stage):
    entry(line_menu(view, SAID[0], "Ana"), "Correct “Ana” everywhere…").trigger()
    dialog = view.findChild(EverywhereDialog)
    texts = " ".join(child.text() for child in dialog.findChildren(type(window.reading.title)))
    assert "2 lines change." in texts
    QTest.keyClicks(dialog.field, "Anna")
    dialog.accept()
    assert "10:02 – Anna will come." in view.toPlainText()
    assert "I called Anna, twice." in view.toPlainText()
    assert "Banana" in view.toPlainText()
    assert stage.commands.settings.word_boost == ()
    QTest.keySequence(window, QKeySequence(QKeySequence.StandardKey.Undo))
    assert "10:02 – Ana will come." in view.toPlainText()
    assert "I called ana, twice." in view.toPlainText()


def test_it_may_be_listened_for_from_now_on(window, view, stage):
    view.correct_everywhere("Ana")
    dialog = view.findChild(EverywhereDialog)
    QTest.keyClicks(dialog.field, "Anna")
    dialog.always.click()
    dialog.accept()
    assert stage.commands.settings.word_boost == ("Anna",)
    assert window.reading.strip.text == (
        "“Anna” is listened for from now on. It is under Word boost in the settings."
    )


def test_always_write_it_so_takes_the_place_of_another_spelling(view, stage):
    stage.commands.change("word_boost", ("Lyon", "ANNA"))
    entry(line_menu(view, SAID[0], "Anna"), "Always write “Anna” like this").trigger()
    assert stage.commands.settings.word_boost == ("Lyon", "Anna")


@pytest.mark.parametrize(
    ("text", "word", "new", "written"),
    [
        ("ana, Ana. banana", "Ana", "Anna", "Anna, Anna. banana"),
        ("the new york times", "new york", "New York", "the New York times"),
        ("a.b axb", "a.b", "c", "c axb"),
        ("one", "two", "three", "one"),
        ("x\\1", "x", "\\1", "\\1\\1"),
    ],
)
def test_only_whole_words_are_written_anew(text, word, new, written):
    assert written_everywhere(text, word, new) == written


def test_the_word_under_the_pointer_is_offered_and_what_is_selected_instead(view):
    at = view.cursorRect(QTextCursor(view.document())).center()
    cursor = view.textCursor()
    cursor.setPosition(10)
    view.setTextCursor(cursor)
    assert view._word_at(view.cursorRect().center()) == "Ana"
    cursor.setPosition(8)
    cursor.setPosition(16, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view._word_at(at) == "Ana will"
    view.selectAll()
    assert view._word_at(QPoint(60, 20)) == ""


def test_a_line_is_copied_with_and_without_its_time(view):
    clipboard = QGuiApplication.clipboard()
    menu = line_menu(view, SAID[1], "")
    entry(menu, "Copy line").trigger()
    assert clipboard.text() == "I called ana, twice."
    entry(menu, "Copy line with its time").trigger()
    assert clipboard.text() == "10:03 – I called ana, twice."


def test_what_is_selected_is_copied_with_and_without_times(view):
    cursor = view.textCursor()
    cursor.setPosition(view.document().findBlockByNumber(0).position() + 12)
    last = view.document().findBlockByNumber(2)
    cursor.setPosition(last.position() + 16, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    clipboard, menu = QGuiApplication.clipboard(), line_menu(view, SAID[0], "")
    entry(menu, "Copy").trigger()
    assert clipboard.text() == "will come.\n5 s missing: unplugged\nI called"
    entry(menu, "Copy with times").trigger()
    assert clipboard.text() == (
        "10:02 – will come.\n10:02 – 5 s missing: unplugged\n10:03 – I called"
    )


def test_selected_lines_are_exported(view, window):
    cursor = view.textCursor()
    cursor.setPosition(view.document().findBlockByNumber(2).position() + 3)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    entry(line_menu(view, SAID[1], ""), "Export these lines…").trigger()
    dialog = window.findChild(ExportDialog)
    assert dialog.preview.toPlainText() == "I called ana, twice.\n"


def test_keys_go_from_gap_to_gap_and_past_marks(view):
    keys = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    view.go_to(SAID[0])
    seen = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(view, key, keys)
        seen.append(view.items[row(view)])
    assert seen == [GAPS[0], GAPS[1], GAPS[0]]


def test_marks_are_listed_and_gone_to(view):
    menu = line_menu(view, None, "")
    (marks,) = [one for one in menu.findChildren(QMenu) if one.title() == "Marks"]
    assert [one.text() for one in marks.actions()] == ["10:03  Budget", "10:04  Marked"]
    marks.actions()[1].trigger()
    assert view.items[row(view)] == MARKS[1]
    view.fill("2026-11-24T10:02:00+01:00", SAID)
    assert not entry(line_menu(view, None, ""), "Marks").isEnabled()


def test_a_time_is_jumped_to(view):
    view.go_to(SAID[0])
    QTest.keyClick(view, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    dialog = view.findChild(TimeDialog)
    assert dialog.field.time() == QTime(10, 2, 0)
    dialog.field.setTime(QTime(10, 3, 30))
    dialog.accept()
    assert view.items[row(view)] == MARKS[0]  # the last that begins before
    view.go_to_time(0)
    assert view.items[row(view)] == SAID[0]


def test_find_says_which_place_of_how_many(window, view):
    entry(line_menu(view, None, ""), "Find…").trigger()
    bar = window.reading.find_bar
    QTest.keyClicks(bar._field, "an")
    assert bar._answer.text() == "1 of 4"
    for place in ("2 of 4", "3 of 4", "4 of 4", "1 of 4"):
        bar.forward()
        assert bar._answer.text() == place
    bar.back()
    assert bar._answer.text() == "4 of 4"
    bar._field.setText("nowhere")
    assert bar._answer.text() == "Not found"


def test_words_that_boost_swapped_in_are_dotted_as_in_the_captions(view):
    said = final("Meet Lyon now.", 9, 300_000)
    first, city, last = said.words
    swapped = words("Lyon", city.start_ms, boosted=True)[0]
    view.add(replace(said, words=(first, swapped, last)))
    assert view.toPlainText().endswith("10:07 – Meet Lyon now.")
    block = view.document().lastBlock()
    dotted = [
        part.text()
        for part in (each.fragment() for each in block)
        if part.charFormat().underlineStyle().name == "DotLine"
    ]
    assert dotted == ["Lyon"]


def test_the_main_window_does_it_while_captions_run(stage, qtbot):
    window = opened(stage, qtbot)
    stage.listen()
    for one in SAID:
        stage.model.final(one)
    view = window.panel.view
    view.correct_everywhere("ana")
    dialog = view.findChild(EverywhereDialog)
    QTest.keyClicks(dialog.field, "Anna")
    dialog.always.click()
    dialog.accept()
    assert "Anna will come." in view.toPlainText()
    assert stage.commands.settings.word_boost == ("Anna",)
    assert "listened for from now on" in window._strip.text
    stage.app.library.transcripts["s1"] = Transcript(session(), SAID)
    view.export_wanted.emit(60_000, 61_000)
    assert window.findChild(ExportDialog).preview.toPlainText() == "I called ana, twice.\n"
