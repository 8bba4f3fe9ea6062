import asyncio
from dataclasses import replace

from captioner.app.keeping.recorder import FAREWELL_S, NO_ANSWER, RETRY_EVERY_S, Recorder
from captioner.core.correction import corrected
from captioner.core.errors import StorageError
from captioner.core.transcript import Gap, GapKind, Mark, Segment
from tests import virtual_time
from tests.fakes import FakeKeeper

FULL = StorageError("The disk is full.", "Make room.")
FIRST = Segment(turn=0, start_ms=0, end_ms=500, text="First.")
SECOND = Segment(turn=1, start_ms=600, end_ms=900, text="Second.")


class Desk:
    """A recorder at work, with what it showed and when."""

    def __init__(self, keeper: FakeKeeper) -> None:
        self.shown: list[tuple[float, str, bool]] = []
        self.trouble: list[str] = []
        self.recorder = Recorder(keeper, "s1", self._show, self._told)
        self._task = asyncio.ensure_future(self.recorder.run())

    def _show(self, segment: Segment) -> None:
        at = round(asyncio.get_running_loop().time(), 3)
        self.shown.append((at, segment.text, segment.saved))

    def _told(self, error: StorageError | None) -> None:
        self.trouble.append(error.title if error else "")

    async def done(self) -> bool:
        all_kept = await self.recorder.flush()
        self._task.cancel()
        return all_kept


def test_a_final_is_on_disk_before_it_is_shown_as_kept() -> None:
    async def main() -> None:
        keeper = FakeKeeper()
        keeper.delay_s = 0.05
        desk = Desk(keeper)
        desk.recorder.segment(FIRST)
        await asyncio.sleep(0.04)
        assert desk.shown == []
        await desk.done()
        assert desk.shown == [(0.05, "First.", True)]
        assert keeper.segments == [FIRST]

    virtual_time.run(main())


def test_a_slow_disk_holds_up_no_caption_longer_than_200_ms() -> None:
    async def main() -> None:
        keeper = FakeKeeper()
        keeper.delay_s = 1.0
        desk = Desk(keeper)
        desk.recorder.segment(FIRST)
        await asyncio.sleep(0.5)
        desk.recorder.segment(SECOND)
        await asyncio.sleep(0.1)
        assert desk.shown == [(0.2, "First.", False), (0.5, "Second.", False)]
        await desk.done()
        assert desk.shown[2:] == [(1.0, "First.", True), (2.0, "Second.", True)]
        assert desk.trouble == []

    virtual_time.run(main())


def test_a_full_disk_is_told_once_and_everything_is_written_later_in_order() -> None:
    async def main() -> None:
        keeper = FakeKeeper()
        keeper.broken = FULL
        desk = Desk(keeper)
        desk.recorder.segment(FIRST)
        desk.recorder.segment(SECOND)
        await asyncio.sleep(0.1)
        assert desk.shown == [(0.0, "First.", False), (0.0, "Second.", False)]
        assert desk.trouble == ["The disk is full."]
        keeper.broken = None
        await asyncio.sleep(RETRY_EVERY_S)
        await desk.done()
        assert keeper.segments == [FIRST, SECOND]
        assert desk.trouble == ["The disk is full.", ""]

    virtual_time.run(main())


def test_gaps_marks_and_amendments_are_written_in_the_order_they_happened() -> None:
    async def main() -> None:
        keeper = FakeKeeper()
        desk = Desk(keeper)
        gap = Gap(start_ms=500, end_ms=600, kind=GapKind.PAUSED, reason="paused")
        amended = replace(FIRST, text="First!")
        desk.recorder.segment(FIRST)
        desk.recorder.gap(gap)
        desk.recorder.mark(Mark(at_ms=550))
        desk.recorder.amendment(amended)
        await desk.done()
        assert (keeper.gaps, keeper.marks) == ([gap], [Mark(at_ms=550)])
        assert keeper.segments == [amended]
        assert [text for _, text, _ in desk.shown] == ["First.", "First!"]

    virtual_time.run(main())


def test_the_end_of_a_session_does_not_wait_for_ever() -> None:
    async def main() -> float:
        keeper = FakeKeeper()
        keeper.delay_s = 3600.0
        desk = Desk(keeper)
        desk.recorder.segment(FIRST)
        assert not await desk.done()
        assert desk.trouble == [NO_ANSWER.title]
        return asyncio.get_running_loop().time()

    assert virtual_time.run(main()) <= FAREWELL_S


