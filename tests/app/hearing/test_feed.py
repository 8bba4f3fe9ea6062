import asyncio
import itertools

import pytest

from captioner.app.hearing.feed import Feed
from captioner.app.sound import Sound
from captioner.core.audio import RATE, Chunk
from captioner.core.errors import SourceBusy, SourceGone, SourceSilent
from captioner.core.sources import SourceInfo, SourceKind
from captioner.core.transcript import Gap, GapKind
from tests import virtual_time
from tests.fakes import FakeSource, Opens


class Watching:
    def __init__(self) -> None:
        self.opened: list[str] = []
        self.lost: list[str] = []
        self.gaps: list[Gap] = []

    def source_opened(self, info: SourceInfo) -> None:
        self.opened.append(info.label)

    def source_chosen(self, info: SourceInfo) -> None:
        self.opened.append(f"{info.label}, chosen")

    def source_lost(self, info: SourceInfo) -> None:
        self.lost.append(info.label)

    def hole(self, gap: Gap) -> None:
        self.gaps.append(gap)


class Listening:
    """A feed with a reader that reads all there is."""

    def __init__(self, opens: Opens, origin: float | None = None, start: int = 0) -> None:
        loop = asyncio.get_running_loop()
        self.watching = Watching()
        self.sound = Sound()
        if start:
            self.sound.append(Chunk(0, bytes(2 * start)))
        self.feed = Feed(opens, self.sound, self.watching, self.watching.hole, loop.time, origin)
        self.read: list[Chunk] = []

    async def run(self, hole: tuple[GapKind, str] | None = None) -> None:
        await self.feed.open(hole)
        position = self.sound.end
        await self.feed.run()
        while (chunk := await self.sound.read(position)) is not None:
            self.read.append(chunk)
            position = chunk.end


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


def test_after_a_pause_the_time_line_goes_on_by_the_clock() -> None:
    async def main() -> None:
        await asyncio.sleep(11)
        listening = Listening(Opens(FakeSource()), origin=0.0, start=RATE)
        await listening.run(hole=(GapKind.PAUSED, "paused"))
        (gap,) = listening.watching.gaps
        assert (gap.kind, gap.start_ms, gap.end_ms) == (GapKind.PAUSED, 1000, 11_000)
        assert listening.read[0].position == 11 * RATE

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


class FakeFile(FakeSource):
    live = False

    async def __anext__(self) -> Chunk:
        if self.given == self._blocks:
            raise StopAsyncIteration
        chunk = Chunk(self.given * 320, bytes(640))
        self.given += 1
        return chunk


def test_a_file_waits_for_its_reader() -> None:
    async def main() -> None:
        listening = Listening(Opens(FakeFile(seconds=600)))
        await listening.feed.open()
        pump = asyncio.ensure_future(listening.feed.run())
        await asyncio.sleep(5)
        assert listening.sound.end < 3 * RATE
        await listening.feed.close()
        await pump

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


def test_a_source_that_opens_after_another_was_chosen_is_given_back() -> None:
    async def main() -> None:
        slow = FakeSource("Slow")

        async def open_slowly() -> FakeSource:
            await asyncio.sleep(2)
            return slow

        listening = Listening(Opens())
        listening.feed = Feed(
            open_slowly, listening.sound, listening.watching, listening.watching.hole, lambda: 0.0
        )
        task = asyncio.ensure_future(listening.run())
        await asyncio.sleep(1)
        await listening.feed.use(Opens(FakeSource("Quick", seconds=5)))
        await task
        assert slow.closed
        assert listening.watching.opened == ["Quick, chosen"]

    virtual_time.run(main())
