"""catap with made devices: the part of its interface that is used, as its source declares it."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from types import SimpleNamespace

import numpy as np

from tests.audio.hosts.devices import Device, Pump

_ids = count(40)


@dataclass(frozen=True)
class AudioStreamFormat:
    sample_rate: float
    num_channels: int
    bits_per_sample: int
    sample_type: str
    format_id: str = "lpcm"

    @property
    def is_float(self) -> bool:
        return self.sample_type == "float"

    @property
    def is_signed_integer(self) -> bool:
        return self.sample_type == "signed_integer"


class Session:
    """`RecordingSession`: blocks of about ten milliseconds, in floats."""

    def __init__(self, made: "Catap", device: Device, on_buffer: Callable[[object], None]) -> None:
        self._made, self._device, self._on_buffer = made, device, on_buffer
        self._pump: Pump | None = None
        self.capture_failed = False

    def start(self) -> None:
        if self._made.refusal is not None:
            raise self._made.refusal
        self._made.sessions.add(self)
        self._pump = Pump(self._device, self._device.rate // 100, self._deliver, self._fail)

    def close(self) -> None:
        if self._pump is not None:
            self._pump.end()
        self._made.sessions.discard(self)

    def _deliver(self, pcm: bytes, frames: int) -> None:
        form = AudioStreamFormat(
            float(self._device.rate),
            self._device.channels,
            *((32, "float") if self._made.bits == 0 else (self._made.bits, "signed_integer")),
        )
        samples = np.frombuffer(pcm, "<i2")
        data = {
            0: (samples / np.float32(32_768)).astype("<f4"),
            16: samples,
            32: samples.astype("<i4") << 16,
        }[self._made.bits].tobytes()
        with contextlib.suppress(ValueError):
            self._on_buffer(SimpleNamespace(data=data, frame_count=frames, format=form))

    def _fail(self) -> None:
        self.capture_failed = True


class Catap:
    """Stands for the module.

    Attributes:
        refusal: What starting fails with, while it is set.
        bits: Of the integers that are sent; 0 for floats.
        answers: Whether Core Audio does.
    """

    def __init__(self, devices: Sequence[Device], default: Callable[[bool], str]) -> None:
        self._devices, self._default = devices, default
        self.refusal: Exception | None = None
        self.bits = 0
        self.answers = True
        self.sessions: set[Session] = set()

    def list_audio_devices(self) -> list[SimpleNamespace]:
        if not self.answers:
            raise OSError("Core Audio: 'stop'")
        own = [Device("io.github.catap.aggregate.1", "Aggregate", False)] * bool(self.sessions)
        return [
            SimpleNamespace(
                uid=device.id,
                name=device.label,
                input_streams=("one",) if device.is_input else (),
                output_streams=() if device.is_input else ("one",),
                is_default_input=device.is_input and device.id == self._default(True),
                is_default_output=not device.is_input and device.id == self._default(False),
                made=device,
            )
            for device in [*self._devices, *own]
            if device.there
        ]

    def record_device(
        self, device: SimpleNamespace, *, on_buffer: Callable[[object], None]
    ) -> Session:
        if not device.output_streams:
            raise ValueError("no output streams to tap")
        return Session(self, device.made, on_buffer)
