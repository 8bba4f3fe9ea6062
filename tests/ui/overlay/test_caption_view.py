import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from captioner.core.events import Partial
from captioner.core.settings import Settings
from captioner.ui.overlay.caption_view import CaptionView
from captioner.ui.overlay.look import Look
from captioner.ui.overlay.painting import LinePainter
from tests.ui.stage import Stage, final, partial, words


class Spied(CaptionView):
    """Remembers what was repainted."""

    def __init__(self, *args, **more) -> None:
        self.rects: list[QRect] = []
        super().__init__(*args, **more)

    def paintEvent(self, event) -> None:
        self.rects.append(event.rect())
        super().paintEvent(event)


@pytest.fixture
def view(stage: Stage, qtbot) -> Spied:
    view = stage.own(Spied(Look.of(Settings()), stage.clock))
    view.smooth = False
    view.resize(Look.of(Settings()).size().toSize())
    with qtbot.waitExposed(view):
        view.show()
    return view


def settle(qtbot, view: CaptionView) -> None:
    """Wait until every change has been painted."""
    qtbot.waitUntil(lambda: not view._gather.isActive())
    QApplication.processEvents()


def rows(view: CaptionView) -> list[str]:
    return view.text().splitlines()


def say_many(view: CaptionView, count: int) -> None:
    for turn in range(count):
        view.show_final(final(f"Line {turn}.", turn, 5000 * turn))


def test_what_is_said_is_shown(view):
    view.show_partial(partial("we met", agreed=1))
    assert rows(view) == ["– we met"]


def test_only_the_changed_line_is_repainted(view, qtbot):
    view.show_final(final("Yes.", 1))
    view.show_partial(partial("we", 2, 5000))
    settle(qtbot, view)
    view.rects.clear()
    view.show_partial(partial("we met", 2, 5000))
    settle(qtbot, view)
    assert view.rects
    assert max(rect.height() for rect in view.rects) <= view.look.line_height + 1


def test_a_change_that_changes_no_word_repaints_nothing(view, qtbot):
    view.show_partial(partial("we met"))
    settle(qtbot, view)
    view.rects.clear()
    view.show_partial(partial("we met"))
    settle(qtbot, view)
    assert view.rects == []


def test_a_hundred_partials_at_once_are_painted_a_few_times(view, qtbot):
    settle(qtbot, view)
    view.rects.clear()
    for count in range(1, 101):
        view.show_partial(partial("a " * count))
    settle(qtbot, view)
    assert len(view.rects) < 20
    assert view.text(50).count("a") == 100


def test_no_timer_runs_once_everything_is_painted(view, qtbot):
    view.show_partial(partial("we met"))
    settle(qtbot, view)
    assert not view._gather.isActive()
    assert not view.seen.returns
    assert view._age.interval() >= 10_000


def test_lines_roll_up_smoothly_unless_the_user_wants_less_motion(view, qtbot):
    view.show_final(final("One.", 1))
    view.show_final(final("Two.", 2, 5000))
    settle(qtbot, view)
    assert view._roll.state() is view._roll.State.Stopped
    states = []
    view._roll.stateChanged.connect(lambda new, _: states.append(new))
    view.smooth = True
    view.show_final(final("Three.", 3, 10_000))
    qtbot.waitUntil(lambda: states == [view._roll.State.Running, view._roll.State.Stopped])


def spied(monkeypatch) -> list[str]:
    """The text of each line that is drawn from now on."""
    drawn: list[str] = []
    paint = LinePainter.paint

    def noted(self, painter, line, *more) -> float:
        drawn.append(line.text)
        return paint(self, painter, line, *more)

    monkeypatch.setattr(LinePainter, "paint", noted)
    return drawn


def test_lines_that_are_cleared_while_they_roll_up_are_gone(view, qtbot):
    view.show_final(final("One.", 1))
    view.show_final(final("Two.", 2, 5000))
    settle(qtbot, view)
    view.smooth = True
    view._roll.setDuration(600_000)
    view.show_final(final("Three.", 3, 10_000))
    qtbot.waitUntil(lambda: view._roll.state() is view._roll.State.Running)
    view.clear()
    view.repaint()
    assert view.text() == ""


def test_lines_that_roll_up_are_drawn_once(view, qtbot, monkeypatch):
    view.show_final(final("One.", 1))
    view.show_final(final("Two.", 2, 5000))
    settle(qtbot, view)
    drawn = spied(monkeypatch)
    view.smooth = True
    view._roll.setDuration(600_000)
    view.show_final(final("Three.", 3, 10_000))
    qtbot.waitUntil(lambda: view._roll.state() is view._roll.State.Running)
    for share in (1, 2, 3):
        view._roll.setCurrentTime(150_000 * share)
        view.repaint()
    assert drawn == ["One.", "Two.", "Three."]


def test_what_is_said_while_lines_roll_up_is_shown_at_once(view, qtbot, monkeypatch):
    view.show_final(final("One.", 1))
    view.show_final(final("Two.", 2, 5000))
    settle(qtbot, view)
    drawn = spied(monkeypatch)
    view.smooth = True
    view._roll.setDuration(600_000)
    view.show_partial(partial("three", 3, 10_000))
    qtbot.waitUntil(lambda: "three" in drawn)
    view.show_partial(partial("three four", 3, 10_000))
    qtbot.waitUntil(lambda: "three four" in drawn)
    view._roll.setCurrentTime(600_000)
    assert view._rolling._pixmap is None  # nothing is kept of it


