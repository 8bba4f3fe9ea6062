"""Lines that are heard again, in the list of sessions and in the main window."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from captioner.core.settings import Settings
from captioner.core.transcript import Gap, GapKind, Transcript
from captioner.ui.sessions.window import SessionsWindow
from captioner.ui.transcript.line_menu import line_menu
from captioner.ui.transcript.shown import key_of
from captioner.ui.transcript.view import TranscriptView
from tests.ui.main.test_window import opened
from tests.ui.stage import Stage, final, session

SAID = (final("Good morning.", 1), final("Good night.", 2, 120_000))
GAP = Gap(start_ms=60_000, end_ms=90_000, kind=GapKind.LOST, reason="unplugged")


@pytest.fixture
def window(stage: Stage, qtbot) -> SessionsWindow:
    stage.app.library.transcripts["a"] = Transcript(session(id="a"), SAID, (GAP,))
    stage.app.library.transcripts["b"] = Transcript(session(id="b", title="Mute"), SAID)
    stage.app.hearing_again.kept = {"a"}
    window = stage.own(SessionsWindow(stage.commands))
    with qtbot.waitExposed(window):
        window.open_session("a")
    return window


def time_of(view: TranscriptView, number: int) -> QPoint:
    """A point on the time of an entry."""
    place = view._place_of(key_of(view.items[number]))
    return QPoint(round(place.left()) - 20, round(place.top()) + 6)


def press(view: TranscriptView, at: QPoint) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_press_on_the_time_of_a_line_lets_it_be_heard(window, stage):
    press(window.view, time_of(window.view, 2))
    assert stage.app.calls == ["hear a 2"]


def test_a_press_on_a_gap_or_on_the_words_does_not(window, stage):
    view = window.view
    press(view, time_of(view, 1))
    press(view, time_of(view, 0) + QPoint(60, 0))
    assert stage.app.calls == []


def test_key_and_menu_do_it_too(window, stage):
    view = window.view
    view.go_to(SAID[0])
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    first = line_menu(view, SAID[1], "").actions()[0]
    assert first.text() == "Hear this line\tCtrl+Space"
    first.trigger()
    assert stage.app.calls == ["hear a 1", "hear a 2"]


def test_without_kept_sound_nothing_offers_it(window, stage):
    window.open_session("b")
    press(window.view, time_of(window.view, 0))
    texts = [one.text() for one in line_menu(window.view, SAID[0], "").actions()]
    assert not any(text.startswith("Hear") for text in texts)
    assert stage.app.calls == []


def test_the_hand_shows_what_can_be_pressed(window):
    view = window.view
    QTest.mouseMove(view.viewport(), time_of(view, 0))
    assert view.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(view.viewport(), time_of(view, 0) + QPoint(60, 0))
    assert view.viewport().cursor().shape() is Qt.CursorShape.IBeamCursor


def test_while_captions_run_it_says_why_not_and_in_a_pause_it_does(stage, qtbot):
    window = opened(stage, qtbot, Settings(first_word_seen=True, keep_sound=True))
    stage.listen()
    stage.model.final(SAID[0])
    window.panel.view.hear(SAID[0])
    assert window._strip.text == "Pause the captions first: they would hear it too."
    stage.commands.pause_or_resume()
    window.panel.view.hear(SAID[0])
    assert stage.app.calls[-1] == "hear s1 1"
