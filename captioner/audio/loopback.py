"""What an output of Windows plays, by PyAudioWPatch: PortAudio with loopback devices.

Its C module alone is used: the Python around it cannot abort a stream. PortAudio wants to
be ended in the thread that began it, and its list of devices is frozen in between; so one
thread makes all the calls, begins when something is opened and ends when nothing is open.
"""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Protocol, cast

from captioner.audio.continuity import now
from captioner.audio.host import OnBlock, OnLost
from captioner.audio.played import Played

_BLOCKS_A_SECOND = 20
_TICK_S = 0.05
_ANSWER_S = 5.0
_ENDING = " [Loopback]"


class NotListed(Exception):
    """PortAudio has no such output."""


class Refused(Exception):
    """PortAudio cannot record it; the text says why, as far as PortAudio knows."""


class Loopback:
    """An output that is being recorded at its own rate, with all of its channels."""

    def __init__(self, name: str, nth: int, *, on_block: OnBlock, on_end: OnLost) -> None:
        """Opens and starts it, with blocks of about 50 ms, also while nothing plays.

        Args:
            name: What Windows calls it.
            nth: Which of several of that name, from 0.
            on_block: Called for each block, in some thread.
            on_end: Called if it ends by itself, in some thread.

        Raises:
            NotListed: It is not there.
            Refused: It cannot be opened.
            TimeoutError: PortAudio does not answer.
            ImportError: PyAudioWPatch is not installed.
        """
        self.name = name
        self.nth = nth
        self.on_block = on_block
        self.on_end = on_end
        _ask(lambda library: library.open(self))

    def close(self) -> None:
        """Ends it; nothing is called afterwards.

        Raises:
            TimeoutError: PortAudio does not answer.
        """
        _ask(lambda library: library.close(self))


def is_there() -> bool:
    """Whether PyAudioWPatch is installed; there is none for ARM."""
    try:
        _module()
    except ImportError:
        return False
    return True


class _Info(Protocol):
    """The C module's `PaDeviceInfo`."""

    name: str
    maxInputChannels: int  # noqa: N815 - its names
    defaultSampleRate: float  # noqa: N815
    isLoopbackDevice: int  # noqa: N815


_Deliver = Callable[[bytes, int, object, int], tuple[None, int]]


class _PortAudio(Protocol):
    """The part of the C module that is used, as its source declares it."""

    paInt16: int  # noqa: N815 - its names
    paContinue: int  # noqa: N815
    paInputOverflow: int  # noqa: N815

    def initialize(self) -> None: ...
    def terminate(self) -> None: ...
    def get_device_count(self) -> int: ...
    def get_device_info(self, index: int, /) -> _Info: ...
    def start_stream(self, stream: object, /) -> None: ...
    def abort_stream(self, stream: object, /) -> None: ...
    def is_stream_active(self, stream: object, /) -> bool: ...
    def close(self, stream: object, /) -> None: ...
    def open(  # noqa: PLR0913 - its parameters
        self,
        *,
        rate: int,
        channels: int,
        format: int,
        input: bool,
        input_device_index: int,
        frames_per_buffer: int,
        stream_callback: _Deliver,
    ) -> object: ...


def _module() -> _PortAudio:
    import _portaudiowpatch

    return cast("_PortAudio", _portaudiowpatch)


class _Library:
    """PortAudio, begun, with its streams. All of it in the thread that it starts."""

    def __init__(self) -> None:
        self.work: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._pa = _module()
        self._begun = False
        self._open: dict[Loopback, tuple[object, Played]] = {}
        threading.Thread(target=self._run, name="captioner-loopback", daemon=True).start()

    def open(self, loopback: Loopback) -> None:
        """Lists devices anew if it must, which those that are open do not notice."""
        try:
            self._begin()
            index = self._find(loopback)
            if index is None and self._open:
                self._list_anew()
                index = self._find(loopback)
            if index is None:
                raise NotListed(loopback.name)
            self._open[loopback] = self._start(loopback, index, now())
        except (OSError, ValueError) as error:  # the latter: a device without channels
            raise Refused(str(error.args[-1])) from error

    def close(self, loopback: Loopback) -> None:
        """Does nothing if it has ended by itself."""
        if loopback in self._open:
            self._end(*self._open.pop(loopback))

    def _run(self) -> None:
        while True:
            with suppress(queue.Empty):
                self.work.get(timeout=_TICK_S if self._open else 0)()
            if not self._open and self._ends():
                return
            for loopback, (stream, sound) in list(self._open.items()):
                if self._is_active(stream):
                    sound.tick()
                else:
                    self.close(loopback)
                    loopback.on_end()

    def _begin(self) -> None:
        if not self._begun:
            self._pa.initialize()
            self._begun = True

    def _ends(self) -> bool:
        """Whether nothing is wanted any more; then PortAudio has ended too."""
        global _library
        with _guard:
            if not self.work.empty():
                return False
            if self._begun:
                self._pa.terminate()
            _library = None
            return True

    def _list_anew(self) -> None:
        held, at = list(self._open), now()
        for loopback in held:
            self.close(loopback)
        self._pa.terminate()
        self._begun = False
        for loopback in held:
            try:
                self._begin()
                index = self._find(loopback)
                if index is not None:
                    self._open[loopback] = self._start(loopback, index, at)
            except (OSError, ValueError):
                index = None
            if index is None:
                loopback.on_end()
        self._begin()

    def _find(self, loopback: Loopback) -> int | None:
        found = [
            index
            for index in range(self._pa.get_device_count())
            for info in [self._pa.get_device_info(index)]
            # A long name is cut, with its ending.
            if info.isLoopbackDevice and (loopback.name + _ENDING).startswith(info.name)
        ]
        return found[loopback.nth] if loopback.nth < len(found) else None

    def _start(self, loopback: Loopback, index: int, began: float) -> tuple[object, Played]:
        pa, info = self._pa, self._pa.get_device_info(index)
        rate, channels = round(info.defaultSampleRate), info.maxInputChannels
        sound = Played(rate, channels, began, loopback.on_block)

        def deliver(pcm: bytes, frames: int, _time: object, status: int) -> tuple[None, int]:
            sound.arrived(pcm, frames, overflow=bool(status & pa.paInputOverflow))
            return None, pa.paContinue

        stream = pa.open(
            rate=rate,
            channels=channels,
            format=pa.paInt16,
            input=True,
            input_device_index=index,
            frames_per_buffer=rate // _BLOCKS_A_SECOND,
            stream_callback=deliver,
        )
        try:
            pa.start_stream(stream)
        except OSError:
            pa.close(stream)
            raise
        return stream, sound

    def _is_active(self, stream: object) -> bool:
        try:
            return self._pa.is_stream_active(stream)
        except OSError:
            return False

    def _end(self, stream: object, sound: Played) -> None:
        sound.end()
        with suppress(OSError):  # it has ended already
            self._pa.abort_stream(stream)
        self._pa.close(stream)


_guard = threading.Lock()
_library: _Library | None = None


def _ask(work: Callable[[_Library], None]) -> None:
    """Has the library's thread do it, and waits for that."""
    global _library
    outcome: Future[None] = Future()

    def do() -> None:
        try:
            work(library)
            outcome.set_result(None)
        except BaseException as error:  # noqa: BLE001 - handed to the caller, whatever it is
            outcome.set_exception(error)

    with _guard:
        library = _library = _library or _Library()
        library.work.put(do)
    outcome.result(_ANSWER_S)