def test_an_error_that_passed_just_before_the_end_loses_nothing() -> None:
    async def main() -> float:
        keeper = FakeKeeper()
        keeper.broken = FULL
        desk = Desk(keeper)
        desk.recorder.segment(FIRST)
        desk.recorder.segment(SECOND)
        await asyncio.sleep(1.0)
        keeper.broken = None
        assert await desk.done()
        assert keeper.segments == [FIRST, SECOND]
        assert desk.trouble == ["The disk is full.", ""]
        return asyncio.get_running_loop().time()

    assert virtual_time.run(main()) <= 1.5


def test_an_error_that_stays_is_tried_until_the_end_is_told_as_not_saved() -> None:
    async def main() -> float:
        keeper = FakeKeeper()
        desk = Desk(keeper)
        desk.recorder.segment(FIRST)
        await asyncio.sleep(1.0)
        keeper.broken = FULL
        desk.recorder.segment(SECOND)
        assert not await desk.done()
        assert keeper.segments == [FIRST]
        assert desk.trouble == ["The disk is full."]
        return asyncio.get_running_loop().time()

    assert virtual_time.run(main()) <= 5.0


def test_an_error_that_passes_while_the_session_ends_loses_nothing() -> None:
    async def main() -> None:
        keeper = FakeKeeper()
        keeper.broken = FULL
        desk = Desk(keeper)
        desk.recorder.segment(FIRST)
        ending = asyncio.ensure_future(desk.done())
        await asyncio.sleep(1.0)
        keeper.broken = None
        assert await ending
        assert keeper.segments == [FIRST]

    virtual_time.run(main())


def test_a_reason_that_changes_is_told() -> None:
    async def main() -> None:
        keeper = FakeKeeper()
        desk = Desk(keeper)
        keeper.broken = StorageError("Another program holds the transcripts.", "Close it.")
        desk.recorder.segment(FIRST)
        await asyncio.sleep(0.1)
        keeper.broken = FULL
        await asyncio.sleep(2 * RETRY_EVERY_S)
        assert desk.trouble == ["Another program holds the transcripts.", "The disk is full."]
        keeper.broken = None
        assert await desk.done()

    virtual_time.run(main())


def test_a_correction_is_written_after_its_line_and_shown_when_it_is_kept() -> None:
    async def main() -> None:
        keeper = FakeKeeper()
        keeper.delay_s = 0.05
        desk = Desk(keeper)
        desk.recorder.segment(FIRST)
        desk.recorder.correction(corrected(FIRST, "1st."))
        await desk.done()
        assert desk.shown == [(0.05, "First.", True), (0.1, "1st.", True)]
        assert [(kept.text, kept.heard) for kept in keeper.segments] == [("1st.", "First.")]

    virtual_time.run(main())


def test_what_was_heard_comes_back_the_same_way() -> None:
    async def main() -> None:
        keeper = FakeKeeper()
        desk = Desk(keeper)
        desk.recorder.segment(FIRST)
        desk.recorder.correction(corrected(FIRST, "1st."))
        desk.recorder.correction(FIRST)
        await desk.done()
        assert [(kept.text, kept.heard) for kept in keeper.segments] == [("First.", "")]

    virtual_time.run(main())


def test_a_correction_of_a_line_that_is_gone_holds_up_nothing() -> None:
    async def main() -> None:
        keeper = FakeKeeper()
        desk = Desk(keeper)
        desk.recorder.correction(corrected(FIRST, "1st."))
        desk.recorder.segment(SECOND)
        assert await desk.done()
        assert keeper.segments == [SECOND]
        assert desk.trouble == []

    virtual_time.run(main())


def test_what_waits_behind_a_failure_is_tried_as_well_for_memory_may_take_it() -> None:
    async def main() -> None:
        keeper = FakeKeeper()
        keeper.broken = FULL
        tried = []

        async def add(_: str, segment: Segment) -> None:
            tried.append(segment.text)
            raise FULL

        keeper.add = add  # type: ignore[method-assign] # each try counts here
        desk = Desk(keeper)
        for segment in (FIRST, SECOND):
            desk.recorder.segment(segment)
        await asyncio.sleep(1)
        assert tried == ["First.", "Second."]
        assert not await desk.done()
        assert tried.count("Second.") == 1

    virtual_time.run(main())
