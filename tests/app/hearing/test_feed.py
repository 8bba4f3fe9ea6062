import asyncio
import itertools
from contextlib import suppress

import pytest

from captioner.core.audio import RATE
from captioner.core.errors import CaptionerError, SourceBusy, SourceGone, SourceSilent
from captioner.core.sources import SourceInfo, SourceKind
from captioner.core.transcript import GapKind
from tests import virtual_time
from tests.app.hearing.listening import Listening
from tests.fakes import FakeSource, Opens


def test_sound_arrives_whole_and_the_end_of_the_source_ends_the_feed() -> None:
    async def main() -> None:
        listening = Listening(Opens(FakeSource(seconds=1)))
        await listening.run()
        assert sum(chunk.samples for chunk in listening.read) == RATE
        assert listening.read[-1].end == RATE
        assert listening.watching.gaps == []

    virtual_time.run(main())


def test_a_lost_device_is_replaced_and_the_missing_time_is_a_gap() -> None:
    async def main() -> None:
        gone = SourceGone("Jabra was disconnected.", "")
        listening = Listening(
            Opens(
                FakeSource("Jabra", seconds=1, then_lost=True), gone, gone, FakeSource("Built-in")
            )
        )
        await listening.run()
        watching = listening.watching
        assert watching.opened == ["Jabra", "Built-in"]
        assert watching.lost == ["Jabra"]
        (gap,) = watching.gaps
        assert (gap.kind, gap.start_ms, gap.end_ms) == (GapKind.LOST, 1000, 2000)
        assert gap.reason == "Jabra was disconnected"
        assert listening.read[-1].end == 3 * RATE

    virtual_time.run(main())


def test_a_quick_replacement_leaves_no_gap() -> None:
    async def main() -> None:
        listening = Listening(Opens(FakeSource("A", then_lost=True), FakeSource("B")))
        await listening.run()
        assert listening.watching.gaps == []
        assert listening.read[-1].end == 2 * RATE

    virtual_time.run(main())


def test_switching_opens_the_new_source_before_the_old_one_is_closed() -> None:
    async def main() -> None:
        old = FakeSource("Old", seconds=60)
        listening = Listening(Opens(old, FakeSource("New")))
        task = asyncio.ensure_future(listening.run())
        await asyncio.sleep(1.01)
        await listening.feed.open()
        assert old.closed
        await task
        assert listening.watching.opened == ["Old", "New"]
        positions = [(chunk.position, chunk.end) for chunk in listening.read]
        assert all(before[1] == after[0] for before, after in itertools.pairwise(positions))

    virtual_time.run(main())


def test_a_source_that_is_opened_anew_after_a_sleep_tells_what_was_slept() -> None:
    async def main() -> None:
        listening = Listening(Opens(FakeSource("Old", seconds=60), FakeSource("New")))
        task = asyncio.ensure_future(listening.run())
        await asyncio.sleep(1.01)
        virtual_time.stand_still(5.0)
        await listening.feed.open((GapKind.LOST, "asleep"))
        await task
        (gap,) = listening.watching.gaps
        assert gap.reason == "asleep"
        assert gap.end_ms - gap.start_ms == pytest.approx(5000, abs=50)

    virtual_time.run(main())


def test_a_switch_that_fails_leaves_the_old_source_running() -> None:
    async def main() -> None:
        listening = Listening(Opens(FakeSource("Old", seconds=2), SourceBusy("Busy.", "")))
        task = asyncio.ensure_future(listening.run())
        await asyncio.sleep(1)
        with pytest.raises(SourceBusy):
            await listening.feed.open()
        await task
        assert listening.read[-1].end == 2 * RATE

    virtual_time.run(main())


def test_a_source_that_cannot_be_opened_is_an_error() -> None:
    async def main() -> None:
        with pytest.raises(SourceBusy):
            await Listening(Opens(SourceBusy("Busy.", ""))).run()

    virtual_time.run(main())


def test_a_source_that_sends_nothing_yet_is_told_as_lost_until_it_sends() -> None:
    async def main() -> None:
        silent = SourceSilent("Jabra stopped sending sound.", "")
        silent.source = SourceInfo(id="pulse:jabra", label="Jabra", kind=SourceKind.MICROPHONE)
        listening = Listening(Opens(silent, silent, silent, FakeSource("Jabra")))
        await listening.feed.open_first()
        assert listening.watching.lost == ["Jabra"]
        assert listening.watching.opened == ["Jabra"]
        await listening.feed.run()
        assert listening.watching.gaps == []

    virtual_time.run(main())


def test_closing_keeps_what_was_heard() -> None:
    async def main() -> None:
        listening = Listening(Opens(FakeSource(seconds=60)))
        task = asyncio.ensure_future(listening.run())
        await asyncio.sleep(1.01)
        await listening.feed.close()
        await task
        assert listening.read[-1].end == listening.sound.end

    virtual_time.run(main())


def test_a_source_chosen_while_another_is_looked_for_ends_the_search() -> None:
    async def main() -> None:
        gone = SourceGone("Jabra was disconnected.", "")
        lost = FakeSource("Jabra", then_lost=True)
        listening = Listening(Opens(lost, *[gone] * 9))
        task = asyncio.ensure_future(listening.run())
        await asyncio.sleep(3.2)
        await listening.feed.use(Opens(FakeSource("Built-in")))
        await task
        assert listening.watching.opened == ["Jabra", "Built-in, chosen"]
        (gap,) = listening.watching.gaps
        assert (gap.start_ms, gap.reason) == (1000, "Jabra was disconnected")

    virtual_time.run(main())


