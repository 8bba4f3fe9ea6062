"""The computers that tests of hosts run on."""

import sys
import time
from collections.abc import Iterator

import pytest

from captioner.audio import portaudio_process
from tests.audio.hosts.devices import Device
from tests.audio.hosts.linux_world import LinuxWorld
from tests.audio.hosts.mac_world import MacWorld
from tests.audio.hosts.windows_world import WindowsWorld
from tests.audio.hosts.worlds import World
from tests.audio.recording import no_threads
from tests.guards import HANG_S


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Iterator[WindowsWorld]:
    """A made Windows, on whatever system this is."""
    made = WindowsWorld()
    monkeypatch.setitem(sys.modules, "sounddevice", made.sounddevice)  # type: ignore[arg-type]
    monkeypatch.setitem(sys.modules, "_portaudiowpatch", made.portaudio)  # type: ignore[arg-type]
    monkeypatch.setattr(portaudio_process, "open_streams", [])
    monkeypatch.setattr("captioner.audio.capture.this_host", lambda: made.host)
    yield made
    _leave(made.directory.devices)


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch) -> Iterator[MacWorld]:
    """A made Mac, on whatever system this is."""
    made = MacWorld()
    monkeypatch.setitem(sys.modules, "sounddevice", made.sounddevice)  # type: ignore[arg-type]
    monkeypatch.setitem(sys.modules, "catap", made.catap)  # type: ignore[arg-type]
    monkeypatch.setattr(portaudio_process, "open_streams", [])
    monkeypatch.setattr("captioner.audio.capture.this_host", lambda: made.host)
    yield made
    _leave(made.devices)


def _leave(devices: list[Device]) -> None:
    for device in devices:
        device.there = False
    patience = time.monotonic() + HANG_S
    while not no_threads():
        assert time.monotonic() < patience, "a thread is left"
        time.sleep(0.01)


@pytest.fixture(params=[*(["linux"] if sys.platform == "linux" else []), "windows", "mac"])
def world(request: pytest.FixtureRequest) -> World:
    """Each computer in turn; the one with PulseAudio on Linux only."""
    if request.param == "linux":
        return LinuxWorld(request.getfixturevalue("pulse"))
    made: World = request.getfixturevalue(request.param)
    return made
