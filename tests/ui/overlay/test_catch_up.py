"""Hold to catch up: the last minute, large over everything, gone on release."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from captioner.core.settings import Settings
from captioner.core.transcript import Segment
from captioner.ui.desktop.plain import Plain
from captioner.ui.overlay.catch_up import CatchUp
from captioner.ui.overlay.window import OverlayWindow
from tests.ui.stage import Stage, final, partial

LEFT = Qt.MouseButton.LeftButton


class Held:
    """Captions, and what is shown while they are held."""

    def __init__(self, stage: Stage, qtbot, **settings: object) -> None:
        self.stage = stage
        commands = stage.commands_with(Settings(first_word_seen=True, **settings))
        self.overlay = stage.own(OverlayWindow(commands, stage.model, Plain(), stage.clock))
        self.large = stage.own(CatchUp(stage.model, Plain(), commands.settings))
        self.overlay.holding.began.connect(lambda: self.large.hold(self.overlay))
        self.overlay.holding.ended.connect(self.large.let_go)
        with qtbot.waitExposed(self.overlay):
            self.overlay.show()

    def say(self, *said: tuple[int, str]) -> None:
        for turn, (at_s, text) in enumerate(said):
            self.stage.model.final(final(text, turn, 1000 * at_s))


@pytest.fixture
def held(stage: Stage, qtbot) -> Held:
    return Held(stage, qtbot)


def test_pressed_and_held_the_captions_show_the_last_minute_until_they_are_let_go(held, qtbot):
    held.say((0, "Long ago."), (50, "Good morning."), (100, "Shall we begin?"))
    QTest.mousePress(held.overlay, LEFT, pos=QPoint(100, 50))
    qtbot.waitUntil(held.large.isVisible)
    assert held.large.text == "– Good morning.\n– Shall we begin?"
    QTest.mouseRelease(held.overlay, LEFT, pos=QPoint(100, 50))
    assert not held.large.isVisible()


def test_a_click_or_a_drag_shows_nothing(held, qtbot):
    held.say((0, "Yes."))
    QTest.mouseClick(held.overlay, LEFT, pos=QPoint(100, 50))
    assert not held.overlay.holding._timer.isActive()
    QTest.mousePress(held.overlay, LEFT, pos=QPoint(100, 50))
    QTest.mouseMove(held.overlay, QPoint(160, 50))
    qtbot.waitUntil(lambda: not held.overlay.holding._timer.isActive())
    assert not held.overlay.holding.on
    QTest.mouseRelease(held.overlay, LEFT, pos=QPoint(160, 50))


def test_held_captions_stay_where_they_are_and_locked_ones_can_be_held(held, qtbot):
    held.stage.commands.change("locked", value=True)
    before = held.overlay.geometry()
    QTest.mousePress(held.overlay, LEFT, pos=QPoint(100, 50))
    qtbot.waitUntil(held.large.isVisible)
    QTest.mouseMove(held.overlay, QPoint(200, 90))
    QTest.mouseRelease(held.overlay, LEFT, pos=QPoint(200, 90))
    assert held.overlay.geometry() == before


def test_what_is_being_said_is_there_and_grows_while_it_is_held(held):
    held.say((100, "Shall we begin?"))
    held.large.hold(held.overlay)
    held.stage.model.partial(partial("yes let", 9, 103_000))
    assert held.large.text.splitlines()[-1] == "– yes let"
    held.stage.model.partial(partial("yes let us", 9, 103_000))
    assert held.large.text.splitlines()[-1] == "– yes let us"


def test_who_speaks_is_named_where_that_changes(held):
    for turn, who in enumerate("AABA"):
        held.stage.model.final(replace(final(f"Line {turn}.", turn, 2000 * turn), speaker=who))
    held.large.hold(held.overlay)
    assert held.large.text.splitlines() == ["A: Line 0.", "– Line 1.", "B: Line 2.", "A: Line 3."]


def test_it_is_larger_than_the_captions_and_fits_however_much_was_said(held):
    held.say((0, "Yes."))
    held.large.hold(held.overlay)
    captions = held.overlay.view.look.font.pointSizeF()
    assert held.large._text.font().pointSizeF() == 2 * captions
    held.say(
        *((n, f"This is sentence {n} of very many that were said so quickly.") for n in range(60))
    )
    text = held.large._text
    assert text.heightForWidth(text.width()) <= text.height()
    assert "sentence 59" in held.large.text
    assert held.overlay.screen().availableGeometry().contains(held.large.geometry())


def test_text_of_strangers_is_no_markup(held):
    held.say((0, "<b>a</b> & <i>b"))
    held.large.hold(held.overlay)
    assert held.large.text == "– <b>a</b> & <i>b"
    assert held.large._text.textFormat() is Qt.TextFormat.PlainText


def test_where_nothing_was_said_it_says_so(held):
    held.large.hold(held.overlay)
    assert held.large.text == "Nothing was said in the last minute."


def test_what_goes_off_the_record_is_gone_from_it(held):
    held.stage.listen()
    held.say((0, "My number is 1234."))
    held.large.hold(held.overlay)
    assert "1234" in held.large.text
    held.stage.commands.off_the_record()
    assert "1234" not in held.large.text


def test_from_the_menu_it_stays_a_while_and_goes_when_it_is_pressed(held):
    held.large.stay_a_while(held.overlay)
    assert held.large._ends.isActive()
    QTest.mouseClick(held.large, LEFT)
    assert not held.large.isVisible()


def test_it_never_takes_the_focus(held):
    assert held.large.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert held.large.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_a_line_without_words_is_no_line(held):
    held.stage.model.final(Segment(turn=1, start_ms=0, end_ms=10, text="  "))
    held.large.hold(held.overlay)
    assert held.large.text == "Nothing was said in the last minute."


def test_who_speaks_has_the_name_that_the_user_gave(held):
    held.stage.model.final(replace(final("Good morning.", 1, 0), speaker="A"))
    held.large.hold(held.overlay)
    held.stage.model.named("A", "Marta")
    assert held.large.text == "Marta: Good morning."
