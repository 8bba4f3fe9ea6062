"""What the sound of every system promises, asked of each: Linux's real one and made others."""

import asyncio
import time
from pathlib import Path

import numpy as np
import pytest

from captioner.audio.capture import open_capture
from captioner.audio.host import Block
from captioner.core.audio import RATE, to_floats
from captioner.core.errors import SourceGone
from captioner.core.sources import SourceInfo
from tests.audio.conftest import TONE_HZ
from tests.audio.hosts.worlds import World
from tests.audio.recording import (
    capture,
    hear,
    ignore,
    is_loud,
    no_threads,
    some_chunks,
    until,
    why_lost,
)
from tests.guards import HANG_S

TOLD_S = 2.0


def listed(world: World) -> dict[str, SourceInfo]:
    sources = world.host.sources()
    assert len({source.id for source in sources}) == len(sources)
    return {source.id: source for source in sources}


def test_the_roles_come_first_and_follow_the_defaults(world: World) -> None:
    meeting, microphone, *named = world.host.sources()
    assert (meeting.id, meeting.device) == ("meeting", world.id_of("speaker"))
    assert (microphone.id, microphone.device) == ("microphone", world.id_of("mic"))
    assert (meeting.label, microphone.label) == ("TestSpeaker", "TestMic")
    assert {source.id for source in named} == {world.id_of("speaker"), world.id_of("mic")}


def test_devices_that_are_called_alike_have_identities_of_their_own(world: World) -> None:
    world.plug_in_output("second", "TestSpeaker")
    world.plug_in_microphone("other", "TestMic")
    before = listed(world)
    assert before[world.id_of("second")].label == before[world.id_of("speaker")].label
    assert before[world.id_of("other")].label == before[world.id_of("mic")].label
    assert listed(world) == before


async def test_of_two_that_are_called_alike_the_chosen_one_is_recorded(
    world: World, tone: Path
) -> None:
    world.plug_in_output("second", "TestSpeaker")
    async with capture(world.id_of("speaker")) as first, capture(world.id_of("second")) as second:
        world.play("second", tone)
        await hear(second, is_loud)
        assert not is_loud(b"".join(chunk.pcm for chunk in await some_chunks(first, 10)))


async def test_a_new_microphone_is_opened_while_the_old_one_is_recorded(world: World) -> None:
    async with capture("microphone") as old:
        await some_chunks(old)
        await asyncio.to_thread(world.plug_in_microphone, "headset", "Headset")
        await asyncio.to_thread(world.make_default, "headset")
        source = listed(world)["microphone"]
        assert source.device == world.id_of("headset")
        recording = await asyncio.to_thread(world.host.open, source, lambda _: None, lambda: None)
        assert world.recordings() == 2
        await asyncio.to_thread(recording.close)


async def test_a_new_default_is_told_and_opened_while_the_old_one_is_recorded(
    world: World, tone: Path
) -> None:
    changed = asyncio.Event()
    loop = asyncio.get_running_loop()
    watch = await asyncio.to_thread(
        world.host.watch, lambda: loop.call_soon_threadsafe(changed.set)
    )
    async with capture("meeting") as old:
        await some_chunks(old)
        await asyncio.to_thread(world.plug_in_output, "headset", "Headset")
        await asyncio.to_thread(world.make_default, "headset")
        changed.clear()
        async with asyncio.timeout(TOLD_S + HANG_S):
            while listed(world)["meeting"].device != world.id_of("headset"):
                await changed.wait()
                changed.clear()
        async with capture("meeting") as new:
            world.play("headset", tone)
            assert new.info.device == world.id_of("headset")
            await hear(new, is_loud)
            await some_chunks(old, 10)
            assert old.lost_samples == 0
    await asyncio.to_thread(watch.stop)
    await until(no_threads)


