"""The sound server: what it lists, and the ways in which it loses a recording."""

import asyncio
import signal
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from captioner.audio.capture import open_capture
from captioner.audio.devices import list_sources
from captioner.core.audio import RATE, Level, level_of
from captioner.core.errors import SourceGone, SourceSilent
from captioner.core.sources import SourceInfo, SourceKind
from tests.audio.recording import (
    capture,
    drain,
    hear,
    ignore,
    is_loud,
    no_threads,
    some_chunks,
    until,
    why_lost,
)
from tests.guards import HANG_S
from tests.pulse import Pulse
from tests.systems import not_on_windows


def plug_in_headset(pulse: Pulse) -> None:
    pulse.pactl("load-module", "module-null-sink", "sink_name=headset", "norewinds=1")
    pulse.pactl("set-default-sink", "headset")


def listed(source_id: str) -> SourceInfo:
    [source] = [source for source in list_sources() if source.id == source_id]
    return source


def test_the_roles_come_first_then_inputs_then_what_outputs_play(pulse: Pulse) -> None:
    microphone = SourceInfo(id="pulse:mic", label="TestMic", kind=SourceKind.MICROPHONE)
    speaker = SourceInfo(id="pulse:speaker.monitor", label="TestSpeaker", kind=SourceKind.MEETING)
    assert list_sources() == (
        replace(speaker, id="meeting", device=speaker.id),
        replace(microphone, id="microphone", device=microphone.id),
        SourceInfo(
            id="both",
            label="TestSpeaker + TestMic",
            kind=SourceKind.BOTH,
            device=f"{speaker.id} + {microphone.id}",
        ),
        microphone,
        speaker,
    )


def plug_in_microphone(pulse: Pulse, name: str, **properties: str) -> None:
    written = " ".join(f"device.{key}={value}" for key, value in properties.items())
    pulse.pactl(
        "load-module",
        "module-pipe-source",
        f"source_name={name}",
        f"file={pulse.folder}/{name}.fifo",
        f'source_properties="{written}"',
    )


def test_a_bluetooth_microphone_is_known_and_what_its_headset_plays_is_no_trouble(
    pulse: Pulse,
) -> None:
    plug_in_microphone(pulse, "buds", bus="bluetooth", description="Buds")
    pulse.pactl(
        "load-module",
        "module-null-sink",
        "sink_name=ears",
        "sink_properties=device.bus=bluetooth",
    )
    pulse.pactl("set-default-source", "buds")
    assert listed("pulse:buds").bluetooth
    assert listed("microphone").bluetooth
    assert not listed("pulse:mic").bluetooth
    assert not listed("pulse:ears.monitor").bluetooth


def test_a_label_cannot_reorder_the_line_it_stands_in(pulse: Pulse) -> None:
    plug_in_microphone(pulse, "evil", description="Head\u202eset")
    assert listed("pulse:evil").label == "Headset"


def test_without_a_microphone_the_role_does_not_take_what_the_speaker_plays(
    pulse: Pulse,
) -> None:
    pulse.pactl("unload-module", "module-pipe-source")
    assert listed("microphone").unavailable == "No microphone was found."


def test_a_default_that_is_no_microphone_is_passed_over(pulse: Pulse) -> None:
    pulse.pactl("set-default-source", "speaker.monitor")
    assert listed("microphone").device == "pulse:mic"


def test_without_an_output_there_is_no_meeting_audio(pulse: Pulse) -> None:
    pulse.pactl("unload-module", "module-null-sink")
    assert listed("meeting").unavailable == "No speakers or headphones were found."


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
            async with asyncio.timeout(HANG_S):
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


async def test_a_source_that_sends_nothing_does_not_open_until_it_does(pulse: Pulse) -> None:
    async with capture("pulse:mic") as opened:
        for fall_silent, wake_up, sentence in (
            (pulse.microphone.starve, pulse.microphone.feed, "TestMic stopped sending sound."),
            (
                lambda: pulse.pactl("suspend-source", "mic", "1"),
                lambda: pulse.pactl("suspend-source", "mic", "0"),
                "The system has suspended TestMic.",
            ),
        ):
            fall_silent()
            await asyncio.sleep(0.1)  # what is in the pipe is still recorded
            for _ in range(2):
                with pytest.raises(SourceSilent) as silent:
                    await open_capture("microphone", on_level=ignore)
                assert silent.value.title == sentence
                assert silent.value.source is not None
                assert silent.value.source.device == "pulse:mic"
            wake_up()
            async with capture("microphone") as again:
                await some_chunks(again)
        await opened.close()
    await until(no_threads)
    assert pulse.pactl("list", "short", "source-outputs") == ""


async def test_silence_is_told_within_two_seconds_and_by_its_kind(pulse: Pulse) -> None:
    for fall_silent in (pulse.microphone.starve, lambda: pulse.pactl("suspend-source", "mic", "1")):
        async with capture("pulse:mic") as opened:
            await some_chunks(opened)
            fall_silent()
            with pytest.raises(SourceSilent):
                await drain(opened)
        pulse.microphone.feed()


@pytest.mark.parametrize("channels", [2, 18])
async def test_a_voice_that_the_mean_of_the_channels_loses_is_heard(
    channels: int, pulse: Pulse, tmp_path: Path
) -> None:
    pulse.pactl(
        *("load-module", "module-null-sink", "sink_name=desk", "norewinds=1", "rate=48000"),
        f"channels={channels}",
    )
    times = np.arange(48_000 * 4) / 48_000
    tone = 0.1 * np.sin(2 * np.pi * 440 * times)
    sound = 0.00003 * np.random.default_rng(1).standard_normal((len(tone), channels))
    if channels == 2:
        sound[:, 0], sound[:, 1] = tone, -tone
    else:
        sound[:, 11] += tone
    soundfile.write(tmp_path / "desk.wav", sound, 48_000, format="WAVEX")
    async with capture("pulse:desk.monitor") as opened:
        await some_chunks(opened)
        player = pulse.play(tmp_path / "desk.wav", device="desk")
        heard = await hear(opened, lambda heard: level_of(heard[-RATE:]).rms_db > -24)
        assert is_loud(heard)
        player.terminate()


async def test_ordinary_stereo_is_recorded_as_its_mean(pulse: Pulse, tmp_path: Path) -> None:
    times = np.arange(48_000 * 3) / 48_000
    tone = 0.5 * np.sin(2 * np.pi * 440 * times)
    soundfile.write(tmp_path / "one.wav", np.stack([tone, 0 * tone], 1), 48_000)
    async with capture("meeting") as opened:
        await some_chunks(opened)
        pulse.play(tmp_path / "one.wav")
        heard = await hear(opened, lambda heard: level_of(heard[-RATE:]).rms_db > -16)
        assert level_of(heard[-RATE // 2 :]).rms_db == pytest.approx(-15.05, abs=0.3)


async def test_digital_silence_is_sound(pulse: Pulse) -> None:
    levels: list[Level] = []
    async with capture("pulse:speaker.monitor", on_level=levels.append) as opened:
        await some_chunks(opened, 60)  # three seconds
    assert levels[-1].zeros


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


async def test_a_source_that_is_not_there_is_said_by_name(pulse: Pulse) -> None:
    with pytest.raises(SourceGone, match=r"^jabra is not connected\."):
        await open_capture("pulse:jabra", on_level=ignore)


@not_on_windows("Windows has no PulseAudio")
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
