"""A system on which only microphones can be had."""

import sys
from types import SimpleNamespace
from typing import Any

import pytest

from captioner.audio import microphones
from captioner.audio.capture import open_capture
from captioner.audio.devices import this_host
from captioner.audio.linux import Linux
from captioner.audio.macos import MacOS
from captioner.audio.microphones import Microphones
from captioner.audio.windows import Windows
from captioner.core.errors import SourceGone
from captioner.core.sources import SourceInfo, SourceKind
from tests.audio.hosts.windows_world import Directory
from tests.audio.recording import capture, ignore, no_threads, some_chunks, until, why_lost
from tests.pulse import Pulse

TOO_OLD = "Meeting audio needs macOS 14.2 or newer; a microphone works."
WINDOWS = {
    "MME": ["Headset Microphone (Jabra Evol"],
    "Windows WASAPI": [
        "Speakers",
        "Microphone Array (Realtek)",
        "Headset Microphone (Jabra Evolve)",
        "Headset (Buds Hands-Free)",
    ],
}


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Microphones:
    """PortAudio's lists as they are on Windows: a microphone once in each host API."""
    devices: list[dict[str, Any]] = [
        {
            "index": 0,
            "name": name,
            "hostapi": api,
            "max_input_channels": 0 if name == "Speakers" else 2,
            "default_samplerate": 48_000.0,
        }
        for api, names in enumerate(WINDOWS.values())
        for name in names
    ]
    for index, device in enumerate(devices):
        device["index"] = index
    apis = [{"name": name, "default_input_device": 3 * i} for i, name in enumerate(WINDOWS)]
    monkeypatch.setattr("sounddevice.query_devices", lambda: devices)
    monkeypatch.setattr("sounddevice.query_hostapis", lambda: apis)
    return Microphones("wasapi", "Windows WASAPI")


def test_each_microphone_is_listed_once_with_its_full_name(windows: Microphones) -> None:
    jabra = SourceInfo(
        id="wasapi:Headset Microphone (Jabra Evolve)",
        label="Headset Microphone (Jabra Evolve)",
        kind=SourceKind.MICROPHONE,
    )
    meeting, microphone, *named = windows.sources()
    assert meeting.unavailable == TOO_OLD
    assert (microphone.label, microphone.device) == (jabra.label, jabra.id)
    assert [source.label for source in named] == WINDOWS["Windows WASAPI"][1:]
    assert jabra in named


def test_a_bluetooth_headset_is_known_by_its_name(windows: Microphones) -> None:
    assert [source.bluetooth for source in windows.sources()[2:]] == [False, False, True]


def test_without_a_microphone_the_role_says_so(windows: Microphones) -> None:
    none = Microphones("coreaudio", "Core Audio").sources()
    assert [source.unavailable for source in none] == [TOO_OLD, "No microphone was found."]


@pytest.mark.parametrize(
    ("system", "host"), [("win32", Windows), ("darwin", MacOS), ("linux", Linux)]
)
def test_the_host_is_chosen_by_the_system(
    monkeypatch: pytest.MonkeyPatch, system: str, host: type
) -> None:
    if system != sys.platform:  # what only Windows can import
        only_there = SimpleNamespace(WindowsEndpoints=Directory)
        monkeypatch.setitem(sys.modules, "captioner.audio.windows_endpoints", only_there)  # type: ignore[arg-type]
    monkeypatch.setattr("sys.platform", system)
    assert isinstance(this_host(), host)


@pytest.fixture
def through_portaudio(monkeypatch: pytest.MonkeyPatch) -> None:
    """Treats this computer as one where PortAudio alone knows the microphones."""
    host = Microphones("alsa", "ALSA")
    monkeypatch.setattr("captioner.audio.capture.this_host", lambda: host)


@pytest.mark.usefixtures("pulse", "through_portaudio")
async def test_a_microphone_is_recorded_by_its_name() -> None:
    async with capture("alsa:pulse") as opened:
        assert opened.info.label == "pulse"
        await some_chunks(opened)


@pytest.mark.usefixtures("through_portaudio")
async def test_a_microphone_that_stops_sending_is_noticed(pulse: Pulse) -> None:
    async with capture("microphone") as opened:
        await some_chunks(opened)
        pulse.microphone.starve()
        assert await why_lost(opened) == "default stopped sending sound."


@pytest.mark.usefixtures("pulse", "through_portaudio")
async def test_a_microphone_that_left_since_it_was_listed_is_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    listed = Microphones("alsa", "ALSA").sources()
    monkeypatch.setattr(Microphones, "sources", lambda _: listed)
    monkeypatch.setattr("sounddevice.query_devices", tuple)
    with pytest.raises(SourceGone, match=r"^pulse was disconnected\."):
        await open_capture("alsa:pulse", on_level=ignore)


async def test_changes_are_looked_for_until_it_is_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(microphones, "_POLL_S", 0.001)
    changes: list[int] = []
    watch = Microphones("alsa", "ALSA").watch(lambda: changes.append(1))
    await until(lambda: len(changes) > 2)
    watch.stop()
    assert no_threads()