class Slowly:
    """Opens a thing after a while; of errors, raises them then."""

    def __init__(self, thing: FakeSource | CaptionerError, after_s: float) -> None:
        self.thing = thing
        self._after_s = after_s

    async def __call__(self) -> FakeSource:
        await asyncio.sleep(self._after_s)
        if isinstance(self.thing, CaptionerError):
            raise self.thing
        return self.thing


def test_a_source_that_is_still_being_opened_when_another_is_there_is_not_waited_for() -> None:
    async def main() -> None:
        listening = Listening(Slowly(FakeSource("Slow"), 3600.0))
        task = asyncio.ensure_future(listening.run())
        await asyncio.sleep(1)
        assert await listening.feed.use(Opens(FakeSource("Quick", seconds=5)))
        await task
        assert listening.watching.opened == ["Quick, chosen"]

    virtual_time.run(main())


def test_of_two_sources_chosen_quickly_the_later_one_is_heard_whichever_opens_first() -> None:
    async def main() -> None:
        listening = Listening(Opens(FakeSource("Old", seconds=60)))
        task = asyncio.ensure_future(listening.run())
        await asyncio.sleep(1)
        slow, quick = FakeSource("Headset"), FakeSource("Microphone", seconds=5)
        first = asyncio.ensure_future(listening.feed.use(Slowly(slow, 2.0)))
        await asyncio.sleep(0.1)
        assert await listening.feed.use(Slowly(quick, 0.5))
        assert not await first
        await task
        assert listening.watching.opened == ["Old", "Microphone, chosen"]
        assert slow.given == 0

    virtual_time.run(main())


def test_a_later_choice_that_cannot_be_opened_leaves_the_field_to_the_one_before() -> None:
    async def main() -> None:
        listening = Listening(Opens(FakeSource("Old", seconds=60)))
        task = asyncio.ensure_future(listening.run())
        await asyncio.sleep(1)
        slow = FakeSource("Headset", seconds=5)
        first = asyncio.ensure_future(listening.feed.use(Slowly(slow, 2.0)))
        await asyncio.sleep(0.1)
        with pytest.raises(SourceBusy):
            await listening.feed.use(Slowly(SourceBusy("Busy.", ""), 0.5))
        assert await first
        await task
        assert listening.watching.opened == ["Old", "Headset, chosen"]

    virtual_time.run(main())


def test_a_choice_that_fails_before_a_later_one_opens_is_no_error_any_more() -> None:
    async def main() -> None:
        listening = Listening(Slowly(SourceGone("Gone.", ""), 0.5))
        task = asyncio.ensure_future(listening.run())
        await asyncio.sleep(0.1)
        assert await listening.feed.use(Slowly(FakeSource("Microphone", seconds=5), 2.0))
        await task
        assert listening.watching.opened == ["Microphone, chosen"]

    virtual_time.run(main())


def test_a_default_that_moves_twice_ends_where_it_moved_last() -> None:
    async def main() -> None:
        devices = [FakeSource("A", seconds=60), FakeSource("B", seconds=60), FakeSource("C")]
        delays = [0.0, 3.0, 0.2]

        async def follow() -> FakeSource:
            delay, device = delays.pop(0), devices.pop(0)
            await asyncio.sleep(delay)
            return device

        listening = Listening(follow)
        task = asyncio.ensure_future(listening.run())
        await asyncio.sleep(1)
        moves = [asyncio.ensure_future(listening.feed.open()) for _ in range(2)]
        await asyncio.gather(*moves)
        await task
        assert listening.watching.opened == ["A", "C"]

    virtual_time.run(main())


def test_what_the_user_chose_outlives_a_default_that_moves_meanwhile() -> None:
    async def main() -> None:
        sources = [FakeSource("Old", seconds=60), FakeSource("Moved", seconds=60)]
        listening = Listening(Opens(*sources))
        task = asyncio.ensure_future(listening.run())
        await asyncio.sleep(1)
        chosen = asyncio.ensure_future(
            listening.feed.use(Slowly(FakeSource("Headset", seconds=5), 2.0))
        )
        await asyncio.sleep(0.1)
        await listening.feed.open()
        assert await chosen
        await task
        assert listening.watching.opened == ["Old", "Moved", "Headset, chosen"]

    virtual_time.run(main())


def test_what_opens_although_it_was_given_up_is_given_back() -> None:
    async def main() -> None:
        stubborn = FakeSource("Stubborn", seconds=60)

        async def open_anyway() -> FakeSource:
            with suppress(asyncio.CancelledError):
                await asyncio.sleep(3600)
            return stubborn

        listening = Listening(open_anyway)
        task = asyncio.ensure_future(listening.run())
        await asyncio.sleep(1)
        await listening.feed.close()
        await task
        assert stubborn.closed

    virtual_time.run(main())


def test_a_source_that_fails_to_close_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    class Jammed(FakeSource):
        async def close(self) -> None:
            await super().close()
            raise OSError("The driver is upset.")

    async def main() -> None:
        listening = Listening(Opens(Jammed("Old", seconds=60)))
        task = asyncio.ensure_future(listening.run())
        await asyncio.sleep(1)
        await listening.feed.use(Opens(FakeSource("New")))
        await task
        assert listening.watching.opened == ["Old", "New, chosen"]

    virtual_time.run(main())
    assert "A source could not be closed." in caplog.text
