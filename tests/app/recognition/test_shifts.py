"""Every engine that runs comes to its end, and puts everything away before that."""

import asyncio

from captioner.app.recognition.shifts import Shifts
from captioner.app.sound import Sound
from captioner.core.engines import ENGINES
from captioner.core.plan import Role
from captioner.engines.base import AudioStream, Controls, Emit, Engine
from tests import virtual_time
from tests.app.recognition.test_shift import Told


class Tidy:
    """An engine that takes a while to put everything away."""

    info = ENGINES["ondevice"]

    def __init__(self) -> None:
        self.runs = self.tidy = False

    async def run(self, audio: AudioStream, controls: Controls, emit: Emit) -> None:
        self.runs = True
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(2.0)
            self.tidy = True


def test_an_engine_that_was_dropped_is_left_to_put_everything_away() -> None:
    async def main() -> None:
        engine, told = Tidy(), Told()

        async def build() -> Engine:
            return engine

        clock = asyncio.get_running_loop().time
        shifts = Shifts(Sound(), told, told, lambda *_: None, clock)
        shift = shifts.start(build, Role.HERE)
        await asyncio.sleep(1)
        shifts.drop(shift)
        await asyncio.sleep(1)
        closing = asyncio.ensure_future(shifts.close())
        await asyncio.sleep(0)
        closing.cancel()
        await asyncio.gather(closing, return_exceptions=True)
        await shifts.close()
        assert engine.tidy
        assert list(shifts) == []

    virtual_time.run(main())
