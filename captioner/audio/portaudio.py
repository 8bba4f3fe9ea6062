"""Inputs that are recorded by way of PortAudio. Everything here blocks."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from captioner.audio import faults, portaudio_process
from captioner.audio.continuity import now
from captioner.audio.host import BLOCK_MS, Block, OnBlock, OnLost
from captioner.audio.portaudio_process import Device, codes, exclusive, library
from captioner.core.audio import RATE
from captioner.core.errors import AudioError

_MOST_CHANNELS = 32

# From portaudio.h
_DEVICE_UNAVAILABLE = -9985
_INVALID_SAMPLE_RATE = -9997
_INVALID_CHANNEL_COUNT = -9998
_SAMPLE_FORMAT_NOT_SUPPORTED = -9994
_FORMAT_REFUSED = (_INVALID_SAMPLE_RATE, _INVALID_CHANNEL_COUNT, _SAMPLE_FORMAT_NOT_SUPPORTED)
_BUSY = -16  # EBUSY, ALSA's own word


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which input to record.

    Attributes:
        name: What PortAudio calls it.
        host_api: The host API in whose list it is.
        channels: How many it has; None for as many as PortAudio says.
        nth: Which of several of that name, from 0.
    """

    name: str
    host_api: str
    channels: int | None = None
    nth: int = 0


class NotListed(Exception):
    """PortAudio has no such device."""


class Stream:
    """An input that is being recorded, in the first format that it takes."""

    def __init__(
        self,
        label: str,
        wanted: Wanted,
        *,
        on_block: OnBlock,
        on_end: OnLost,
        environment: Mapping[str, str] | None = None,
        block_ms: int = BLOCK_MS,
    ) -> None:
        """Opens and starts it, if it can be with all of its channels.

        The system's own mix of them loses what `captioner.core.channels` keeps.

        Args:
            label: What the user calls it.
            wanted: Which input it is.
            on_block: Called for each block, in PortAudio's thread.
            on_end: Called if the stream ends by itself, in PortAudio's thread.
            environment: Variables to set while opening.
            block_ms: How long a block is.

        Raises:
            NotListed: It is not there.
            AudioError: It cannot be opened.
        """
        self._label = label
        self._wanted = wanted
        self._on_block = on_block
        self._on_end = on_end
        self._environment = environment or {}
        self._block_ms = block_ms
        self.closing = self._interrupted = False
        with exclusive(label):
            if _find(wanted) is None:
                portaudio_process.list_anew()
            self._stream = self._opened()
            portaudio_process.open_streams.append(self)

    def close(self) -> None:
        """Ends it; never `stop()`, which waits for ever for a source that sends nothing."""
        self.closing = True
        self._stream.abort()
        with exclusive(self._label):
            self._stream.close()
            if self in portaudio_process.open_streams:
                portaudio_process.open_streams.remove(self)

    def interrupt(self) -> None:
        """Ends it for a moment, so that devices can be listed anew; under the lock."""
        self._interrupted = True
        self._stream.abort()
        self._stream.close()

    def go_on(self) -> bool:
        """Opens it again; False if that cannot be, which its owner is told. Under the lock."""
        try:
            self._stream = self._opened()
        except (NotListed, AudioError):
            self._ended()
            return False
        return True

    def _opened(self) -> Any:
        device = _find(self._wanted)
        if device is None:
            raise NotListed(self._wanted.name)
        self._interrupted = False
        with _set_environment(self._environment):
            return _first_accepted(self._label, device, self._block_ms, self._on_block, self._ended)

    def _ended(self) -> None:
        if not (self.closing or self._interrupted):
            self._on_end()


def _find(wanted: Wanted) -> Device | None:
    alike = [
        d
        for d in portaudio_process.listed()
        if (d.name, d.host_api) == (wanted.name, wanted.host_api)
    ]
    if wanted.nth >= len(alike):
        return None
    device = alike[wanted.nth]
    return replace(device, channels=wanted.channels or device.channels)


def _first_accepted(
    label: str, device: Device, block_ms: int, on_block: OnBlock, end: Callable[[], None]
) -> Any:
    most = max(1, min(device.channels, _MOST_CHANNELS))
    formats = dict.fromkeys(((RATE, most), (device.rate, most), (RATE, 1), (device.rate, 1)))
    sounddevice = library()
    for rate, channels in formats:

        def deliver(
            data: Any,
            _frames: int,
            _time: object,
            status: Any,
            rate: int = rate,
            channels: int = channels,
        ) -> None:
            on_block(Block(bytes(data), rate, channels, now(), bool(status.input_overflow)))

        stream = None
        try:
            stream = sounddevice.RawInputStream(
                device=device.index,
                samplerate=rate,
                channels=channels,
                dtype="int16",
                blocksize=rate * block_ms // 1000,
                latency="low",
                callback=deliver,
                finished_callback=end,
                extra_settings=_extra_settings(device),
            )
            stream.start()
        except sounddevice.PortAudioError as error:
            if stream is not None:
                stream.close()
            code, host_code, detail = codes(error)
            if code in _FORMAT_REFUSED:
                continue
            if code == _DEVICE_UNAVAILABLE or host_code == _BUSY:
                raise faults.busy(label) from error
            raise faults.will_not_open(label, detail) from error
        else:
            return stream
    raise faults.refuses(label)


def _extra_settings(device: Device) -> Any:
    if "WASAPI" in device.host_api:  # whose shared mode otherwise takes one rate only
        return library().WasapiSettings(auto_convert=True)
    return None


@contextmanager
def _set_environment(variables: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
