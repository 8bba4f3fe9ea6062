"""Sound files of every kind, whole and damaged."""

import asyncio
import os
import struct
import threading
import tracemalloc
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile

from captioner.audio.files import FileStream, open_file
from captioner.core.audio import RATE, Chunk, Level, level_of, to_floats
from captioner.core.errors import BadFile
from captioner.core.sources import SourceKind
from tests import virtual_time
from tests.audio.recording import ignore
from tests.guards import HANG_S
from tests.systems import WINDOWS, not_on_windows

Make = Callable[..., Path]


def voice(rate: int, seconds: float = 1.0) -> np.ndarray:
    times = np.arange(round(rate * seconds)) / rate
    return 0.5 * np.sin(2 * np.pi * 440 * times)


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Writes a sound file of a second of 440 Hz, unless told otherwise."""

    def written(
        name: str = "voice.wav",
        *,
        rate: int = RATE,
        channels: int = 1,
        seconds: float = 1.0,
        subtype: str | None = None,
    ) -> Path:
        path = tmp_path / name
        frames = np.repeat(voice(rate, seconds)[:, None], channels, axis=1)
        soundfile.write(path, frames, rate, subtype=subtype)
        return path

    return written


async def read(path: Path, *, fast: bool = True) -> tuple[list[Chunk], FileStream]:
    stream = await open_file(path, fast=fast, on_level=ignore)
    try:
        return [chunk async for chunk in stream], stream
    finally:
        await stream.close()


async def sound_of(path: Path) -> bytes:
    chunks, stream = await read(path)
    assert stream.notice == ""
    return b"".join(chunk.pcm for chunk in chunks)


# Whole files


async def test_pcm16_at_16_khz_passes_to_the_bit(tmp_path: Path) -> None:
    samples = np.random.default_rng(4).integers(-32_768, 32_768, 12_345, dtype=np.int16)
    soundfile.write(tmp_path / "noise.wav", samples, RATE)
    assert await sound_of(tmp_path / "noise.wav") == samples.tobytes()


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("eight-bit.wav", {"subtype": "PCM_U8"}),
        ("24-bit.wav", {"subtype": "PCM_24"}),
        ("float.wav", {"subtype": "FLOAT"}),
        ("mu-law.wav", {"subtype": "ULAW"}),
        ("96-khz.wav", {"rate": 96_000}),
        ("8-khz.wav", {"rate": 8_000}),
        ("8-channels.wav", {"channels": 8, "rate": 48_000}),
        ("voice.flac", {"rate": 44_100}),
        ("voice.ogg", {"rate": 48_000, "channels": 2}),
        ("voice.mp3", {"rate": 44_100, "channels": 2}),
        ("voice.aiff", {}),
    ],
)
async def test_every_form_is_heard(make: Make, name: str, form: dict[str, object]) -> None:
    heard = to_floats(await sound_of(make(name, **form)))
    assert len(heard) == pytest.approx(RATE, abs=RATE // 20)
    middle = heard[RATE // 10 : -RATE // 10]
    spectrum = np.abs(np.fft.rfft(middle))
    assert np.argmax(spectrum) * RATE / len(middle) == pytest.approx(440, abs=3)
    assert np.sqrt(np.mean(middle**2)) == pytest.approx(0.5 / np.sqrt(2), abs=0.02)


async def test_floats_that_are_no_numbers_or_too_loud_are_survived(tmp_path: Path) -> None:
    frames = np.array([0.5, np.nan, np.inf, -3.0] * 400, np.float32)
    soundfile.write(tmp_path / "wild.wav", frames, RATE, subtype="FLOAT")
    pcm = await sound_of(tmp_path / "wild.wav")
    assert np.frombuffer(pcm, "<i2")[:4].tolist() == [16_384, 0, 32_767, -32_768]


async def test_a_wav_whose_writer_could_not_go_back_is_whole(make: Make) -> None:
    path = make("streamed.wav")
    data = bytearray(path.read_bytes())
    data[4:8] = data[40:44] = struct.pack("<I", 0xFFFFFFFF)
    path.write_bytes(data)
    assert len(await sound_of(path)) == 2 * RATE


async def test_a_long_file_is_never_whole_in_memory(make: Make) -> None:
    path = make("long.wav", seconds=120)
    await sound_of(make())  # what is imported for it is no part of the file
    tracemalloc.start()
    stream = await open_file(path, fast=True, on_level=ignore)
    samples = 0
    async for chunk in stream:
        samples += chunk.samples
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    await stream.close()
    assert samples == 120 * RATE
    assert peak < path.stat().st_size / 4


async def test_the_length_and_the_name_are_known(make: Make) -> None:
    chunks, stream = await read(make("Stand-up\u202e.flac", seconds=1.5))
    assert stream.seconds == 1.5
    assert (stream.info.label, stream.info.kind) == ("Stand-up.flac", SourceKind.FILE)
    assert not stream.live
    assert chunks[-1].end == 1.5 * RATE


@not_on_windows("every name there is text")
async def test_a_name_that_is_no_text_is_opened(make: Make, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.wav"))
    make().rename(path)
    assert len(await sound_of(path)) == 2 * RATE


@pytest.mark.parametrize("channels", [2, 18])
async def test_a_voice_that_the_mean_of_the_channels_loses_is_heard(
    channels: int, tmp_path: Path
) -> None:
    frames = 0.0003 * np.random.default_rng(1).standard_normal((48_000 * 3, channels))
    frames[:, channels // 2] += voice(48_000, 3)
    if channels == 2:
        frames[:, 0] -= voice(48_000, 3)
    soundfile.write(tmp_path / "desk.wav", frames, 48_000, format="WAVEX")
    heard = await sound_of(tmp_path / "desk.wav")
    assert level_of(heard[2 * RATE :]).rms_db == pytest.approx(-9, abs=0.5)


# Pace


async def test_positions_begin_where_asked_and_follow_each_other(make: Make) -> None:
    stream = await open_file(make(), fast=True, position=500, on_level=ignore)
    chunks = [chunk async for chunk in stream]
    await stream.close()
    ends = [chunk.end for chunk in chunks]
    assert [chunk.position for chunk in chunks] == [500, *ends[:-1]]


async def test_the_level_is_told_ten_times_a_second(make: Make) -> None:
    levels: list[Level] = []
    stream = await open_file(make(), fast=True, on_level=levels.append)
    sound = b"".join([chunk.pcm async for chunk in stream])
    await stream.close()
    assert len(levels) == 10
    assert levels[0] == level_of(sound[: RATE // 5])


def test_at_real_pace_each_chunk_comes_when_its_last_sample_is_due(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make()

    async def scenario() -> list[tuple[float, int]]:
        loop = asyncio.get_running_loop()
        monkeypatch.setattr("captioner.audio.files.now", loop.time)
        stream = await open_file(path, on_level=ignore)
        began = loop.time()
        arrived = []
        async for chunk in stream:
            arrived.append((loop.time() - began, chunk.end))
            if chunk.end == 3_200:
                await asyncio.sleep(0.5)  # a reader that was busy catches up
        await stream.close()
        return arrived

    arrived = virtual_time.run(scenario())
    sizes = {later[1] - earlier[1] for earlier, later in pairwise(arrived)}
    assert min(sizes) >= RATE // 50
    assert max(sizes) == RATE // 10
    assert arrived[-1][1] == RATE
    for at, end in arrived:
        assert at >= end / RATE - 1e-6
    for at, end in arrived[:10] + arrived[-10:]:
        assert at == pytest.approx(end / RATE, abs=1e-3)


def test_a_file_that_is_slow_to_read_begins_later_and_not_in_the_past(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make()

    async def scenario() -> list[tuple[float, int]]:
        loop = asyncio.get_running_loop()
        monkeypatch.setattr("captioner.audio.files.now", loop.time)
        stream = await open_file(path, on_level=ignore)
        at_once = stream._decode

        async def slowly() -> None:
            if not stream._position:
                await asyncio.sleep(0.3)
            await at_once()

        monkeypatch.setattr(stream, "_decode", slowly)
        arrived = [(loop.time(), chunk.end) async for chunk in stream]
        await stream.close()
        return arrived

    arrived = virtual_time.run(scenario())
    first = arrived[0][0] - arrived[0][1] / RATE
    for at, end in arrived:
        assert at - first >= end / RATE - 1e-3


async def test_a_reader_that_is_cancelled_loses_nothing(make: Make) -> None:
    path = make(seconds=30)
    stream = await open_file(path, fast=True, on_level=ignore)
    chunks: list[Chunk] = []
    while not chunks or chunks[-1].end < 30 * RATE:
        reading = asyncio.ensure_future(stream.__anext__())
        await asyncio.sleep(0)
        reading.cancel()
        [got] = await asyncio.gather(reading, return_exceptions=True)
        if isinstance(got, Chunk):
            chunks.append(got)
    await stream.close()
    assert b"".join(chunk.pcm for chunk in chunks) == await sound_of(path)


async def test_a_file_that_is_closed_has_ended(make: Make) -> None:
    stream = await open_file(make(), fast=True, on_level=ignore)
    await stream.__anext__()
    await stream.close()
    await stream.close()
    assert [chunk async for chunk in stream] == []


# Damaged files


def cut(path: Path, share: float) -> Path:
    data = path.read_bytes()
    path.write_bytes(data[: round(len(data) * share)])
    return path


@pytest.mark.parametrize("name", ["cut.wav", "cut.flac", "cut.ogg", "cut.mp3"])
async def test_a_file_that_is_cut_short_is_heard_as_far_as_it_goes(make: Make, name: str) -> None:
    path = make(name, seconds=30)
    chunks, stream = await read(cut(path, 0.6))
    assert 15 <= chunks[-1].end / RATE <= 20
    assert stream.notice.startswith(f"{name} is cut short: it ends after 0:1")


async def test_a_file_damaged_in_the_middle_is_heard_up_to_there(make: Make) -> None:
    path = make("damaged.flac", seconds=10)
    data = bytearray(path.read_bytes())
    data[len(data) // 2 :: 97] = bytes(len(data[len(data) // 2 :: 97]))
    path.write_bytes(data)
    chunks, stream = await read(path)
    assert chunks[-1].end > 4 * RATE
    assert stream.notice


async def sentence(path: Path) -> str:
    with pytest.raises(BadFile) as error:
        await open_file(path, on_level=ignore)
    assert error.value.status == 3
    assert error.value.advice
    return error.value.title


NOT_SOUND = "is not a sound file that Captioner can read."


@pytest.mark.parametrize("size", [1, 12, 20, 40])
async def test_a_header_that_is_cut_short_is_no_sound_file(make: Make, size: int) -> None:
    path = make()
    path.write_bytes(path.read_bytes()[:size])
    assert await sentence(path) == f"voice.wav {NOT_SOUND}"


@pytest.mark.parametrize("name", ["noise.wav", "noise.mp3", "noise.raw", "noise"])
async def test_noise_is_no_sound_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(np.random.default_rng(5).bytes(60_000))
    assert await sentence(tmp_path / name) == f"{name} {NOT_SOUND}"


async def test_text_is_no_sound_file(tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text("We met. " * 500)
    assert await sentence(tmp_path / "minutes.txt") == f"minutes.txt {NOT_SOUND}"


async def test_an_absurd_rate_is_no_sound_file(make: Make) -> None:
    path = make()
    data = bytearray(path.read_bytes())
    data[24:28] = struct.pack("<I", 7)
    path.write_bytes(data)
    assert await sentence(path) == f"voice.wav {NOT_SOUND}"


async def test_an_empty_file_a_folder_and_no_file_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "empty.wav").touch()
    (tmp_path / "folder.wav").mkdir()
    assert await sentence(tmp_path / "empty.wav") == "empty.wav is empty."
    assert await sentence(tmp_path / "folder.wav") == "folder.wav is a folder."
    assert await sentence(tmp_path / "absent.wav") == "absent.wav was not found."
    assert await sentence(tmp_path / "a\0b.wav") == "ab.wav cannot be read."
    why = "was not found" if WINDOWS else "cannot be read (File name too long)"
    assert await sentence(tmp_path / ("x" * 300)) == f"{'x' * 300} {why}."


@not_on_windows("Windows has no pipes in folders")
async def test_a_device_or_a_pipe_is_not_read_for_ever_and_told_as_that(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.wav")
    for path in (Path("/dev/zero"), tmp_path / "pipe.wav"):
        assert await sentence(path) == f"{path.name} is a pipe or a device, not a file."


async def test_a_header_without_sound_is_said_so(make: Make) -> None:
    assert await sentence(make("silent.wav", seconds=0)) == "silent.wav holds no sound."


async def test_a_wav_of_a_program_that_wrote_to_a_pipe_is_whole(make: Make) -> None:
    path = make("sox.wav")
    data = bytearray(path.read_bytes())
    data[40:44] = struct.pack("<I", 0x7FFFF000)
    path.write_bytes(data)
    assert len(await sound_of(path)) == 2 * RATE


async def test_closing_while_it_is_read_is_the_end_and_cancels_no_reader(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = await open_file(make(), fast=True, on_level=ignore)
    reading, goes_on = threading.Event(), threading.Event()

    def read_slowly() -> bytes:
        reading.set()
        goes_on.wait(HANG_S)
        return b""

    monkeypatch.setattr(stream._decoder, "read", read_slowly)
    reader = asyncio.ensure_future(anext(stream, None))
    await asyncio.to_thread(reading.wait, 10)
    closing = asyncio.ensure_future(stream.close())
    assert await reader is None
    goes_on.set()
    await closing
