import asyncio
from datetime import UTC, datetime

from captioner.app.recognition.standing import Standing
from captioner.app.teller import Teller
from captioner.core.session import State
from captioner.core.sources import SourceInfo, SourceKind
from captioner.core.status import Condition
from tests import virtual_time
from tests.fakes import Witness

HEADSET = SourceInfo(id="pulse:jabra", label="Jabra", kind=SourceKind.MICROPHONE)
BUILT_IN = SourceInfo(id="microphone", label="Built-in", kind=SourceKind.MICROPHONE)


async def nowhere(_: SourceInfo) -> str:
    return ""


async def nothing(_: int) -> None:
    """Nobody minds the silence."""


def test_a_lost_device_is_told_for_as_long_as_nothing_replaces_it() -> None:
    async def main() -> None:
        witness = Witness()
        clock = asyncio.get_running_loop().time
        teller = Teller(witness, clock, lambda: datetime(2026, 11, 24, 10, 14, tzinfo=UTC), nowhere)
        running = asyncio.ensure_future(teller.run(nothing, lambda: None))
        teller.source_opened(HEADSET)
        teller.state_changed(State.LISTENING)
        await asyncio.sleep(1)
        teller.source_lost(HEADSET, "Jabra was disconnected.")
        await asyncio.sleep(5)
        assert witness.statuses[-1].condition is Condition.DEVICE_LOST
        assert witness.statuses[-1].window() == (
            "Jabra was disconnected. Since 10:14 there is no sound;"
            " captions go on as soon as there is."
        )
        teller.source_opened(BUILT_IN)
        await asyncio.sleep(1)
        assert witness.statuses[-1].overlay() == "Jabra gone. Now Built-in."
        running.cancel()

    virtual_time.run(main())


def test_it_looks_a_few_times_a_second_while_listening() -> None:
    async def main() -> None:
        looks: list[int] = []

        async def look(wordless_ms: int) -> None:
            looks.append(wordless_ms)

        clock = asyncio.get_running_loop().time
        teller = Teller(Witness(), clock, lambda: datetime.now(UTC), nowhere)
        running = asyncio.ensure_future(teller.run(look, lambda: None))
        teller.source_opened(HEADSET)
        await asyncio.sleep(5)
        assert looks == []
        teller.state_changed(State.LISTENING)
        await asyncio.sleep(5)
        assert 15 <= len(looks) <= 50
        running.cancel()

    virtual_time.run(main())


def test_who_captions_instead_is_told_before_it_has_opened() -> None:
    async def main() -> None:
        witness = Witness()
        clock = asyncio.get_running_loop().time
        now = datetime(2026, 11, 24, 10, 14, 30, tzinfo=UTC)
        teller = Teller(witness, clock, lambda: now, nowhere, "captions.example.org")
        standings = [Standing(Condition.OFFLINE, 2)]
        running = asyncio.ensure_future(teller.run(nothing, lambda: standings[-1]))
        teller.state_changed(State.STARTING)
        teller.source_opened(HEADSET)
        await asyncio.sleep(1)
        assert [status.condition for status in witness.statuses] == [Condition.STARTING]
        standings.append(Standing(Condition.FALLBACK, since=clock()))
        await asyncio.sleep(1)
        assert witness.statuses[-1].window() == (
            "captions.example.org is out of reach since 10:14. Nothing is lost."
        )
        running.cancel()

    virtual_time.run(main())


def test_a_default_that_moved_is_not_told_as_disconnected() -> None:
    async def main() -> None:
        witness = Witness()
        clock = asyncio.get_running_loop().time
        teller = Teller(witness, clock, lambda: datetime(2026, 11, 24, 10, 14, tzinfo=UTC), nowhere)
        running = asyncio.ensure_future(teller.run(nothing, lambda: None))
        teller.source_opened(HEADSET)
        teller.state_changed(State.LISTENING)
        teller.source_opened(BUILT_IN)
        await asyncio.sleep(1)
        told = witness.statuses[-1]
        assert told.condition is Condition.DEVICE_MOVED
        assert told.window() == (
            "Sound now comes from Built-in instead of Jabra. Captions go on from there."
        )
        running.cancel()

    virtual_time.run(main())
