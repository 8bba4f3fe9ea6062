"""Recording for real, from a private PulseAudio, and what becomes of each block."""

import asyncio
import random
import threading
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from captioner.audio.capture import Capture, open_capture
from captioner.audio.continuity import now
from captioner.audio.host import Block
from captioner.core.audio import RATE, Chunk, Level, level_of
from captioner.core.errors import AudioError, SourceBusy, SourceGone, SourceSilent
from captioner.core.sources import SourceInfo, SourceKind, absent
from tests import virtual_time
from tests.audio.recording import (
    capture,
    drain,
    hear,
    ignore,
    is_loud,
    next_chunk,
    no_threads,
    some_chunks,
    until,
)
from tests.guards import HANG_S
from tests.pulse import NOISE_FLOOR, Pulse


async def test_the_microphone_is_recorded_to_the_bit(pulse: Pulse) -> None:
    said = random.Random(2).randbytes(19_200)
    async with capture("pulse:mic") as opened:
        await some_chunks(opened)
        pulse.microphone.say(said)
        assert said in await hear(opened, lambda heard: said in heard)
        assert opened.lost_samples == 0


async def test_meeting_audio_is_what_the_speaker_plays(pulse: Pulse, tone: Path) -> None:
    async with capture("meeting") as opened:
        assert opened.info.device == "pulse:speaker.monitor"
        await some_chunks(opened)
        pulse.play(tone)
        assert is_loud(await hear(opened, is_loud))


async def test_two_sources_are_recorded_at_once_and_not_mixed_up(pulse: Pulse, tone: Path) -> None:
    said = random.Random(3).randbytes(6_400)
    async with capture("microphone") as microphone, capture("meeting") as meeting:
        await some_chunks(microphone)
        await some_chunks(meeting)
        pulse.play(tone)
        loud = await hear(meeting, is_loud)
        pulse.microphone.say(said)
        heard = await hear(microphone, lambda heard: said in heard)
        assert said not in loud
        assert not is_loud(heard[: heard.index(said)])


async def test_positions_begin_where_asked_and_follow_each_other(pulse: Pulse) -> None:
    async with capture("microphone", position=48_000) as opened:
        chunks = await some_chunks(opened, 10)
    assert chunks[0].position == 48_000
    assert [chunk.position for chunk in chunks[1:]] == [chunk.end for chunk in chunks[:-1]]


async def test_the_level_is_told_ten_times_a_second(pulse: Pulse) -> None:
    levels: list[Level] = []
    async with capture("microphone", on_level=levels.append) as opened:
        chunks = await some_chunks(opened, 50)
    assert len(levels) >= sum(chunk.samples for chunk in chunks) * 10 // RATE
    assert levels[-1] == level_of(NOISE_FLOOR)


async def test_what_was_heard_before_the_end_can_still_be_read(pulse: Pulse) -> None:
    async with capture("microphone") as opened:
        await some_chunks(opened)
        await asyncio.sleep(0.1)
        await opened.close()
        rest = [chunk async for chunk in opened]
    assert rest


async def test_closing_ends_a_waiting_reader(pulse: Pulse) -> None:
    async with capture("microphone") as opened:
        pulse.microphone.starve()
        reader = asyncio.create_task(drain(opened))
        await asyncio.sleep(0.1)
        await opened.close()
        async with asyncio.timeout(HANG_S):
            await reader


async def test_a_reader_that_is_cancelled_loses_nothing(pulse: Pulse) -> None:
    async with capture("microphone") as opened:
        chunks = await some_chunks(opened, 1)
        cancelled = 0
        while cancelled < 10:
            try:
                chunks.append(await asyncio.wait_for(opened.__anext__(), 0.003))
            except TimeoutError:
                cancelled += 1
        chunks.append(await next_chunk(opened))
    assert [chunk.position for chunk in chunks[1:]] == [chunk.end for chunk in chunks[:-1]]


async def test_closing_leaves_no_thread_and_no_recording(pulse: Pulse) -> None:
    async with capture("microphone") as opened:
        await some_chunks(opened)
        await opened.close()
        await opened.close()
    await until(no_threads)
    assert pulse.pactl("list", "short", "source-outputs") == ""


async def test_opening_that_is_cancelled_leaves_no_thread_and_no_recording(pulse: Pulse) -> None:
    for wait in (0.0, 0.005, 0.01, 0.02):
        opening = asyncio.create_task(open_capture("microphone", on_level=ignore))
        await asyncio.sleep(wait)
        opening.cancel()
        [outcome] = await asyncio.gather(opening, return_exceptions=True)
        if isinstance(outcome, Capture):  # it was quicker
            await outcome.close()
    await until(no_threads)
    await until(lambda: pulse.pactl("list", "short", "source-outputs") == "")


HEADSET = SourceInfo(id="wasapi:Headset", label="Headset", kind=SourceKind.MICROPHONE)
BLOCK = RATE // 50


class Made:
    """A recording whose blocks the test makes."""

    def __init__(self) -> None:
        self.closed = False

    def why_lost(self) -> AudioError:
        return SourceGone("Headset stopped sending sound.", "")

    def close(self) -> None:
        self.closed = True