def test_the_wheel_scrolls_back_and_new_lines_are_counted(view, qtbot):
    say_many(view, 10)
    settle(qtbot, view)
    counts: list[int] = []
    view.scrolled.connect(counts.append)
    turn_wheel(view, 120)
    turn_wheel(view, 120)
    assert not view.live
    shown = view.seen.lines()[-1].text
    view.show_final(final("New.", 11, 90_000))
    settle(qtbot, view)
    assert view.seen.lines()[-1].text == shown == "Line 7."
    assert counts[-1] == 1


def turn_wheel(view: CaptionView, by: int) -> None:
    at = QPointF(5, 5)
    event = QWheelEvent(
        at,
        at,
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    view.wheelEvent(event)


def test_scrolling_ends_at_the_first_line(view):
    say_many(view, 5)
    view.look_back(99)
    assert [line.text for line in view.seen.lines()] == ["Line 0.", "Line 1.", "Line 2."]


def test_scrolled_back_it_is_live_again_after_10_s_or_at_the_bottom(view):
    say_many(view, 9)
    view.look_back(2)
    assert view.seen.returns
    assert view.seen._return.interval() == 10_000
    view.seen._return.timeout.emit()
    assert view.live
    view.look_back(1)
    view.look_back(-1)
    assert view.live


def looked_at(view: CaptionView) -> list[str]:
    return [line.text for line in view.seen.lines()]


def test_what_is_looked_at_stays_however_long_the_session_is(view, qtbot):
    say_many(view, 1000)
    view.seen.hold(True)  # however long this takes
    new = []
    view.scrolled.connect(new.append)
    view.look_back(5)
    before = looked_at(view)
    for number in range(1000, 1040):
        view.show_final(final(f"Line {number}.", number + 1, 5000 * number))
    settle(qtbot, view)
    assert looked_at(view) == before
    assert new[-1] == 40
    for number in range(1040, 2040):
        view.show_final(final(f"Line {number}.", number + 1, 5000 * number))
    settle(qtbot, view)
    assert looked_at(view)[0] == "Line 1040."  # the oldest there is


def test_what_is_looked_at_stays_when_text_is_filled_in_or_corrected(view, qtbot):
    say_many(view, 20)
    view.seen.hold(True)  # however long this takes
    new = []
    view.scrolled.connect(new.append)
    view.look_back(5)
    before = looked_at(view)
    view.show_final(final("Filled in.", 90, 12_000))
    view.show_final(final("Put right " * 20, 2, 5000))
    settle(qtbot, view)
    assert looked_at(view) == before
    assert new[-1] == 0
    view.show_partial(partial("now", 91, 400_000))
    settle(qtbot, view)
    view.show_partial(partial("", 91, 400_000))
    settle(qtbot, view)
    assert looked_at(view) == before
    assert new[-1] == 0


def test_where_all_can_be_seen_nothing_is_looked_back_at(view, qtbot):
    say_many(view, 4)
    view.look_back(1)
    view.set_look(Look.of(Settings(lines=6)), steady=False)
    assert view.live
    view.look_back(3)
    assert view.live


def test_while_the_pointer_rests_on_it_a_reader_is_not_taken_away(view):
    say_many(view, 9)
    view.seen.hold(True)
    view.look_back(2)
    assert not view.seen.returns
    view.seen.hold(False)
    assert view.seen.returns


def test_a_setting_of_another_kind_lays_nothing_out_anew(view, monkeypatch):
    say_many(view, 9)
    laid = []
    monkeypatch.setattr(view._captions, "_lay", laid.append)
    view.set_look(Look.of(Settings(box_opacity=50)), steady=False)
    assert laid == []
    view.set_look(Look.of(Settings(text_size=150)), steady=False)
    assert laid


def test_a_new_session_starts_empty_and_live(view):
    say_many(view, 9)
    view.look_back(2)
    view.clear()
    assert view.live
    assert rows(view) == []


def test_a_screen_reader_finds_finished_lines(view, qtbot):
    view.show_final(final("Yes.", 1))
    view.show_final(final("No.", 2, 5000))
    assert view.accessibleName() == "Captions"
    assert view.accessibleDescription() == "– Yes.\n– No."


def test_old_text_shows_its_age(view, stage, qtbot):
    view.show_final(final("Yes.", 1))
    settle(qtbot, view)
    young = view.grab().toImage()
    stage.now_ms = 90_000
    assert view.grab().toImage() != young


def test_another_size_lays_the_lines_out_anew(view):
    view.show_final(final("one two three four five six seven eight nine ten eleven twelve"))
    few = len(rows(view))
    view.set_look(Look.of(Settings(text_size=200)), steady=False)
    assert len(view.text(9).splitlines()) > few


def test_steady_shows_agreed_words_only(view):
    view.set_look(view.look, steady=True)
    view.show_partial(partial("we met him", agreed=2))
    assert rows(view) == ["– we met"]


@pytest.mark.parametrize("text", ["x" * 5000, "\u0301\u0302\u0303", "שלום hello עולם 42 👩‍👧"])
def test_strange_texts_are_painted(view, qtbot, text):
    view.show_partial(Partial(turn=1, words=words(text)))
    settle(qtbot, view)
    view.grab()
