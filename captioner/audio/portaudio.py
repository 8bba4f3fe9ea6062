"""PortAudio, by way of sounddevice, which no other file knows. Everything here blocks.

Three things belong to the whole process and are guarded by one lock: PortAudio's list of
devices, which is frozen when it starts; its list of open streams; and the environment
variables by which ALSA's way to the sound server is told what to record.
"""

import atexit
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Protocol

from captioner.audio import faults
from captioner.audio.continuity import now
from captioner.audio.host import Block, OnBlock, OnLost
from captioner.core.audio import RATE
from captioner.core.errors import AudioError
from captioner.core.sentence import Sentence

_BLOCKS_A_SECOND = 20
"""Every block wakes the program, which costs more than all else that a service's captions
take; two of these are one message to a service."""

_MOST_CHANNELS = 32
_LOCK_S = 5.0

# From portaudio.h
_DEVICE_UNAVAILABLE = -9985
_INVALID_SAMPLE_RATE = -9997
_INVALID_CHANNEL_COUNT = -9998
_SAMPLE_FORMAT_NOT_SUPPORTED = -9994
_FORMAT_REFUSED = (_INVALID_SAMPLE_RATE, _INVALID_CHANNEL_COUNT, _SAMPLE_FORMAT_NOT_SUPPORTED)
_BUSY = -16  # EBUSY, ALSA's own word

_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Device:
    """An input as PortAudio lists it.

    Attributes:
        index: Its place in the list, valid only while the lock is held.
        name: Its name.
        host_api: The system interface it belongs to, such as "Windows WASAPI".
        rate: Its own frames a second.
        channels: How many it has.
        is_default: Whether it is the default input of its host API.
    """

    index: int
    name: str
    host_api: str
    rate: int
    channels: int
    is_default: bool


def inputs() -> tuple[Device, ...]:
    """The inputs PortAudio knows.

    Raises:
        AudioError: PortAudio is missing.
    """
    with exclusive("the list of microphones"):
        return _inputs()


def refresh() -> bool:
    """Has PortAudio look for devices anew; False if an open stream forbids it.

    Raises:
        AudioError: PortAudio is missing.
    """
    with exclusive("the list of microphones"):
        return _refreshed()


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
    ) -> None:
        """Opens and starts it, with blocks of 50 ms and, if it can be, all of its channels.

        The system's own mix of them loses what `captioner.core.channels` keeps.

        Args:
            label: What the user calls it.
            wanted: Which input it is.
            on_block: Called for each block, in PortAudio's thread.
            on_end: Called if the stream ends by itself, in PortAudio's thread.
            environment: Variables to set while opening.

        Raises:
            NotListed: It is not there.
            AudioError: It cannot be opened.
        """
        self._label = label
        self._wanted = wanted
        self._on_block = on_block
        self._on_end = on_end
        self._environment = environment or {}
        self.closing = self._interrupted = False
        with exclusive(label):
            if _find(wanted) is None:
                _list_anew()
            self._stream = self._opened()
            open_streams.append(self)

    def close(self) -> None:
        """Ends it; never `stop()`, which waits for ever for a source that sends nothing."""
        self.closing = True
        self._stream.abort()
        with exclusive(self._label):
            self._stream.close()
            if self in open_streams:
                open_streams.remove(self)

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
            return _first_accepted(self._label, device, self._on_block, self._ended)

    def _ended(self) -> None:
        if not (self.closing or self._interrupted):
            self._on_end()


class Held(Protocol):
    """A stream that is open, so that PortAudio cannot list devices anew."""

    closing: bool
    """Whether its owner is about to close it."""

    def interrupt(self) -> None:
        """End it for a moment; under the lock."""
        ...

    def go_on(self) -> bool:
        """Open it again; False if that cannot be. Under the lock."""
        ...


open_streams: list[Held] = []


def _find(wanted: Wanted) -> Device | None:
    alike = [d for d in _inputs() if (d.name, d.host_api) == (wanted.name, wanted.host_api)]
    if wanted.nth >= len(alike):
        return None
    device = alike[wanted.nth]
    return replace(device, channels=wanted.channels or device.channels)


def _list_anew() -> None:
    """Has PortAudio look anew, though streams are open: they stop for a moment.

    What it lists for the first time is what the user has just plugged in and wants.
    """
    held = [stream for stream in open_streams if not stream.closing]
    for stream in held:
        stream.interrupt()
        open_streams.remove(stream)
    _refreshed()
    open_streams.extend(stream for stream in held if stream.go_on())


def _first_accepted(label: str, device: Device, on_block: OnBlock, end: Callable[[], None]) -> Any:
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
                blocksize=rate // _BLOCKS_A_SECOND,
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


def codes(error: Exception) -> tuple[int, int, str]:
    """PortAudio's code, the host's own code (0 for none) and the clearest text."""
    text, code, *host = (*error.args, 0)[: max(2, len(error.args))]
    if host:
        return int(code), int(host[0][1]), str(host[0][2])
    return int(code), 0, str(text).rpartition(": ")[2]


def _extra_settings(device: Device) -> Any:
    if "WASAPI" in device.host_api:  # whose shared mode otherwise takes one rate only
        return library().WasapiSettings(auto_convert=True)
    return None


def _inputs() -> tuple[Device, ...]:
    sounddevice = library()
    apis = sounddevice.query_hostapis()
    return tuple(
        Device(
            index=int(device["index"]),
            name=str(device["name"]),
            host_api=str(apis[device["hostapi"]]["name"]),
            rate=int(device["default_samplerate"]),
            channels=int(device["max_input_channels"]),
            is_default=apis[device["hostapi"]]["default_input_device"] == device["index"],
        )
        for device in sounddevice.query_devices()
        if device["max_input_channels"] > 0
    )


def _refreshed() -> bool:
    if open_streams:
        return False
    sounddevice = library()
    sounddevice._terminate()  # noqa: SLF001 - sounddevice has no public way
    sounddevice._initialize()  # noqa: SLF001
    return True


def library() -> Any:
    """The library itself, started.

    Raises:
        AudioError: It is missing.
    """
    try:
        import sounddevice  # a quarter of a second, so only when sound is wanted
    except Exception as error:  # it also starts PortAudio, which may fail in its own way
        raise faults.no_portaudio() from error
    # At the end of the program it would wait, for ever, for a stream that hangs while it is
    # opened or closed. The system takes back all that PortAudio has.
    atexit.unregister(sounddevice._exit_handler)  # noqa: SLF001 - there is no public way
    return sounddevice


@contextmanager
def exclusive(label: str) -> Iterator[None]:
    """Nobody else opens, closes or lists anything meanwhile.

    Raises:
        AudioError: Somebody hangs doing so.
    """
    if not _lock.acquire(timeout=_LOCK_S):
        raise faults.will_not_open(
            label, Sentence("another source hangs while it is opened or closed")
        )
    try:
        yield
    finally:
        _lock.release()


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
