"""What only Windows does to a recording, made; and that what is made is as Windows is."""

import asyncio
import sys

import pytest

from captioner.audio import loopback
from captioner.audio.capture import open_capture
from captioner.audio.endpoints import InExclusiveUse, NotAllowed
from captioner.core.errors import Action, AudioError, SourceBusy, SourceGone
from tests.audio.hosts.made_portaudio import PortAudio
from tests.audio.hosts.made_sounddevice import PortAudioError
from tests.audio.hosts.windows_world import WindowsWorld
from tests.audio.recording import capture, ignore, no_threads, some_chunks, until, why_lost
from tests.systems import only_windows

ACCESS_DENIED = -2147024891


async def refused(source: str) -> AudioError:
    with pytest.raises(AudioError) as error:
        await open_capture(source, on_level=ignore)
    await until(no_threads)
    return error.value


async def test_exclusive_use_is_told_in_words(windows: WindowsWorld) -> None:
    windows.directory.refusal = InExclusiveUse()
    windows.portaudio.refusal = (-9999, "Unanticipated host error")
    error = await refused("meeting")
    assert isinstance(error, SourceBusy)
    assert error.title == "Another program has TestSpeaker for itself alone."
    windows.sounddevice.refusal = PortAudioError("Error opening: no", -9985)
    assert (await refused("microphone")).title == ("Another program has TestMic for itself alone.")


async def test_a_microphone_that_the_user_keeps_from_programs_is_told_with_the_way(
    windows: WindowsWorld,
) -> None:
    windows.directory.allowed = False
    assert windows.host.sources()[1].unavailable == (
        "Windows does not let programs use the microphone."
    )
    error = await refused("microphone")
    assert "Let desktop apps access your microphone" in error.advice
    assert error.action is Action.MICROPHONE_SETTINGS
    assert not windows.host.sources()[0].unavailable


async def test_a_switch_that_only_the_refusal_shows_is_told_alike(windows: WindowsWorld) -> None:
    windows.directory.refusal = NotAllowed()
    windows.sounddevice.refusal = PortAudioError(
        "Error opening: no", -9999, (13, ACCESS_DENIED, "Access is denied")
    )
    assert "Let desktop apps access your microphone" in (await refused("microphone")).advice


async def test_a_switch_turned_off_while_it_is_recorded_is_told(windows: WindowsWorld) -> None:
    async with capture("microphone") as opened:
        await some_chunks(opened)
        windows.directory.allowed = False
        windows.device("mic").stalled.set()
        assert await why_lost(opened) == "Windows does not let programs use the microphone."


async def test_a_microphone_that_stops_sending_is_noticed(windows: WindowsWorld) -> None:
    async with capture("microphone") as opened:
        await some_chunks(opened)
        windows.device("mic").stalled.set()
        assert await why_lost(opened) == "TestMic stopped sending sound."


async def test_an_output_without_channels_is_told(windows: WindowsWorld) -> None:
    windows.device("speaker").channels = 0
    assert (await refused("meeting")).title == (
        "TestSpeaker cannot be opened (Invalid audio channels)."
    )


async def test_a_refusal_for_any_other_reason_has_portaudios_words(windows: WindowsWorld) -> None:
    windows.portaudio.refusal = (-9999, "Unanticipated host error")
    assert (await refused("meeting")).title == (
        "TestSpeaker cannot be opened (Unanticipated host error)."
    )


async def test_a_sound_service_that_is_stopped_is_told(windows: WindowsWorld) -> None:
    sentence = "The Windows Audio service does not answer."
    async with capture("meeting") as opened:
        await some_chunks(opened)
        windows.directory.answers = False
        assert await why_lost(opened) == sentence
    assert [source.unavailable for source in windows.host.sources()] == [sentence] * 2
    assert "Windows Audio" in (await refused("meeting")).advice


async def test_where_there_is_no_wheel_for_loopback_microphones_work(
    windows: WindowsWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "_portaudiowpatch", None)
    meeting, microphone, *named = windows.host.sources()
    assert meeting.unavailable == (
        "Meeting audio is not made for this kind of computer; a microphone works."
    )
    assert not microphone.unavailable
    assert [source.id for source in named] == [windows.id_of("mic")]
    async with capture("microphone") as opened:
        await some_chunks(opened)


async def test_the_microphone_is_listed_once_though_portaudio_has_it_twice(
    windows: WindowsWorld,
) -> None:
    assert len(windows.sounddevice.query_devices()) == 2
    assert [source.label for source in windows.host.sources()[2:]] == ["TestMic", "TestSpeaker"]


async def test_a_name_too_long_for_portaudio_is_found(windows: WindowsWorld) -> None:
    windows.plug_in_output("long", "Loudspeakers of the large meeting room " * 4)
    async with capture(windows.id_of("long")) as opened:
        await some_chunks(opened)


async def test_one_that_is_gone_once_devices_are_listed_anew_ends_alone(
    windows: WindowsWorld,
) -> None:
    windows.plug_in_output("headset", "Headset")
    async with capture(windows.id_of("speaker")) as old, capture(windows.id_of("headset")) as gone:
        await some_chunks(old)
        windows.plug_in_output("dock", "Dock")
        windows.unplug("headset")
        async with capture(windows.id_of("dock")) as new:
            await some_chunks(new, 10)
            assert await why_lost(gone) == "Headset was disconnected."
            await some_chunks(old, 10)
            assert old.lost_samples == 0


async def test_an_output_that_the_user_switches_off_is_lost_though_its_stream_lives(
    windows: WindowsWorld,
) -> None:
    async with capture("meeting") as opened:
        await some_chunks(opened)
        windows.directory.devices.remove(windows.device("speaker"))
        assert await why_lost(opened) == "TestSpeaker was disconnected."


async def test_sound_that_portaudio_lost_is_counted(windows: WindowsWorld) -> None:
    windows.portaudio.overflow = windows.portaudio.paInputOverflow
    async with capture("meeting") as opened:
        windows.device("speaker").is_input = True  # it plays, always
        await some_chunks(opened, 10)
        assert opened.overflows


async def test_a_portaudio_that_hangs_is_told_and_keeps_nobody(
    windows: WindowsWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = asyncio.Event()
    monkeypatch.setattr(loopback, "_ANSWER_S", 0.1)
    monkeypatch.setattr(
        windows.portaudio, "initialize", lambda: asyncio.run(asyncio.wait_for(release.wait(), 1))
    )
    with pytest.raises(SourceBusy, match="it does not answer"):
        await open_capture("meeting", on_level=ignore)
    await until(no_threads)


def test_a_source_that_windows_does_not_know_is_gone(windows: WindowsWorld) -> None:
    source = windows.host.sources()[0]
    windows.unplug("speaker")
    with pytest.raises(SourceGone, match=r"TestSpeaker was disconnected\."):
        windows.host.open(source, lambda _: None, lambda: None)


@only_windows
def test_what_is_made_has_the_names_and_numbers_of_the_wheel() -> None:
    import _portaudiowpatch as real

    made = {name: value for name, value in vars(PortAudio).items() if not name.startswith("_")}
    for name, value in made.items():
        assert callable(getattr(real, name)) if callable(value) else getattr(real, name) == value
    real.initialize()
    try:
        with pytest.raises(OSError, match="Invalid device") as error:
            real.get_device_info(10_000)
        assert isinstance(error.value.args[0], int)
    finally:
        real.terminate()
