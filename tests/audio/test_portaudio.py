"""Opening devices, also those that refuse."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from captioner.audio import portaudio, portaudio_process
from captioner.audio.capture import open_capture
from captioner.core.audio import RATE, to_floats
from captioner.core.errors import CaptionerError
from tests.audio.conftest import TONE_HZ
from tests.audio.recording import capture, hear, ignore, is_loud, some_chunks
from tests.guards import HANG_S
from tests.pulse import Pulse


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


async def test_opening_leaves_the_environment_as_it_was(pulse: Pulse) -> None:
    before = dict(os.environ)
    async with capture("microphone") as opened:
        await some_chunks(opened)
        assert dict(os.environ) == before


async def test_portaudio_looks_for_devices_anew_only_while_nothing_is_recorded(
    pulse: Pulse,
) -> None:
    assert portaudio_process.refresh()
    async with capture("microphone") as opened:
        assert not portaudio_process.refresh()
        await some_chunks(opened)
    assert portaudio_process.refresh()


async def test_without_the_way_to_the_sound_server_its_package_is_named(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sounddevice.query_devices", tuple)
    with pytest.raises(CaptionerError, match="libasound2-plugins") as error:
        await open_capture("microphone", on_level=ignore)
    assert error.value.status == 3


async def test_without_portaudio_its_package_is_named(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Missing:
        """Stands for the module's file, which loads the library when it is imported."""

        def find_spec(self, name: str, *_: object) -> None:
            if name == "sounddevice":
                raise OSError("PortAudio library not found")

    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    with pytest.raises(CaptionerError, match="libportaudio2") as error:
        await open_capture("microphone", on_level=ignore)
    assert error.value.status == 3


async def test_a_device_that_hangs_while_it_is_opened_does_not_hang_the_others(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portaudio_process, "_LOCK_S", 0.01)
    with portaudio_process._lock, pytest.raises(CaptionerError, match="another source hangs"):
        await open_capture("microphone", on_level=ignore)


async def test_a_device_that_opens_but_does_not_start_is_closed(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sounddevice

    def start(_: object) -> None:
        raise sounddevice.PortAudioError(
            "Error starting stream: no", -9999, (0, -16, "Device or resource busy")
        )

    monkeypatch.setattr("sounddevice.RawInputStream.start", start)
    with pytest.raises(CaptionerError, match=r"TestMic is in use by another program\."):
        await open_capture("microphone", on_level=ignore)
    assert pulse.pactl("list", "short", "source-outputs") == ""


def test_windows_is_asked_to_convert_rates_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    import sounddevice

    wanted: dict[str, object] = {}

    class Stream:
        """Takes note of what it is asked for; there is no Windows here."""

        def __init__(self, **arguments: object) -> None:
            wanted.update(arguments)

        def start(self) -> None: ...

        def abort(self) -> None: ...

        def close(self) -> None: ...

    listed = portaudio_process.Device(3, "Microphone", "Windows WASAPI", 48_000, 2, is_default=True)
    monkeypatch.setattr(portaudio_process, "listed", lambda: (listed,))
    monkeypatch.setattr("sounddevice.RawInputStream", Stream)
    stream = portaudio.Stream(
        "Microphone",
        portaudio.Wanted("Microphone", "Windows WASAPI"),
        on_block=lambda _: None,
        on_end=lambda: None,
    )
    stream.close()
    assert isinstance(wanted["extra_settings"], sounddevice.WasapiSettings)
    assert (wanted["samplerate"], wanted["channels"], wanted["blocksize"]) == (RATE, 2, 800)


END = """
import threading
from captioner.audio import portaudio_process
portaudio_process.inputs()
import sounddevice
sounddevice._terminate = threading.Event().wait  # as while another thread opens a stream
"""


def test_a_stream_that_hangs_does_not_hold_up_the_end_of_the_program(pulse: Pulse) -> None:
    program = [sys.executable, "-c", END]
    done = subprocess.run(
        program, env={**os.environ, **pulse.environment}, timeout=HANG_S, check=False
    )
    assert done.returncode == 0
