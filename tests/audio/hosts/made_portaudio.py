"""PyAudioWPatch's C module with made outputs.

Names, arguments, numbers and errors are those of its source `_portaudiomodule.c` and of
`portaudio.h`; on Windows a test holds them against the wheel.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.audio.hosts.devices import Device, Pump

UNANTICIPATED = (-9999, "Unanticipated host error")
_NOT_INITIALIZED = (-10000, "PortAudio not initialized")


@dataclass
class Info:
    """`PaDeviceInfo`, as far as it is read."""

    name: str
    maxInputChannels: int  # noqa: N815 - its names
    defaultSampleRate: float  # noqa: N815
    isLoopbackDevice: int  # noqa: N815


class Stream:
    """An open stream."""

    def __init__(self, device: Device, block: int, callback: Callable[..., object]) -> None:
        self.device = device
        self.block = block
        self.callback = callback
        self.pump: Pump | None = None


class PortAudio:
    """Stands for the module.

    Attributes:
        refusal: What opening fails with, while it is set.
        streams: Those that are open.
        overflow: The flags that callbacks get.
    """

    paInt16 = 8  # noqa: N815 - its names
    paContinue = 0  # noqa: N815
    paInputOverflow = 2  # noqa: N815

    def __init__(self, devices: Sequence[Device]) -> None:
        self._devices = devices
        self._listed: list[Device] = []
        self._begun_in: int | None = None
        self.refusal: tuple[int, str] | None = None
        self.streams: set[Stream] = set()
        self.overflow = 0

    def initialize(self) -> None:
        assert self._begun_in is None, "begun twice"
        self._begun_in = threading.get_ident()
        self._listed = [d for d in self._devices if d.there and not d.is_input]

    def terminate(self) -> None:
        assert self._begun_in == threading.get_ident(), "ended in another thread"
        assert not self.streams, "ended under open streams"
        self._begun_in = None

    def get_device_count(self) -> int:
        self._must_have_begun()
        return 2 * len(self._listed)

    def get_device_info(self, index: int, /) -> Info:
        self._must_have_begun()
        device = self._listed[index % len(self._listed)]
        if index < len(self._listed):  # the output itself
            return Info(device.label, 0, float(device.rate), 0)
        name = f"{device.label} [Loopback]"[:126]
        return Info(name, device.channels, float(device.rate), 1)

    def open(  # noqa: PLR0913 - its parameters
        self,
        *,
        rate: int,
        channels: int,
        format: int,
        input: bool,
        input_device_index: int,
        frames_per_buffer: int,
        stream_callback: Callable[..., object],
    ) -> Stream:
        self._must_have_begun()
        device = self._listed[input_device_index - len(self._listed)]
        if channels < 1:
            raise ValueError("Invalid audio channels")
        assert format == self.paInt16
        assert input
        if self.refusal or not device.there:
            raise OSError(*(self.refusal or UNANTICIPATED))
        if (rate, channels) != (device.rate, device.channels):  # as shared mode is
            raise OSError(-9997, "Invalid sample rate")
        stream = Stream(device, frames_per_buffer, stream_callback)
        self.streams.add(stream)
        return stream

    def start_stream(self, stream: Stream, /) -> None:
        def deliver(pcm: bytes, frames: int) -> None:
            assert stream.callback(pcm, frames, {}, self.overflow) == (None, self.paContinue)

        stream.pump = Pump(stream.device, stream.block, deliver, lambda: None)

    def abort_stream(self, stream: Stream, /) -> None:
        if stream.pump is not None:
            stream.pump.end()

    def is_stream_active(self, stream: Stream, /) -> bool:
        if stream not in self.streams:
            raise OSError(-9988, "Stream closed")
        return stream.pump is not None and stream.pump.active

    def close(self, stream: Stream, /) -> None:
        self.abort_stream(stream)
        self.streams.discard(stream)

    def _must_have_begun(self) -> None:
        if self._begun_in is None:
            raise OSError(*_NOT_INITIALIZED)
