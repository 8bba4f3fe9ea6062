"""A real device that falls silent: told each time, and for as long as nothing comes."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from captioner.app.hearing.hearing import Hearing
from captioner.app.sound import Sound
from captioner.audio.capture import open_capture
from captioner.core.sources import SourceInfo
from captioner.core.transcript import Gap
from tests.audio.recording import ignore, until
from tests.pulse import Pulse

WHILE_S = 4.0
"""Longer than a silent device takes to be opened and given up."""


class Watching:
    """What the user is told, in order, and what is heard."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.gaps: list[Gap] = []
        self.sound = Sound()

    def source_opened(self, info: SourceInfo) -> None:
        self.told.append("heard")

    def source_chosen(self, info: SourceInfo) -> None:
        self.told.append("heard")

    def source_lost(self, info: SourceInfo, why: str) -> None:
        self.told.append("gone")

    async def hears_more(self) -> None:
        end = self.sound.end
        await until(lambda: self.sound.end > end)


@asynccontextmanager
async def listening() -> AsyncIterator[Watching]:
    watching = Watching()
    hearing = Hearing(watching.sound, watching, watching.gaps.append, time.monotonic)
    running = asyncio.create_task(
        hearing.run(lambda: open_capture("microphone", on_level=ignore), lambda: None, lambda: None)
    )
    try:
        yield watching
    finally:
        await hearing.stop()
        await running


async def test_gone_is_told_each_time_and_until_sound_comes_again(pulse: Pulse) -> None:
    async with listening() as watching:
        await watching.hears_more()
        for fall_silent, wake_up in (
            (pulse.microphone.starve, pulse.microphone.feed),
            (
                lambda: pulse.pactl("suspend-source", "mic", "1"),
                lambda: pulse.pactl("suspend-source", "mic", "0"),
            ),
        ):
            watching.told.clear()
            fall_silent()
            await until(lambda: bool(watching.told))
            await asyncio.sleep(WHILE_S)
            assert watching.told == ["gone"]
            wake_up()
            await until(lambda: watching.told == ["gone", "heard"])
            await watching.hears_more()
    assert [gap.reason for gap in watching.gaps] == [
        "TestMic stopped sending sound",
        "The system has suspended TestMic",
    ]


async def test_a_device_that_is_silent_from_the_start_is_waited_for(pulse: Pulse) -> None:
    pulse.microphone.starve()
    async with listening() as watching:
        await until(lambda: watching.told == ["gone"])
        pulse.microphone.feed()
        await until(lambda: watching.told == ["gone", "heard"])
        await watching.hears_more()
