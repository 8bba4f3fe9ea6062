"""Voices named where they speak, merged, and lines given to another; all of it undone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QMenu

from captioner.core.contrast import READABLE, contrast
from captioner.core.lanes import Lane
from captioner.core.transcript import Segment, Transcript
from captioner.ui.main.window import MainWindow
from captioner.ui.parts.name_dialog import NameDialog
from captioner.ui.parts.theme import colours, use_theme
from captioner.ui.parts.voice_colours import PALETTES, voice_colour
from captioner.ui.sessions.window import SessionsWindow
from captioner.ui.transcript.line_menu import line_menu
from captioner.ui.transcript.shown import key_of
from captioner.ui.transcript.view import TranscriptView
from tests.ui.main.test_window import opened
from tests.ui.stage import Stage, final, session


def said(text: str, turn: int, speaker: str) -> Segment:
    return replace(final(text, turn, turn * 5_000), speaker=speaker)


TALK = (said("Shall we?", 0, "A"), said("Yes.", 1, "B"), said("Good.", 2, "A"), said("So.", 3, "C"))


@pytest.fixture
def window(stage: Stage, qtbot) -> MainWindow:
    window = opened(stage, qtbot)
    stage.listen()
    for segment in TALK:
        stage.model.final(segment)
    window.panel.view.setFocus()
    return window


@pytest.fixture
def view(window: MainWindow) -> TranscriptView:
    return window.panel.view


def texts(view: TranscriptView) -> list[str]:
    return [line.partition(" – ")[2] for line in view.toPlainText().splitlines()]


def asked(view: TranscriptView) -> NameDialog:
    (dialog,) = [one for one in view.findChildren(NameDialog) if one.isVisible()]
    return dialog


def answer(view: TranscriptView, name: str) -> None:
    dialog = asked(view)
    QTest.keyClicks(dialog.field, name)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)


def press(view: TranscriptView, turn: int, at: int = 0) -> None:
    """Press the pointer on the name before a line, or so many letters after its start."""
    item = view._item_of(turn)
    cursor = QTextCursor(view._block_of(key_of(item)))
    cursor.setPosition(cursor.position() + view._entry(item).who[0] + at)
    place = view.cursorRect(cursor)
    middle = QPoint(place.left() + 3, place.center().y())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)


def undo(window: MainWindow | SessionsWindow) -> None:
    QTest.keySequence(window, QKeySequence(QKeySequence.StandardKey.Undo))


def test_one_voice_alone_has_no_letter_until_there_is_another_and_can_be_named(stage, qtbot):
    view = opened(stage, qtbot).panel.view
    stage.listen()
    stage.model.final(TALK[0])
    assert texts(view) == ["Shall we?"]
    view.name_voice()
    assert asked(view).field.placeholderText() == "A"
    answer(view, "")
    stage.model.final(TALK[1])
    assert texts(view) == ["A: Shall we?", "B: Yes."]


def test_a_letter_is_pressed_and_the_name_stands_in_every_line_before_and_after(
    window, view, stage
):
    press(view, 2)
    answer(view, " Marta ")
    stage.model.final(said("And more.", 4, "A"))
    assert texts(view) == [
        "Marta: Shall we?",
        "B: Yes.",
        "Marta: Good.",
        "C: So.",
        "Marta: And more.",
    ]
    assert stage.app.calls == ["name s1 A Marta"]
    undo(window)
    assert texts(view)[2] == "A: Good."


def test_a_press_elsewhere_names_nobody(view):
    press(view, 2, at=4)
    assert view.findChild(NameDialog) is None


def test_the_hand_shows_that_a_name_can_be_pressed(view):
    item = view._item_of(1)
    cursor = QTextCursor(view._block_of(key_of(item)))
    for at, shape in ((1, Qt.CursorShape.PointingHandCursor), (8, Qt.CursorShape.IBeamCursor)):
        cursor.setPosition(view._block_of(1).position() + view._entry(item).who[0] + at)
        QTest.mouseMove(view.viewport(), view.cursorRect(cursor).center())
        assert view.viewport().cursor().shape() is shape


def test_by_keyboard_the_voice_of_the_chosen_line_is_named(view):
    view.go_to(TALK[1])
    QTest.keyClick(view, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    assert "B" in asked(view).field.accessibleName()
    answer(view, "Ben")
    assert texts(view)[1] == "Ben: Yes."


def test_without_a_name_it_is_the_letter_again(view):
    for name in ("Marta", ""):
        view.name_voice(view._item_of(0))
        asked(view).field.clear()
        answer(view, name)
    assert texts(view)[0] == "A: Shall we?"


def test_two_voices_of_one_name_are_one_until_that_is_undone(window, view):
    view.name_voice(TALK[0])
    answer(view, "Marta")
    view.name_voice(TALK[3])
    dialog = asked(view)
    QTest.keyClicks(dialog.field, "Marta")
    assert dialog.hint.text() == (
        "Marta is there already: the two become one voice. Undo parts them again."
    )
    answer(view, "")
    assert [texts(view)[line] for line in (0, 3)] == ["Marta: Shall we?", "Marta: So."]
    assert colour_of(view, 3) == colour_of(view, 0) != colour_of(view, 1)
    undo(window)
    assert [texts(view)[line] for line in (0, 3)] == ["Marta: Shall we?", "C: So."]
    assert len({colour_of(view, turn) for turn in (0, 1, 3)}) == 3


def colour_of(view: TranscriptView, turn: int) -> str:
    cursor = QTextCursor(view._block_of(turn))
    cursor.setPosition(cursor.position() + view._entry(view._item_of(turn)).who[0] + 1)
    return cursor.charFormat().foreground().color().name()


def give(view: TranscriptView, turn: int) -> QMenu:
    menu = line_menu(view, view._item_of(turn), "")
    (found,) = [one for one in menu.findChildren(QMenu) if one.title() == "This line was said by"]
    return found


def test_a_line_goes_to_another_voice_and_back(window, view, stage):
    menu = give(view, 2)
    assert [one.text() for one in menu.actions() if one.isChecked()] == ["A"]
    next(one for one in menu.actions() if one.text() == "B").trigger()
    assert texts(view)[2] == "B: Good."
    assert stage.app.calls == ["give s1 2 B"]
    undo(window)
    assert texts(view)[2] == "A: Good."
    assert stage.app.calls[-1] == "give s1 2 "


def test_a_line_goes_to_somebody_who_has_not_spoken_yet(view):
    next(one for one in give(view, 2).actions() if one.text() == "Somebody else…").trigger()
    save = asked(view).findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Save)
    assert not save.isEnabled()
    answer(view, "Ines")
    assert texts(view)[2] == "Ines: Good."
    next(one for one in give(view, 2).actions() if one.text() == "As it was heard").trigger()
    assert texts(view)[2] == "A: Good."


def test_a_line_that_goes_to_somebody_by_a_known_name_is_that_voices(view, stage):
    stage.model.named("B", "Ben")
    view.give_to_somebody_else(view._item_of(2))
    answer(view, "Ben")
    assert stage.app.calls == ["give s1 2 B"]


def test_names_of_other_sessions_are_offered_while_one_is_typed_unless_unwanted(view, stage, qtbot):
    kept = Transcript(session(id="c"), segments=(TALK[0],), names={"A": "Martina"})
    stage.app.library.transcripts["c"] = kept
    stage.commands.load_names()
    view.name_voice(TALK[0])
    dialog = asked(view)
    QTest.keyClicks(dialog.field, "mar")
    completer = dialog.field.completer()
    qtbot.waitUntil(completer.popup().isVisible)
    assert completer.currentCompletion() == "Martina"
    completer.popup().hide()
    dialog.reject()
    stage.commands.change("offer_names", value=False)
    assert stage.commands.known_names() == ()


def test_your_own_lane_is_named_too_and_what_is_being_said_in_it(view, stage):
    stage.model.final(replace(said("Mine.", 4, ""), lane=Lane.YOU))
    press(view, 4)
    answer(view, "Ben")
    assert texts(view)[4] == "Ben: Mine."


def test_a_name_in_the_other_writing_direction_turns_no_line(view, stage):
    stage.model.named("A", "שרה")
    assert view._block_of(0).textDirection() is Qt.LayoutDirection.LeftToRight
    assert "שרה" in texts(view)[0]
    stage.model.final(said("שלום לכולם", 4, "B"))
    stage.model.named("B", "Marta --> \n Sedlak")
    assert view._block_of(4).textDirection() is Qt.LayoutDirection.RightToLeft
    assert len(texts(view)) == 5
    press(view, 0, at=2)
    assert asked(view).field.text() == "שרה"


def test_in_a_long_session_every_line_has_the_new_name_and_the_reader_stays(stage, qtbot):
    window = opened(stage, qtbot)
    stage.listen()
    for turn in range(600):
        stage.model.final(said(f"Line {turn}.", turn, "AB"[turn % 2]))
    view = window.panel.view
    view.go_to(view._item_of(300))
    seen = view.verticalScrollBar().value()
    stage.model.named("A", "Marta")
    assert view.verticalScrollBar().value() == seen
    assert view.textCursor().blockNumber() == 300
    assert sum(line.startswith("Marta: ") for line in texts(view)) == 300


def test_in_the_list_of_sessions_it_is_the_same_and_undone_too(stage, qtbot):
    stage.app.library.transcripts["c"] = Transcript(session(id="c"), segments=TALK)
    window = stage.own(SessionsWindow(stage.commands))
    with qtbot.waitExposed(window):
        window.open_session("c")
    window.view.setFocus()
    press(window.view, 0)
    answer(window.view, "Marta")
    assert texts(window.view)[2] == "Marta: Good."
    assert "Marta" in window.reading.ledger.text_of(0)
    next(one for one in give(window.view, 3).actions() if one.text() == "Marta").trigger()
    assert texts(window.view)[3] == "Marta: So."
    undo(window)
    undo(window)
    assert texts(window.view) == ["A: Shall we?", "B: Yes.", "A: Good.", "C: So."]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_voice_can_be_read_on_what_it_stands_on(theme, qapp):
    use_theme(qapp, theme)
    scheme = colours()
    shown = [voice_colour(place) for place in range(len(PALETTES[0]))]
    assert len(set(shown)) == len(shown)
    for colour in shown:
        for ground in (scheme.base, scheme.alert):
            assert contrast(_rgb(colour), _rgb(ground)) >= READABLE, (colour, ground)
    use_theme(qapp, "light")


def _rgb(colour: str) -> tuple[float, float, float]:
    made = QColor(colour)
    return float(made.red()), float(made.green()), float(made.blue())


def test_colours_follow_the_theme(view, qapp):
    before = colour_of(view, 0)
    use_theme(qapp, "dark")
    assert colour_of(view, 0) != before
    use_theme(qapp, "light")
