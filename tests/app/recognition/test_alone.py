"""A session with this computer's recogniser and nothing behind it."""

import asyncio
from dataclasses import replace

import pytest

from captioner.core.errors import EngineUnavailable
from captioner.core.settings import DEFAULTS
from captioner.core.status import Condition
from captioner.core.transcript import GapKind
from tests import virtual_time
from tests.simulation import Meeting, Weather, simulated


def here(
    weather: Weather | None = None,
    *,
    pause: tuple[float, float] | None = None,
    stop_after_s: float | None = None,
    within_s: float | None = None,
) -> Meeting:
    """A meeting of 20 s on this computer, over."""

    async def main() -> Meeting:
        meeting = simulated(
            3,
            weather or Weather(),
            pause=pause,
            unplugged=(None, None),
            settings=replace(DEFAULTS, engine="ondevice"),
        )
        session = asyncio.ensure_future(meeting.run())
        if stop_after_s is not None:
            await asyncio.sleep(stop_after_s)
            await meeting.runner.stop(within_s=within_s)
        await session
        return meeting

    return virtual_time.run(main())


def test_every_word_is_kept_once() -> None:
    meeting = here()
    assert meeting.error is None
    assert meeting.mismatch == ""
    assert meeting.forgotten == []
    assert {segment.engine for segment in meeting.keeper.segments} == {"ondevice"}


def test_what_was_said_before_a_pause_is_finished_and_the_engine_starts_again_after_it() -> None:
    meeting = here(pause=(6.0, 9.0))
    assert meeting.mismatch == ""
    assert [gap.kind for gap in meeting.keeper.gaps] == [GapKind.PAUSED]
    assert len(meeting.witness.opened) == 2


def test_a_pause_that_is_over_before_the_engine_is_done_costs_no_word() -> None:
    assert here(pause=(6.0, 6.05)).mismatch == ""


@pytest.mark.parametrize("breaks", [[8.0], [4.0, 8.0, 12.0, 16.0, 19.9]])
def test_an_engine_that_breaks_is_tried_again_at_once_with_its_sound(breaks: list[float]) -> None:
    meeting = here(Weather(local_breaks=breaks))
    assert meeting.error is None
    assert meeting.witness.errors == []
    assert meeting.mismatch == ""
    assert meeting.forgotten == []
    assert meeting.keeper.gaps == []


def test_an_engine_that_breaks_while_it_finishes_what_was_said_before_a_pause_too() -> None:
    meeting = here(Weather(local_breaks=[6.2], local_s=2.0), pause=(6.0, 9.0))
    assert meeting.error is None
    assert meeting.mismatch == ""
    assert [gap.kind for gap in meeting.keeper.gaps] == [GapKind.PAUSED]


def test_an_engine_that_stays_broken_ends_the_session_and_the_rest_is_a_gap() -> None:
    meeting = here(Weather(local_breaks=[8.0 + tenth / 10 for tenth in range(120)]))
    assert meeting.error is not None
    assert meeting.error.title == "The recogniser broke."
    assert meeting.witness.errors == []
    assert meeting.mismatch == ""
    assert meeting.forgotten == []


def test_an_engine_that_cannot_run_here_is_not_tried_again() -> None:
    meeting = here(Weather(local=False))
    assert isinstance(meeting.error, EngineUnavailable)


def test_nothing_is_said_of_a_link_that_is_not_there() -> None:
    meeting = here(Weather(local_s=5.0, local_breaks=[8.0]))
    about = {Condition.OFFLINE, Condition.FALLBACK, Condition.FILLING_IN, Condition.BACK}
    assert not about & {status.condition for status in meeting.witness.statuses}


def test_an_end_in_a_hurry_waits_no_longer_than_it_may() -> None:
    meeting = here(Weather(local_s=60.0), stop_after_s=8.0, within_s=3.0)
    assert meeting.error is None
    assert meeting.ended_s == pytest.approx(11.0, abs=0.1)
    assert meeting.keeper.gaps == []  # it never began: no caption could come


def test_an_engine_that_takes_long_to_start_misses_nothing() -> None:
    meeting = here(Weather(local_s=15.0))
    assert meeting.error is None
    assert meeting.mismatch == ""


def test_that_captions_are_late_is_told_while_this_computer_cannot_keep_up() -> None:
    meeting = here(Weather(busy=[(4.0, 14.0)]))
    told = [status for status in meeting.witness.statuses if status.condition is Condition.SLOW]
    late_s = [int(status.values["n"]) for status in told]
    assert late_s[:3] == [3, 4, 5]
    assert late_s[-1] < 5
    assert told[0].overlay() == "Captions 3 s late"
    assert meeting.witness.statuses[-1].condition is not Condition.SLOW
    assert meeting.mismatch == ""
    assert meeting.keeper.gaps == []
