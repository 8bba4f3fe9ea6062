import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from captioner.app.captioner import Captioner
from captioner.core.audio import RATE, Chunk, Level
from captioner.core.session import State
from captioner.core.status import Condition
from tests import virtual_time
from tests.app.stage import Stage, make_stage
from tests.fakes import BLOCK, FakeSource

LOUD = (8000).to_bytes(2, "little") * BLOCK


class Somebody(FakeSource):
    """A microphone in a room where somebody speaks after `silent_s`."""

    def __init__(self, silent_s: float) -> None:
        super().__init__(seconds=100_000.0)
        self._silent = silent_s * RATE

    async def __anext__(self) -> Chunk:
        chunk = await super().__anext__()
        return Chunk(chunk.position, LOUD) if chunk.position >= self._silent else chunk


async def silent_stage(folder: Path, speaks_after_s: float) -> Stage:
    """A stage whose microphone is silent, and whose next one is so for a while."""
    stage = await make_stage(folder)
    rooms = [Somebody(1e9), Somebody(speaks_after_s), Somebody(1e9)]

    async def open_(source_id: str, on_level: Callable[[Level], None], piece_ms: int) -> FakeSource:
        return rooms.pop(0)

    stage.room.open = open_  # type: ignore[method-assign] - the microphones of this test
    settings = replace(stage.captioner.settings, idle_minutes=1)
    await stage.captioner.apply(settings)
    return stage


async def until(captioner: Captioner, state: State) -> None:
    for _ in range(20_000):
        if captioner.state is state:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"never {state}")


def test_nobody_speaks_the_session_is_saved_and_new_speech_starts_another(tmp_path: Path) -> None:
    async def main() -> None:
        stage = await silent_stage(tmp_path, 60.0)
        captioner, witness = stage.captioner, stage.witness
        await captioner.start()
        await until(captioner, State.WAITING)
        ((_, reason),) = witness.closed
        assert reason == "nobody spoke"
        assert witness.statuses[-1].condition is Condition.WAITING
        await until(captioner, State.LISTENING)
        await captioner.stop()
        assert len(witness.closed) == 2
        first, second = witness.opened[0][0], witness.opened[1][0]
        assert first.id != second.id
        await captioner.close()

    virtual_time.run(main())


def test_stop_ends_the_waiting_too(tmp_path: Path) -> None:
    async def main() -> None:
        stage = await silent_stage(tmp_path, 1e9)
        await stage.captioner.start()
        await until(stage.captioner, State.WAITING)
        await stage.captioner.stop()
        assert stage.captioner.state is State.IDLE
        assert stage.witness.states[-3:] == [State.WAITING, State.STOPPING, State.IDLE]
        await stage.captioner.close()

    virtual_time.run(main())


def test_start_ends_the_waiting_and_begins_at_once(tmp_path: Path) -> None:
    async def main() -> None:
        stage = await silent_stage(tmp_path, 1e9)
        await stage.captioner.start()
        await until(stage.captioner, State.WAITING)
        await stage.captioner.start()
        assert stage.captioner.state is State.LISTENING
        await stage.captioner.close()
        assert len(stage.witness.closed) == 2

    virtual_time.run(main())


def test_another_source_is_waited_for_as_soon_as_it_is_chosen(tmp_path: Path) -> None:
    async def main() -> None:
        stage = await silent_stage(tmp_path, 1e9)
        captioner = stage.captioner
        await captioner.start()
        await until(captioner, State.WAITING)
        opened: list[str] = []

        async def open_(
            source_id: str, on_level: Callable[[Level], None], piece_ms: int
        ) -> FakeSource:
            opened.append(source_id)
            return Somebody(5.0)

        stage.room.open = open_  # type: ignore[method-assign] - the microphone of this test
        await captioner.use_source("jabra")
        await until(captioner, State.LISTENING)
        assert opened == ["jabra"]
        await captioner.close()

    virtual_time.run(main())


class Recording(Somebody):
    """A file of half an hour in which nobody speaks, read at its own pace."""

    live = False
    seconds: float | None = 1800.0
    notice = ""

    def __init__(self) -> None:
        super().__init__(1e9)
        self._blocks = round(1800 * RATE / BLOCK)


def test_a_file_is_heard_to_its_end_however_long_nobody_speaks_in_it(tmp_path: Path) -> None:
    async def main() -> None:
        stage = await silent_stage(tmp_path, 1e9)
        captioner = stage.captioner

        async def open_file() -> Recording:
            return Recording()

        await captioner.start_from(open_file)
        await captioner.wait_ended()
        assert captioner.state is State.IDLE  # and it waits for nobody
        ((session, _),) = stage.witness.closed
        assert session.seconds > 1799
        await captioner.close()

    virtual_time.run(main())
