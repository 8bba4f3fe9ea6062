"""What of PortAudio belongs to the whole process, by way of sounddevice. All of it blocks.

The list of devices, which is frozen when PortAudio starts; the list of open streams; and the
environment variables by which ALSA's way to the sound server is told what to record. One lock
guards them.
"""

import atexit
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from captioner.audio import faults
from captioner.core.sentence import Sentence

_LOCK_S = 5.0

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
        return listed()


def refresh() -> bool:
    """Has PortAudio look for devices anew; False if an open stream forbids it.

    Raises:
        AudioError: PortAudio is missing.
    """
    with exclusive("the list of microphones"):
        return _refreshed()


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


def list_anew() -> None:
    """Has PortAudio look anew, though streams are open: they stop for a moment. Under the lock.

    What it lists for the first time is what the user has just plugged in and wants.
    """
    held = [stream for stream in open_streams if not stream.closing]
    for stream in held:
        stream.interrupt()
        open_streams.remove(stream)
    _refreshed()
    open_streams.extend(stream for stream in held if stream.go_on())


def listed() -> tuple[Device, ...]:
    """The inputs PortAudio knows; under the lock."""
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


def codes(error: Exception) -> tuple[int, int, str]:
    """PortAudio's code, the host's own code (0 for none) and the clearest text."""
    text, code, *host = (*error.args, 0)[: max(2, len(error.args))]
    if host:
        return int(code), int(host[0][1]), str(host[0][2])
    return int(code), 0, str(text).rpartition(": ")[2]


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