class Unexplained(Made):
    """A recording that nobody says anything about, until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.let_go = threading.Event()

    def why_lost(self) -> AudioError:
        self.let_go.wait(HANG_S)
        return super().why_lost()


def begun() -> tuple[Capture, Made]:
    made, opened = Made(), Capture(HEADSET, 0, ignore)
    opened.begin(made)
    return opened, made


def send(opened: Capture, at: float, *, overflow: bool = False) -> None:
    opened.on_block(Block(b"\1\0" * BLOCK, RATE, 1, at, overflow))


async def test_sound_that_never_arrived_is_a_hole_in_the_positions() -> None:
    opened, _ = begun()
    start = now()
    for block in range(500):
        lost_s = 3.0 if block >= 200 else 0.0
        send(opened, start + block * 0.02 + lost_s, overflow=block == 200)
    chunks = await some_chunks(opened, 500)
    await opened.close()
    holes = [
        later.position - earlier.end
        for earlier, later in pairwise(chunks)
        if later.position != earlier.end
    ]
    assert len(holes) == 1
    assert holes[0] == opened.lost_samples
    assert abs(holes[0] - 3 * RATE) < RATE // 20
    assert opened.overflows == 1


async def test_a_device_that_changes_its_rate_and_channels_is_heard_on() -> None:
    opened, _ = begun()
    start = now()
    formats = [(16_000, 1), (48_000, 2), (44_100, 1), (8_000, 6), (16_000, 1)]
    for number, (rate, channels) in enumerate(formats):
        times = np.arange(rate) / rate
        tone = (16_000 * np.sin(2 * np.pi * 440 * times)).astype("<i2")
        pcm = np.repeat(tone[:, None], channels, axis=1)
        for block in range(20):
            part = pcm[block * rate // 20 : (block + 1) * rate // 20]
            opened.on_block(Block(part.tobytes(), rate, channels, start + number, False))
    await asyncio.sleep(0)
    await opened.close()
    heard = [chunk async for chunk in opened]
    assert all(later.position == earlier.end for earlier, later in pairwise(heard))
    assert heard[-1].end == pytest.approx(5 * RATE, abs=RATE // 20)
    assert level_of(b"".join(chunk.pcm for chunk in heard)).rms_db == pytest.approx(-9.2, abs=0.3)


async def test_what_comes_after_a_loss_is_not_taken_for_the_sound_of_the_source() -> None:
    opened, made = begun()
    send(opened, now())
    assert isinstance(await next_chunk(opened), Chunk)
    opened.on_lost()
    send(opened, now())
    with pytest.raises(SourceGone):
        await next_chunk(opened)
    with pytest.raises(SourceGone):
        await next_chunk(opened)
    await opened.close()
    assert made.closed


def test_a_program_that_stood_still_does_not_take_its_device_for_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def scenario() -> None:
        loop = asyncio.get_running_loop()
        asleep_s = 0.0
        monkeypatch.setattr("captioner.audio.capture.now", lambda: loop.time() + asleep_s)
        opened, _ = begun()
        send(opened, loop.time())
        await some_chunks(opened, 1)
        asleep_s = 8 * 3600.0
        reader = asyncio.create_task(opened.__anext__())
        await asyncio.sleep(0.9)
        assert not reader.done()
        send(opened, loop.time() + asleep_s)
        assert await reader
        with pytest.raises(SourceGone):
            await opened.__anext__()
        await opened.close()

    virtual_time.run(scenario())


def test_a_source_that_opens_and_sends_nothing_is_silent_though_nobody_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def scenario() -> None:
        monkeypatch.setattr("captioner.audio.capture.now", asyncio.get_running_loop().time)
        made, opened = Unexplained(), Capture(HEADSET, 0, ignore)
        opened.begin(made)
        with pytest.raises(SourceSilent, match="Headset stopped sending sound"):
            await opened.arrival()
        made.let_go.set()
        await opened.close()

    virtual_time.run(scenario())


class Hanging:
    """A host on which listing or opening takes for ever, until it is let go."""

    def __init__(self, *, lists: bool) -> None:
        self.lists = lists
        self.let_go = threading.Event()
        self.made = Made()

    def sources(self) -> tuple[SourceInfo, ...]:
        if not self.lists:
            self.let_go.wait(HANG_S)
        return (HEADSET,)

    def open(self, *_: object) -> Made:
        self.let_go.wait(HANG_S)
        return self.made


async def test_a_sound_server_that_does_not_list_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    host = Hanging(lists=False)
    monkeypatch.setattr("captioner.audio.capture.this_host", lambda: host)
    monkeypatch.setattr("captioner.audio.capture._LIST_LIMIT_S", 0.01)
    with pytest.raises(SourceGone, match="does not answer"):
        await open_capture("microphone", on_level=ignore)
    host.let_go.set()


async def test_a_device_that_does_not_open_is_not_waited_for_and_closed_when_it_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    host = Hanging(lists=True)
    monkeypatch.setattr("captioner.audio.capture.this_host", lambda: host)
    monkeypatch.setattr("captioner.audio.capture._OPEN_LIMIT_S", 0.01)
    with pytest.raises(SourceBusy, match="Headset cannot be opened"):
        await open_capture(HEADSET.id, on_level=ignore)
    host.let_go.set()
    await until(lambda: host.made.closed)


async def test_a_role_that_follows_nothing_cannot_be_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    host = Hanging(lists=True)
    monkeypatch.setattr(host, "sources", lambda: (absent("meeting", "Still to come."),))
    monkeypatch.setattr("captioner.audio.capture.this_host", lambda: host)
    with pytest.raises(SourceGone, match=r"^Still to come\."):
        await open_capture("meeting", on_level=ignore)
