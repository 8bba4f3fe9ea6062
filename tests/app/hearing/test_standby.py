import asyncio

from captioner.app.hearing.standby import PRE_ROLL, speech
from captioner.core.audio import RATE, Chunk
from captioner.core.errors import SourceGone
from tests import virtual_time
from tests.fakes import BLOCK, FakeSource, Opens

LOUD = (8000).to_bytes(2, "little") * BLOCK


class Talk(FakeSource):
    """A microphone that hears sound in the given seconds of it, silence otherwise."""

    def __init__(self, *sounds: tuple[float, float], seconds: float = 3600.0) -> None:
        super().__init__(seconds=seconds)
        self._sounds = sounds

    async def __anext__(self) -> Chunk:
        chunk = await super().__anext__()
        at = chunk.position / RATE
        loud = any(start <= at < end for start, end in self._sounds)
        return Chunk(chunk.position, LOUD) if loud else chunk


def test_speech_is_given_with_what_came_before_it() -> None:
    async def main() -> None:
        source = Talk((10.0, 20.0))
        overheard = await speech(Opens(source))
        first = await overheard.__anext__()
        assert first.position <= 10 * RATE - RATE
        assert first.position >= 10 * RATE - PRE_ROLL
        position = first.end
        for _ in range(500):
            chunk = await overheard.__anext__()
            assert chunk.position == position
            position = chunk.end
        assert overheard.info is source.info
        await overheard.close()
        assert source.closed

    virtual_time.run(main())


def test_clicks_are_no_speech_however_many() -> None:
    async def main() -> None:
        clicks = ((at, at + 0.1) for at in (5.0, 7.0, 9.0, 11.0, 13.0))
        overheard = await speech(Opens(Talk(*clicks, (30.0, 31.0))))
        assert (await overheard.__anext__()).position > 25 * RATE

    virtual_time.run(main())


def test_a_microphone_that_goes_away_is_waited_for() -> None:
    async def main() -> None:
        gone = SourceGone("It is gone.", "Plug it in.")
        first, second = Talk(seconds=4.0), Talk((2.0, 9.0))
        await speech(Opens(first, gone, gone, second))
        assert first.closed
        assert not second.closed

    virtual_time.run(main())


def test_giving_up_leaves_no_microphone_open() -> None:
    async def main() -> None:
        source = Talk()
        waiting = asyncio.ensure_future(speech(Opens(source)))
        await asyncio.sleep(3)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        assert source.closed

    virtual_time.run(main())
