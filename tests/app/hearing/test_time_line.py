import pytest

from captioner.app.hearing.time_line import TimeLine
from captioner.app.sound import Sound
from captioner.core.arrival import Arrival
from captioner.core.audio import RATE, Chunk
from captioner.core.transcript import Gap, GapKind

PAUSED = GapKind.PAUSED, "paused"
LOST = GapKind.LOST, "It is gone"


class Line:
    """A time line by a clock that stands still, with sound up to a position."""

    def __init__(self, heard: int = 0, *, now: float = 0.0) -> None:
        self.now = now
        self.sound = Sound()
        self.gaps: list[Gap] = []
        self.line = TimeLine(self.sound, self.gaps.append, lambda: self.now, Arrival(0.0))
        if heard:
            self.line.keep(Chunk(0, bytes(2 * heard)), heard)

    @property
    def told(self) -> list[tuple[GapKind, int, int]]:
        return [(gap.kind, gap.start_ms, gap.end_ms) for gap in self.gaps]


def test_after_a_pause_the_time_line_goes_on_by_the_clock() -> None:
    one = Line(RATE)
    one.line.hole = PAUSED
    assert one.line.place(11 * RATE) == 11 * RATE
    assert one.told == [(GapKind.PAUSED, 1000, 11_000)]


def test_a_pause_is_a_gap_however_short_and_a_shorter_hole_is_none() -> None:
    due = RATE + 960
    paused, lost = Line(RATE), Line(RATE)
    paused.line.hole, lost.line.hole = PAUSED, LOST
    assert paused.line.place(due) == due
    assert paused.told == [(GapKind.PAUSED, 1000, 1060)]
    assert lost.line.place(due) == RATE
    assert lost.told == []


def test_sound_that_is_there_sooner_than_was_due_overwrites_nothing() -> None:
    one = Line(RATE)
    assert one.line.place(RATE // 2) == RATE


def test_the_hole_until_now_is_told_once_and_what_follows_has_another_reason() -> None:
    one = Line(RATE, now=6.0)
    one.line.hole = LOST
    one.line.tell_hole()
    assert (one.line.hole, one.line.told_until) == (None, 6 * RATE)
    one.line.tell_hole()
    one.line.hole = PAUSED
    assert one.line.place(10 * RATE) == 10 * RATE
    assert one.told == [(GapKind.LOST, 1000, 6000), (GapKind.PAUSED, 6000, 10_000)]


def test_what_a_busy_computer_did_not_take_is_told() -> None:
    one = Line(RATE)
    one.line.keep(Chunk(3 * RATE, bytes(640)), 320)
    assert one.told == [(GapKind.LOST, 1000, 3000)]
    assert one.gaps[0].reason == "the computer was too busy to record"


@pytest.mark.parametrize(("late_s", "told"), [(1.5, []), (2.5, [(GapKind.LOST, 0, 2500)])])
def test_a_lane_may_begin_a_moment_after_another_one(
    late_s: float, told: list[tuple[GapKind, int, int]]
) -> None:
    one = Line()
    at = one.line.place(round(late_s * RATE))
    one.line.keep(Chunk(at, bytes(640)), 320)
    assert (at, one.told) == (round(late_s * RATE), told)


def test_a_source_that_is_missing_at_the_start_is_a_hole_from_there() -> None:
    one = Line()
    one.line.hole = LOST
    assert one.line.place(RATE) == RATE
    assert one.told == [(GapKind.LOST, 0, 1000)]


def test_sound_from_before_the_session_begins_with_it() -> None:
    one = Line()
    assert one.line.is_blank
    assert one.line.place(-RATE) == 0


def test_sound_that_waited_to_be_read_came_before_now() -> None:
    one = Line(now=9.0)
    assert one.line.came(Chunk(0, bytes(640), waited_s=1.5)) == 7.5
