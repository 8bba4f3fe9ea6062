"""The marks of a session are listed below it, and jumped to."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from captioner.core.transcript import Mark, Transcript
from captioner.ui.sessions.window import SessionsWindow
from captioner.ui.transcript.view import TranscriptView
from tests.ui.main.test_window import opened
from tests.ui.stage import Stage, final, session

LINES = [final(f"Sentence number {turn}.", turn, 20_000 * turn) for turn in range(40)]
CALLED, BUDGET = Mark(at_ms=100_500, note="Kowalski"), Mark(at_ms=600_500, note="Budget")


def marks_button(window: QWidget) -> QPushButton:
    [button] = [b for b in window.findChildren(QPushButton) if b.accessibleName() == "Marks ▾"]
    return button


def open_menu(window: QWidget, qtbot) -> QMenu:
    """The menu, without the loop that Qt runs while one opened by a press is in sight."""
    button = marks_button(window)
    menu = button.menu()
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    qtbot.waitUntil(menu.isVisible)
    return menu


def entries(menu: QMenu) -> list[str]:
    return [action.text().partition("\t")[0] for action in menu.actions() if action.text()]


def current(view: TranscriptView) -> object:
    return view.items[view.textCursor().blockNumber()]


def test_they_are_listed_under_the_running_session_and_the_pointer_goes_there(stage: Stage, qtbot):
    window = opened(stage, qtbot)
    button = marks_button(window)
    stage.listen()
    for line in LINES:
        stage.model.final(line)
    assert not button.isEnabled()
    stage.model.mark(CALLED)
    stage.model.mark(BUDGET)
    assert button.isEnabled()
    menu = open_menu(window, qtbot)
    assert entries(menu)[:2] == ["10:03  Kowalski", "10:12  Budget"]
    first = menu.actionGeometry(menu.actions()[0]).center()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=first)
    assert current(window.panel.view) == CALLED
    assert not window.panel.view.is_live


def test_the_keys_go_there_too(stage: Stage, qtbot):
    window = opened(stage, qtbot)
    stage.listen()
    for item in LINES:
        stage.model.final(item)
    stage.model.mark(BUDGET)
    menu = open_menu(window, qtbot)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert current(window.panel.view) == BUDGET


def test_a_kept_session_lists_its_marks_as_well(stage: Stage, qtbot):
    kept = Transcript(session(id="a"), tuple(LINES), (), (CALLED, BUDGET))
    stage.app.library.transcripts["a"] = kept
    plain = Transcript(session(id="b"), tuple(LINES))
    stage.app.library.transcripts["b"] = plain
    window = stage.own(SessionsWindow(stage.commands))
    with qtbot.waitExposed(window):
        window.open_session("a")
    menu = open_menu(window, qtbot)
    assert entries(menu)[:2] == ["10:03  Kowalski", "10:12  Budget"]
    menu.actions()[1].trigger()
    menu.hide()
    assert current(window.view) == BUDGET
    window.open_session("b")
    assert not marks_button(window).isEnabled()


def test_one_taken_off_the_record_is_listed_no_more(stage: Stage, qtbot):
    window = opened(stage, qtbot)
    stage.listen()
    stage.model.final(LINES[0])
    stage.model.mark(Mark(at_ms=500))
    button = marks_button(window)
    assert button.isEnabled()
    stage.app.editing.off_the_record()
    assert not button.isEnabled()