@pytest.mark.parametrize("name", ["speaker", "mic"])
async def test_a_device_that_is_unplugged_is_lost_by_name(world: World, name: str) -> None:
    source = listed(world)[world.id_of(name)]
    async with capture(source.id) as opened:
        await some_chunks(opened)
        await asyncio.to_thread(world.unplug, name)
        assert await why_lost(opened) == f"{source.label} was disconnected."
    with pytest.raises(SourceGone):
        await open_capture(source.id, on_level=ignore)


async def test_an_output_that_plays_nothing_is_silent_and_keeps_the_time(
    world: World, tone: Path
) -> None:
    async with capture("meeting") as opened:
        await some_chunks(opened)
        began, heard = time.monotonic(), 0
        while heard < 2 * RATE:
            [chunk] = await some_chunks(opened, 1)
            assert not any(chunk.pcm)
            heard += chunk.samples
        assert time.monotonic() - began == pytest.approx(2.0, abs=0.5)
        world.play("speaker", tone)
        await hear(opened, is_loud)
        assert opened.lost_samples == 0


async def test_an_output_is_recorded_at_its_own_rate_with_all_channels(
    world: World, tone: Path
) -> None:
    world.plug_in_output("surround", "Surround", rate=44_100, channels=6)
    async with capture(world.id_of("surround")) as opened:
        await some_chunks(opened)
        world.play("surround", tone)
        await hear(opened, is_loud)
        heard = to_floats(await hear(opened, lambda heard: len(heard) > RATE))
    spectrum = np.abs(np.fft.rfft(heard))
    assert np.argmax(spectrum) * RATE / len(heard) == pytest.approx(TONE_HZ, abs=5)


async def test_a_program_that_stands_still_for_a_moment_loses_nothing(
    world: World, tone: Path
) -> None:
    async with capture("microphone") as microphone, capture("meeting") as meeting:
        world.play("speaker", tone)
        await hear(meeting, is_loud)
        time.sleep(0.6)  # noqa: ASYNC251 - that is what it is about
        await some_chunks(meeting, 20)
        await some_chunks(microphone, 20)
        assert (meeting.lost_samples, microphone.lost_samples) == (0, 0)


async def test_without_a_device_the_roles_say_so(world: World) -> None:
    world.unplug("speaker")
    world.unplug("mic")
    meeting, microphone = world.host.sources()
    assert meeting.unavailable == "No speakers or headphones were found."
    assert microphone.unavailable == "No microphone was found."


@pytest.mark.parametrize("role", ["meeting", "microphone"])
async def test_closing_leaves_no_thread_and_no_recording_and_nothing_comes_after(
    world: World, role: str
) -> None:
    blocks: list[Block] = []
    lost: list[int] = []
    source = listed(world)[role]
    recording = await asyncio.to_thread(
        world.host.open, source, blocks.append, lambda: lost.append(1)
    )
    await until(lambda: len(blocks) > 2)
    await asyncio.to_thread(recording.close)
    heard = len(blocks)
    await until(no_threads)
    await until(lambda: world.recordings() == 0)
    await asyncio.sleep(0.2)
    assert (len(blocks), lost) == (heard, [])


@pytest.mark.parametrize("role", ["meeting", "microphone"])
async def test_a_block_is_whole_frames_and_comes_in_time(world: World, role: str) -> None:
    blocks: list[Block] = []
    recording = await asyncio.to_thread(
        world.host.open, listed(world)[role], blocks.append, lambda: None
    )
    await until(lambda: len(blocks) > 12)
    await asyncio.to_thread(recording.close)
    for block in blocks:
        assert len(block.pcm) % (2 * block.channels) == 0
    typical = sorted(len(block.pcm) / (2 * block.channels * block.rate) for block in blocks)[6]
    assert 0.01 < typical < 0.15


async def test_a_microphone_wakes_nobody_oftener_than_it_is_asked_to(world: World) -> None:
    blocks: list[Block] = []
    microphone = listed(world)["microphone"]
    recording = await asyncio.to_thread(
        world.host.open, microphone, blocks.append, lambda: None, block_ms=100
    )
    await until(lambda: len(blocks) > 4)
    await asyncio.to_thread(recording.close)
    assert {block.frames / block.rate for block in blocks} == {0.1}
