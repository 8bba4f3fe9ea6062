"""Recording for real, from a private PulseAudio."""

import asyncio
import os
import random
import signal
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile

from captioner.audio.capture import Capture, open_capture
from captioner.audio.devices import list_sources
from captioner.core.audio import RATE, Chunk, Level, level_of, to_floats
from captioner.core.errors import CaptionerError, SourceGone
from tests.pulse import NOISE_FLOOR, Pulse

GUARD_S = 10.0
"""No wait may hang. Far more than is needed, so that a busy machine does not fail."""

TONE_HZ = 440


def ignore(_: Level) -> None:
    """A level nobody looks at."""


@asynccontextmanager
async def capture(
    source: str, *, position: int = 0, on_level: Callable[[Level], None] = ignore
) -> AsyncIterator[Capture]:
    opened = await open_capture(source, position=position, on_level=on_level)
    try:
        yield opened
    finally:
        async with asyncio.timeout(GUARD_S):
            await opened.close()


async def next_chunk(opened: Capture) -> Chunk:
    async with asyncio.timeout(GUARD_S):
        return await opened.__anext__()


async def some_chunks(opened: Capture, count: int = 5) -> list[Chunk]:
    return [await next_chunk(opened) for _ in range(count)]


async def hear(opened: Capture, wanted: Callable[[bytes], bool]) -> bytes:
    """Records until `wanted` is true of everything heard."""
    heard = b""
    async with asyncio.timeout(GUARD_S):
        while not wanted(heard):
            heard += (await opened.__anext__()).pcm
    return heard


async def why_lost(opened: Capture) -> str:
    """The sentence with which the stream ends."""
    with pytest.raises(SourceGone) as gone:
        await drain(opened)
    return gone.value.title


async def drain(opened: Capture) -> None:
    while True:
        try:
            await next_chunk(opened)
        except StopAsyncIteration:
            return


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(GUARD_S):
        while not condition():  # noqa: ASYNC110 - nobody tells when a thread has ended
            await asyncio.sleep(0.01)


def plug_in_headset(pulse: Pulse) -> None:
    pulse.pactl("load-module", "module-null-sink", "sink_name=headset", "norewinds=1")
    pulse.pactl("set-default-sink", "headset")


def no_threads() -> bool:
    return not [thread for thread in threading.enumerate() if "captioner-" in thread.name]


