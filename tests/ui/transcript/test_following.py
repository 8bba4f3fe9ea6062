"""Following the newest text is left and taken up by the user alone."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from captioner.ui.transcript.view import TranscriptView
from tests.ui.stage import STARTED, final, partial

LONG = "Words and more words and still more words than fit on one single line of it. "


def say(view: TranscriptView, turns: range, text: str = LONG) -> None:
    """Utterances of different lengths, each growing before it is final, painted in between."""
    for turn in turns:
        said = text * (1 + turn % 4)
        for words in (said[: len(said) // 3], said):
            view.show_open(partial(words, turn, 4000 * turn))
            QApplication.processEvents()
        view.add(final(said, turn, 4000 * turn))
        QApplication.processEvents()


def wheel(view: TranscriptView, notches: int) -> None:
    at = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        at,
        view.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def newest_in_sight(view: TranscriptView) -> bool:
    last = view.document().lastBlock()
    bottom = view.blockBoundingGeometry(last).translated(view.contentOffset()).bottom()
    return bottom <= view.viewport().height() + 1


def test_however_the_text_grows_the_newest_stays_in_sight(view):
    for turn in range(60):
        say(view, range(turn, turn + 1))
        assert view.is_live
        assert newest_in_sight(view)
        assert not view.following.button.isVisible()


def test_a_single_line_needs_no_way_back(view):
    say(view, range(1), "Yes. ")
    wheel(view, 1)
    assert view.is_live
    assert not view.following.button.isVisible()


@pytest.mark.parametrize("width", [250, 700])
def test_another_width_is_no_act_of_the_user(view, width):
    say(view, range(20))
    view.resize(width, 150)
    QApplication.processEvents()
    assert view.is_live
    say(view, range(20, 23))
    assert newest_in_sight(view)
    wheel(view, 3)
    view.resize(400, 200)
    QApplication.processEvents()
    assert not view.is_live


def test_another_font_is_none_either(view):
    say(view, range(20))
    view.zoomIn(4)
    QApplication.processEvents()
    assert view.is_live
    assert newest_in_sight(view)


def test_the_wheel_leaves_and_leads_back(view):
    say(view, range(20))
    wheel(view, 1)
    assert not view.is_live
    assert view.following.button.isVisible()
    wheel(view, -9)
    assert view.is_live
    assert not view.following.button.isVisible()


def test_keys_and_the_bar_leave(view):
    say(view, range(20))
    bar = view.verticalScrollBar()
    for act in (bar.SliderAction.SliderPageStepSub, bar.SliderAction.SliderSingleStepSub):
        bar.triggerAction(act)
        assert not view.is_live
        view.go_live()
    QTest.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert not view.is_live
    QTest.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert view.is_live


def test_a_selection_is_not_scrolled_away(view):
    say(view, range(20))
    top = QPoint(80, 20)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=top)
    QTest.mouseMove(view.viewport(), top + QPoint(120, 0))
    assert view.textCursor().hasSelection()
    assert not view.is_live
    before = view.verticalScrollBar().value()
    say(view, range(20, 30))
    assert view.verticalScrollBar().value() == before
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=top)


def test_what_was_found_is_not_scrolled_away(view):
    say(view, range(20), "nothing but this ")
    assert view.look_for("nothing")
    assert not view.is_live
    say(view, range(20, 40), "nothing but this ")
    cursor = view.cursorRect()
    assert view.viewport().rect().intersects(cursor)


def test_live_says_how_many_lines_are_new(view):
    say(view, range(20))
    assert view.following.button.text() == "Live"
    wheel(view, 3)
    say(view, range(20, 23))
    view.add(final("The same, put right.", 22, 88_000))
    assert view.following.button.text() == "Live · 3 new"
    view.following.button.click()
    assert view.is_live
    assert newest_in_sight(view)
    assert view.following.button.text() == "Live"


def test_looking_back_is_not_ended_by_text_that_goes(view, qtbot):
    say(view, range(3))
    wheel(view, 9)
    assert not view.is_live
    view.show_open(partial("", 9))
    for turn in range(3):
        view.add(final("Short.", turn, 4000 * turn))
    QApplication.processEvents()
    assert view.verticalScrollBar().maximum() == 0
    qtbot.waitUntil(lambda: not view.following.button.isVisible())  # all is in sight
    say(view, range(3, 9))
    assert view.following.button.isVisible()


def test_a_new_session_is_followed_and_a_kept_one_has_no_newest(view):
    say(view, range(20))
    wheel(view, 3)
    view.begin(STARTED)
    assert view.is_live
    view.fill(STARTED, [final(LONG, turn, 4000 * turn) for turn in range(40)])
    assert view.textCursor().position() == 0
    assert view.verticalScrollBar().value() == 0
    view.moveCursor(QTextCursor.MoveOperation.End)
    assert not view.following.button.isVisible()
