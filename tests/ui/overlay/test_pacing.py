"""A burst of late lines in the captions: at reading pace, and said where it went by faster."""

import pytest

from captioner.ui.desktop.plain import Plain
from captioner.ui.overlay.window import OverlayWindow
from tests.ui.stage import Stage, final, partial

SENTENCE = "This is a sentence of fifty characters, no more no"


@pytest.fixture
def overlay(stage: Stage, qtbot) -> OverlayWindow:
    overlay = stage.own(OverlayWindow(stage.commands, stage.model, Plain(), stage.clock))
    overlay.view.smooth = False
    with qtbot.waitExposed(overlay):
        overlay.show()
    stage.now_ms = 800
    stage.model.partial(partial("Hello.", 0))
    return overlay


def burst(stage: Stage, lines: int, at_ms: int = 60_000) -> None:
    """So many lines of long ago come at once."""
    stage.now_ms = at_ms
    for turn in range(1, lines + 1):
        stage.model.final(final(f"{turn} {SENTENCE}", turn, 4_000 * turn))


def later(overlay: OverlayWindow, stage: Stage, ms: int) -> None:
    for _ in range(0, ms, 100):
        stage.now_ms += 100
        overlay.pacing._tick.timeout.emit()


def test_late_lines_roll_in_at_reading_pace_and_stand_after_six_seconds(overlay, stage):
    burst(stage, 4)
    assert "4 This" not in overlay.view.text(20)
    assert "1 This" in overlay.view.text(20)
    assert overlay.pacing._tick.isActive()
    later(overlay, stage, 2_000)
    assert "4 This" not in overlay.view.text(20)
    later(overlay, stage, 4_000)
    assert overlay.view.text(20).replace("\n", " ").endswith(f"4 {SENTENCE}")
    assert not overlay.pacing._tick.isActive()
    assert overlay.status.text == ""


def test_what_would_wait_longer_goes_by_and_that_is_said(overlay, stage):
    burst(stage, 10)
    assert overlay.status.text == "Late lines went by. Scroll back."
    later(overlay, stage, 6_000)
    overlay.view.look_back(20)
    assert overlay.view.text(60).count("This is a sentence") == 10


def test_whoever_reads_what_was_said_before_is_not_kept_waiting(overlay, stage):
    for turn in range(20, 30):
        stage.model.final(final(f"Line {turn}.", turn, 100 * turn))
    overlay.view.look_back(2)
    stage.now_ms = 60_000
    for turn in range(31, 35):
        stage.model.final(final(f"{turn} {SENTENCE}", turn, 1_000 * turn))
    assert "34 This" in overlay.view.text(20)
    assert not overlay.pacing._tick.isActive()


def test_hidden_captions_wake_up_for_nothing(overlay, stage):
    overlay.hide()
    burst(stage, 4)
    assert not overlay.pacing._tick.isActive()
    assert "4 This" in overlay.view.text(20)


def test_what_goes_off_the_record_while_it_waits_never_appears(overlay, stage):
    stage.listen()
    stage.now_ms = 800
    stage.model.partial(partial("Hello.", 0))
    burst(stage, 4)
    stage.commands.off_the_record()
    later(overlay, stage, 6_000)
    assert "4 This" not in overlay.view.text(20)


def test_a_new_session_begins_with_nothing_that_waited(overlay, stage):
    burst(stage, 4)
    stage.listen()
    later(overlay, stage, 6_000)
    assert overlay.view.text(20) == ""