def is_loud(pcm: bytes) -> bool:
    return level_of(pcm[-RATE // 2 :]).rms_db > -30


@pytest.fixture
def tone(tmp_path: Path) -> Path:
    path = tmp_path / "tone.wav"
    times = np.arange(48_000 * 3) / 48_000
    soundfile.write(path, 0.5 * np.sin(2 * np.pi * TONE_HZ * times), 48_000)
    return path


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


async def test_a_role_is_the_device_that_is_the_default_when_it_is_opened(pulse: Pulse) -> None:
    plug_in_headset(pulse)
    async with capture("meeting") as opened:
        assert opened.info.device == "pulse:headset.monitor"


async def test_a_capture_goes_on_when_the_default_changes(pulse: Pulse) -> None:
    """Following it is for the app, which then opens the role anew."""
    async with capture("meeting") as opened:
        await some_chunks(opened)
        plug_in_headset(pulse)
        await some_chunks(opened, 20)
        async with capture("meeting") as anew:
            await some_chunks(anew)
            assert anew.info.device == "pulse:headset.monitor"


async def test_a_removed_source_that_another_replaces_is_noticed(pulse: Pulse) -> None:
    async with capture("pulse:mic") as opened:
        await some_chunks(opened)
        pulse.pactl("unload-module", "module-pipe-source")
        assert await why_lost(opened) == "TestMic was disconnected."


async def test_a_removed_source_without_another_is_noticed(pulse: Pulse) -> None:
    pulse.pactl("unload-module", "module-null-sink")
    async with capture("pulse:mic") as opened:
        await some_chunks(opened)
        pulse.pactl("unload-module", "module-pipe-source")
        assert await why_lost(opened) == "TestMic was disconnected."


async def test_a_killed_server_is_noticed(pulse: Pulse) -> None:
    async with capture("meeting") as opened:
        await some_chunks(opened)
        pulse.kill()
        assert await why_lost(opened) == "The sound server stopped."


async def test_a_server_that_hangs_is_noticed_and_does_not_keep_us(pulse: Pulse) -> None:
    async with capture("meeting") as opened:
        await some_chunks(opened)
        pulse.signal(signal.SIGSTOP)
        try:
            assert await why_lost(opened) == "The sound server does not answer."
            async with asyncio.timeout(GUARD_S):
                await opened.close()
        finally:
            pulse.signal(signal.SIGCONT)
    await until(no_threads)


async def test_a_suspended_source_is_noticed(pulse: Pulse) -> None:
    async with capture("pulse:mic") as opened:
        await some_chunks(opened)
        pulse.pactl("suspend-source", "mic", "1")
        assert await why_lost(opened) == "The system has suspended TestMic."


async def test_a_source_that_sends_nothing_any_more_is_noticed(pulse: Pulse) -> None:
    async with capture("pulse:mic") as opened:
        await some_chunks(opened)
        pulse.microphone.starve()
        assert await why_lost(opened) == "TestMic stopped sending sound."


async def test_a_source_that_never_sends_anything_is_noticed(pulse: Pulse) -> None:
    pulse.microphone.starve()
    await asyncio.sleep(0.1)  # what is in the pipe is still recorded
    async with capture("pulse:mic") as opened:
        assert await why_lost(opened) == "TestMic stopped sending sound."


async def test_a_recording_that_another_program_moves_is_noticed(pulse: Pulse) -> None:
    async with capture("pulse:mic") as opened:
        await some_chunks(opened)
        recording = pulse.pactl("list", "short", "source-outputs").split()[0]
        pulse.pactl("move-source-output", recording, "speaker.monitor")
        assert await why_lost(opened) == "Captioner was moved off TestMic by another program."


async def test_a_lost_source_that_is_back_can_be_opened_again(pulse: Pulse) -> None:
    async with capture("pulse:mic") as opened:
        await some_chunks(opened)
        pulse.pactl("suspend-source", "mic", "1")
        await why_lost(opened)
    pulse.pactl("suspend-source", "mic", "0")
    async with capture("pulse:mic") as opened:
        await some_chunks(opened)


async def test_what_was_heard_before_the_end_can_still_be_read(pulse: Pulse) -> None:
    async with capture("microphone") as opened:
        await some_chunks(opened)
        await asyncio.sleep(0.1)
        await opened.close()
        rest = [chunk async for chunk in opened]
    assert rest


async def test_closing_ends_a_waiting_reader(pulse: Pulse) -> None:
    pulse.microphone.starve()
    async with capture("microphone") as opened:
        reader = asyncio.create_task(drain(opened))
        await asyncio.sleep(0.1)
        await opened.close()
        async with asyncio.timeout(GUARD_S):
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


async def test_opening_leaves_the_environment_as_it_was(pulse: Pulse) -> None:
    before = dict(os.environ)
    async with capture("microphone") as opened:
        await some_chunks(opened)
        assert dict(os.environ) == before


async def test_a_source_that_is_not_there_is_said_by_name(pulse: Pulse) -> None:
    with pytest.raises(SourceGone, match=r"^jabra is not connected\."):
        await open_capture("pulse:jabra", on_level=ignore)


async def test_without_a_sound_server_the_roles_say_why(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    assert [source.id for source in list_sources() if source.unavailable] == [
        "meeting",
        "microphone",
    ]
    with pytest.raises(SourceGone, match="No sound server"):
        await open_capture("meeting", on_level=ignore)


def refusing(code: int, *rates: int) -> type:
    """PortAudio's stream as it is on hardware that refuses these rates, or all."""
    import sounddevice

    class Refusing(sounddevice.RawInputStream):  # type: ignore[misc] # has no types
        def __init__(self, **wanted: object) -> None:
            if not rates or wanted["samplerate"] in rates:
                raise sounddevice.PortAudioError("Error opening RawInputStream: no", code)
            super().__init__(**wanted)

    return Refusing


async def test_a_device_that_refuses_16_khz_is_recorded_at_its_own_rate(
    pulse: Pulse, tone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sounddevice.RawInputStream", refusing(-9997, RATE))
    async with capture("meeting") as opened:
        await some_chunks(opened)
        pulse.play(tone)
        await hear(opened, is_loud)
        heard = to_floats(await hear(opened, lambda heard: len(heard) > RATE))
    spectrum = np.abs(np.fft.rfft(heard))
    assert np.argmax(spectrum) * RATE / len(heard) == pytest.approx(TONE_HZ, abs=5)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (-9985, "TestMic is in use by another program."),
        (-9997, "TestMic refuses every sample rate."),
        (-9999, "TestMic cannot be opened (no)."),
    ],
)
async def test_a_device_that_does_not_open_is_said_with_the_reason(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch, code: int, sentence: str
) -> None:
    monkeypatch.setattr("sounddevice.RawInputStream", refusing(code))
    with pytest.raises(CaptionerError) as error:
        await open_capture("microphone", on_level=ignore)
    assert error.value.title == sentence
    assert error.value.status == 3
