"""Devices that come and go while somebody watches."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from captioner.audio.hotplug import Hotplug
from captioner.core.sources import SourceInfo
from tests.audio.recording import no_threads, until
from tests.guards import HANG_S
from tests.pulse import Pulse

Lists = asyncio.Queue[tuple[SourceInfo, ...]]


async def next_list(lists: Lists) -> dict[str, SourceInfo]:
    async with asyncio.timeout(HANG_S):
        return {source.id: source for source in await lists.get()}


@asynccontextmanager
async def watching() -> AsyncIterator[Lists]:
    lists = Lists()
    hotplug = Hotplug(lists.put_nowait)
    try:
        await next_list(lists)
        yield lists
    finally:
        async with asyncio.timeout(HANG_S):
            await hotplug.close()
    await until(no_threads)


async def test_a_microphone_that_comes_and_goes_is_told_once_each(pulse: Pulse) -> None:
    async with watching() as lists:
        module = pulse.pactl(
            "load-module",
            "module-pipe-source",
            "source_name=new",
            f"file={pulse.folder}/new.fifo",
        )
        assert "pulse:new" in await next_list(lists)
        pulse.pactl("unload-module", module)
        assert "pulse:new" not in await next_list(lists)
        assert lists.empty()


async def test_a_new_default_is_told_by_what_the_roles_follow(pulse: Pulse) -> None:
    pulse.pactl("load-module", "module-null-sink", "sink_name=headset")
    async with watching() as lists:
        pulse.pactl("set-default-sink", "headset")
        assert (await next_list(lists))["meeting"].device == "pulse:headset.monitor"
        pulse.pactl("set-default-sink", "speaker")
        assert (await next_list(lists))["meeting"].device == "pulse:speaker.monitor"


async def test_a_change_of_volume_is_no_change_of_devices(pulse: Pulse) -> None:
    async with watching() as lists:
        pulse.pactl("set-source-volume", "mic", "50%")
        pulse.pactl("set-source-mute", "mic", "1")
        pulse.pactl("load-module", "module-null-sink", "sink_name=headset")
        assert "pulse:headset.monitor" in await next_list(lists)
        assert lists.empty()


async def test_a_server_that_ends_and_one_that_starts_are_told(pulse: Pulse) -> None:
    async with watching() as lists:
        pulse.kill()
        assert (await next_list(lists))["meeting"].unavailable
        pulse.start()
        assert not (await next_list(lists))["meeting"].unavailable


async def test_watching_ends_while_there_is_no_server(pulse: Pulse) -> None:
    pulse.kill()
    async with watching() as lists:
        assert lists.empty()
