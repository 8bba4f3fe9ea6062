"""A computer with Core Audio, made: its devices, PortAudio, and catap."""

from itertools import count
from pathlib import Path

from captioner.audio.macos import MacOS
from tests.audio.hosts.devices import Device
from tests.audio.hosts.made_catap import Catap
from tests.audio.hosts.made_sounddevice import Sounddevice


class MacWorld:
    """See `World`. Its modules are to be put where `captioner.audio` finds them.

    Attributes:
        allowed: Whether the user lets us use microphones.
    """

    def __init__(self) -> None:
        self.allowed = True
        self.host = MacOS(lambda: self.allowed)
        self.devices: list[Device] = []
        self._by_name: dict[str, Device] = {}
        self._defaults = {True: "", False: ""}
        self._ids = count(1)
        self.catap = Catap(self.devices, self._defaults.__getitem__)
        self.sounddevice = Sounddevice("Core Audio", self.devices, lambda: self._defaults[True])
        self.plug_in_output("speaker", "TestSpeaker")
        self.plug_in_microphone("mic", "TestMic")
        self.make_default("speaker")
        self.make_default("mic")
        self.sounddevice._initialize()

    def device(self, name: str) -> Device:
        return self._by_name[name]

    def plug_in_output(
        self, name: str, label: str, *, rate: int = 48_000, channels: int = 2
    ) -> None:
        self._plug_in(name, Device(f"Out_UID:{next(self._ids)}", label, False, rate, channels))

    def plug_in_microphone(self, name: str, label: str) -> None:
        self._plug_in(name, Device(f"In_UID:{next(self._ids)}", label, True, 16_000, 1))

    def unplug(self, name: str) -> None:
        self._by_name[name].there = False

    def make_default(self, name: str) -> None:
        device = self._by_name[name]
        self._defaults[device.is_input] = device.id

    def id_of(self, name: str) -> str:
        device = self._by_name[name]
        return f"coreaudio:{'' if device.is_input else 'plays:'}{device.id}"

    def play(self, name: str, sound: Path) -> None:
        self._by_name[name].play(sound)

    def recordings(self) -> int:
        return len(self.catap.sessions) + len(self.sounddevice.streams)

    def _plug_in(self, name: str, device: Device) -> None:
        self._by_name[name] = device
        self.devices.append(device)
