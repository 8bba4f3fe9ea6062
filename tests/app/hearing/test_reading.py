import asyncio
import itertools
from collections.abc import Iterable

import pytest

from captioner.app.hearing.reading import follow
from captioner.app.hearing.time_line import TimeLine
from captioner.app.sound import Sound
from captioner.core.arrival import Arrival
from captioner.core.audio import RATE, Chunk
from captioner.core.errors import SourceGone
from captioner.core.transcript import Gap
from tests import virtual_time
from tests.app.hearing.listening import Listening
from tests.fakes import BLOCK, FakeSource, Opens

BLOCK_S = BLOCK / RATE


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
        assert not listening.sound.live
        await listening.feed.close()
        await pump

    virtual_time.run(main())


class Late(FakeSource):
    """A source of which the first seconds wait to be read, as after a pause of the reader."""

    def __init__(self, waiting_s: float, **rest: float) -> None:
        super().__init__("Late", **rest)  # type: ignore[arg-type] - seconds
        self._waiting = round(waiting_s * RATE)

    async def __anext__(self) -> Chunk:
        if self.given * BLOCK < self._waiting and not self.closed:
            self.given += 1
            return Chunk((self.given - 1) * BLOCK, bytes(2 * BLOCK))
        return await super().__anext__()


def test_sound_that_waited_to_be_read_does_not_make_the_clock_late() -> None:
    async def main() -> None:
        gone = SourceGone("Jabra was disconnected.", "")
        first = Late(1.8, seconds=3)
        first._then_lost = True
        listening = Listening(Opens(first, gone, gone, gone, FakeSource()))
        await listening.run()
        (gap,) = listening.watching.gaps
        assert (gap.start_ms, gap.end_ms) == (3000, 4500)

    virtual_time.run(main())


class Skipping(FakeSource):
    """A microphone whose count tells that a second was not taken from it in time."""

    async def __anext__(self) -> Chunk:
        chunk = await super().__anext__()
        skipped = RATE if chunk.position >= RATE else 0
        return Chunk(chunk.position + skipped, chunk.pcm)


def test_what_a_device_counts_and_does_not_give_is_missing() -> None:
    async def main() -> None:
        listening = Listening(Opens(Skipping(seconds=2)))
        await listening.run()
        (gap,) = listening.watching.gaps
        assert (gap.start_ms, gap.end_ms) == (1000, 2000)
        assert listening.sound.end == 3 * RATE

    virtual_time.run(main())


class Slow(FakeSource):
    """A microphone whose clock runs 200 parts in a million slower than ours."""

    async def __anext__(self) -> Chunk:
        if self.given == self._blocks // 50:
            raise SourceGone("Jabra was disconnected.", "")
        await asyncio.sleep(1 + 2e-4)
        self.given += 1
        return Chunk((self.given - 1) * RATE, bytes(2 * RATE))


def test_a_hole_is_as_long_as_it_was_also_after_hours_with_a_slow_device() -> None:
    async def main() -> None:
        gone = SourceGone("Jabra was disconnected.", "")
        listening = Listening(Opens(Slow(seconds=3 * 3600), gone, gone, FakeSource()))
        await listening.run()
        (gap,) = listening.watching.gaps
        assert gap.start_ms == 3 * 3600 * 1000
        assert gap.end_ms - gap.start_ms == pytest.approx(1000, abs=50)

    virtual_time.run(main())


class Device(FakeSource):
    """A microphone whose blocks are there when the clock reads `comes`."""

    def __init__(self, comes: Iterable[float]) -> None:
        super().__init__()
        self._comes = iter(comes)

    async def __anext__(self) -> Chunk:
        at = next(self._comes, None)
        if at is None:
            raise StopAsyncIteration
        await asyncio.sleep(max(0.0, at - asyncio.get_running_loop().time()))
        self.given += 1
        return Chunk((self.given - 1) * BLOCK, bytes(2 * BLOCK))


def followed(comes: Iterable[float]) -> list[Chunk]:
    """What of a device is heard in a session that began when the clock read 0.0."""

    async def main() -> list[Chunk]:
        kept, gaps, sound = list[Chunk](), list[Gap](), Sound()
        sound.tap = kept.append
        clock = asyncio.get_running_loop().time
        await follow(Device(comes), TimeLine(sound, gaps.append, clock, Arrival(0.0)))
        assert gaps == []
        assert all(chunk.samples for chunk in kept)
        assert all(before.end == after.position for before, after in itertools.pairwise(kept))
        return kept

    return virtual_time.run(main())


def on_time(begins: float, blocks: int, ppm: float = 0.0) -> list[float]:
    """When the blocks come of a device that begins then, and is so many parts in a million slow."""
    return [begins + number * BLOCK_S * (1 + ppm / 1e6) for number in range(1, blocks + 1)]


def test_a_device_that_follows_stands_where_it_was_heard_however_late_its_first_sound_comes() -> (
    None
):
    comes = on_time(0.5, 100)
    comes[:30] = [1.1] * 30
    heard = followed(comes)
    assert heard[0].position == pytest.approx(0.5 * RATE, abs=1)
    assert heard[-1].end == pytest.approx(2.5 * RATE, abs=1)


def test_what_a_device_that_follows_heard_before_the_session_began_is_left_out() -> None:
    heard = followed(on_time(-0.51, 100))
    assert heard[0].position == 0
    assert heard[-1].end == pytest.approx(1.49 * RATE, abs=1)


def test_a_device_that_follows_and_is_over_soon_is_heard() -> None:
    heard = followed(on_time(0.5, 10))
    assert heard[0].position == pytest.approx(0.5 * RATE, abs=1)
    assert sum(chunk.samples for chunk in heard) == 10 * BLOCK


@pytest.mark.parametrize("ppm", [-400.0, 400.0])
def test_a_device_that_follows_stays_with_the_clock(ppm: float) -> None:
    comes = on_time(0.0, 10_000, ppm)  # 80 ms apart by then
    assert followed(comes)[-1].end == pytest.approx(comes[-1] * RATE, abs=RATE * 0.03)
