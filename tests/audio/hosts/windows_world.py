"""A computer with WASAPI, made: what Windows lists, its PortAudio and the one with loopback."""

from itertools import count
from pathlib import Path

from captioner.audio.endpoints import Endpoint, Endpoints, Refusal
from captioner.audio.windows import Windows
from tests.audio.hosts.devices import Device
from tests.audio.hosts.made_portaudio import PortAudio
from tests.audio.hosts.made_sounddevice import Sounddevice


class Directory:
    """See `captioner.audio.endpoints.Directory`.

    Attributes:
        devices: All that there ever were, also those that are unplugged.
        answers: Whether the sound service does.
        refusal: Why an endpoint cannot be opened.
        allowed: Whether the user lets programs use microphones.
    """

    def __init__(self) -> None:
        self.devices: list[Device] = []
        self.defaults = {True: "", False: ""}
        self.answers = True
        self.refusal: Refusal | None = None
        self.allowed = True

    def endpoints(self) -> Endpoints:
        if not self.answers:
            raise OSError("the service is stopped")
        there = [device for device in self.devices if device.there]
        ids = {device.id for device in there}
        return Endpoints(
            tuple(Endpoint(d.id, d.label) for d in there if not d.is_input),
            tuple(Endpoint(d.id, d.label) for d in there if d.is_input),
            *(self.defaults[kind] if self.defaults[kind] in ids else "" for kind in (False, True)),
        )

    def try_out(self, endpoint_id: str, *, loopback: bool) -> None:
        [device] = [device for device in self.devices if device.id == endpoint_id]
        assert device.is_input is not loopback
        if self.refusal is not None:
            raise self.refusal

    def microphones_allowed(self) -> bool:
        return self.allowed


class WindowsWorld:
    """See `World`. Its modules are to be put where `captioner.audio` finds them."""

    def __init__(self) -> None:
        self.directory = Directory()
        self.host = Windows(self.directory)
        self._by_name: dict[str, Device] = {}
        self._ids = count(0x10)
        self.portaudio = PortAudio(self.directory.devices)
        self.sounddevice = Sounddevice(
            "Windows WASAPI", self.directory.devices, lambda: self.directory.defaults[True]
        )
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
        self._plug_in(name, Device(self._new_id(0), label, False, rate, channels))

    def plug_in_microphone(self, name: str, label: str) -> None:
        self._plug_in(name, Device(self._new_id(1), label, True, 16_000, 1))

    def unplug(self, name: str) -> None:
        self._by_name[name].there = False

    def make_default(self, name: str) -> None:
        device = self._by_name[name]
        self.directory.defaults[device.is_input] = device.id

    def id_of(self, name: str) -> str:
        return f"wasapi:{self._by_name[name].id}"

    def play(self, name: str, sound: Path) -> None:
        self._by_name[name].play(sound)

    def recordings(self) -> int:
        return len(self.portaudio.streams) + len(self.sounddevice.streams)

    def _plug_in(self, name: str, device: Device) -> None:
        self._by_name[name] = device
        self.directory.devices.append(device)

    def _new_id(self, flow: int) -> str:
        return (
            f"{{0.0.{flow}.00000000}}.{{FD47D9CC-4218-4135-9CE2-0C195C8740{next(self._ids):02X}}}"
        )
