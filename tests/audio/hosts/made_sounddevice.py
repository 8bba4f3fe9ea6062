"""sounddevice with made microphones, in the shape that `captioner.audio.portaudio` knows."""

from collections.abc import Callable, Sequence
from typing import Any

from tests.audio.hosts.devices import Device, Pump


class PortAudioError(Exception):
    """Its arguments are a text, PortAudio's code and, where there is one, the host's error."""


class WasapiSettings:
    """Takes what it is given."""

    def __init__(self, **_: object) -> None: ...


class _Flags:
    input_overflow = False


class Sounddevice:
    """Stands for the module.

    Args:
        host_api: The one that the microphones are in; an older one lists them as well.
        devices: All of the computer's, of which the inputs are microphones.
        default: The identity of the default microphone.
    """

    PortAudioError = PortAudioError
    WasapiSettings = WasapiSettings

    def __init__(
        self, host_api: str, devices: Sequence[Device], default: Callable[[], str]
    ) -> None:
        self._host_api = host_api
        self._devices = devices
        self._default = default
        self._listed: list[Device] = []
        self.refusal: PortAudioError | None = None
        self.streams: set[object] = set()
        self._initialize()
        sound = self

        class RawInputStream:
            def __init__(self, **wanted: Any) -> None:
                if sound.refusal is not None:
                    raise sound.refusal
                self._device = sound._listed[wanted["device"] - sound._older]
                if not self._device.there:
                    raise PortAudioError("Error opening RawInputStream: gone", -9996)
                if wanted["samplerate"] != self._device.rate:
                    raise PortAudioError("Error opening RawInputStream: rate", -9997)
                self._wanted = wanted

            def start(self) -> None:
                sound.streams.add(self)
                callback = self._wanted["callback"]
                self._pump = Pump(
                    self._device,
                    self._wanted["blocksize"],
                    lambda pcm, frames: callback(pcm, frames, None, _Flags),
                    self._wanted["finished_callback"],
                )

            def abort(self) -> None:
                self._pump.end()

            def close(self) -> None:
                sound.streams.discard(self)

        self.RawInputStream = RawInputStream

    @property
    def _older(self) -> int:
        """How many entries come before ours: the same ones in an older host API."""
        return len(self._listed)

    def query_hostapis(self) -> list[dict[str, Any]]:
        ids = [device.id for device in self._listed]
        place = ids.index(self._default()) if self._default() in ids else -1
        ours = place + self._older if place >= 0 else -1
        return [
            {"name": "MME", "default_input_device": place},
            {"name": self._host_api, "default_input_device": ours},
        ]

    def query_devices(self) -> list[dict[str, Any]]:
        return [
            {
                "index": index + api * self._older,
                "name": device.label[: 31 if api == 0 else None],
                "hostapi": api,
                "max_input_channels": device.channels,
                "default_samplerate": float(device.rate),
            }
            for api in range(2)
            for index, device in enumerate(self._listed)
        ]

    def _initialize(self) -> None:
        self._listed = [device for device in self._devices if device.is_input and device.there]

    def _terminate(self) -> None:
        assert not self.streams, "PortAudio was ended under open streams"

    def _exit_handler(self) -> None: ...
