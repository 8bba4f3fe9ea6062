"""The sound server of Linux, PulseAudio or PipeWire, by way of pulsectl. Everything blocks."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from captioner.core.lines import clean

STREAM_MARK = "captioner.stream"
"""The property by which one of our recordings is known among all of the server's."""


class NoServer(Exception):
    """No sound server answers, or it has gone."""


@dataclass(frozen=True, slots=True)
class Source:
    """An input or a monitor as the server lists it.

    Attributes:
        name: Its lasting name.
        label: What people call it; for a monitor what they call its output.
        monitor_of: The name of the output it monitors, "" for an input.
        bluetooth: Whether it is part of a Bluetooth headset.
        suspended: Whether the server has put it to sleep.
        channels: How many it has.
    """

    name: str
    label: str
    monitor_of: str
    bluetooth: bool
    suspended: bool
    channels: int


@dataclass(frozen=True, slots=True)
class Devices:
    """What the server has at one moment; defaults are names, "" for none."""

    sources: tuple[Source, ...]
    default_input: str
    default_output: str


class Server:
    """One connection. All calls in one thread, except `interrupt`."""

    def __init__(self, pulse: Any) -> None:
        self._pulse = pulse
        self._changed = False
        self._lock = threading.Lock()
        self._closed = False

    def devices(self) -> Devices:
        """Everything that can be recorded, and the defaults.

        Raises:
            NoServer: The server has gone.
        """
        with _failures():
            info = self._pulse.server_info()
            outputs = {str(sink.name): str(sink.description) for sink in self._pulse.sink_list()}
            return Devices(
                tuple(_source(source, outputs) for source in self._pulse.source_list()),
                str(info.default_source_name or ""),
                str(info.default_sink_name or ""),
            )

    def recorded_by(self, mark: str) -> str:
        """The name of the source that our recording with this mark has, "" for none.

        Raises:
            NoServer: The server has gone.
        """
        with _failures():
            for recording in self._pulse.source_output_list():
                if recording.proplist.get(STREAM_MARK) == mark:
                    sources = self._pulse.source_list()
                    names = {source.index: str(source.name) for source in sources}
                    return names.get(recording.source, "")
            return ""

    def listen(self, *facilities: str) -> None:
        """Makes `wait` end early when one of these changes.

        Raises:
            NoServer: The server has gone.
        """
        import pulsectl

        def on_event(_event: object) -> None:
            self._changed = True
            raise pulsectl.PulseLoopStop

        with _failures():
            self._pulse.event_callback_set(on_event)
            self._pulse.event_mask_set(*facilities)

    def wait(self, limit_s: float) -> None:
        """Blocks until a change, an `interrupt` or the limit.

        Raises:
            NoServer: The server has gone.
        """
        if not self._pulse.connected:  # which pulsectl does not look at before it waits
            raise NoServer
        if not self._changed:  # it may have come during another call
            with _failures():
                self._pulse.event_listen(timeout=limit_s)
        self._changed = False

    def interrupt(self) -> None:
        """Ends a `wait` in another thread; does nothing if none is under way."""
        with self._lock:
            if not self._closed:
                self._pulse.event_listen_stop()

    def close(self) -> None:
        """Ends the connection."""
        with self._lock:
            self._closed = True
            self._pulse.close()


@contextmanager
def connected() -> Iterator[Server]:
    """A connection to the user's sound server. One that hangs blocks.

    Raises:
        NoServer: None answers.
    """
    with _failures():
        import pulsectl

        pulse = pulsectl.Pulse("Captioner", connect=False)
        try:
            # Without its timeout, which pulsectl always waits for in full.
            pulse.connect()
        except BaseException:
            pulse.close()
            raise
    server = Server(pulse)
    try:
        yield server
    finally:
        server.close()


@contextmanager
def _failures() -> Iterator[None]:
    try:
        import pulsectl
        from pulsectl._pulsectl import LibPulse  # for the error it lets through
    except (ImportError, OSError) as error:  # libpulse is not installed
        raise NoServer from error
    try:
        yield
    except (pulsectl.PulseError, pulsectl.PulseDisconnected, LibPulse.CallError) as error:
        raise NoServer from error


def _source(source: Any, outputs: dict[str, str]) -> Source:
    monitor_of = str(source.monitor_of_sink_name or "")
    properties = source.proplist
    bus = str(properties.get("device.bus", "")) + str(properties.get("device.api", ""))
    return Source(
        name=str(source.name),
        label=clean(outputs.get(monitor_of) or str(source.description or source.name)),
        monitor_of=monitor_of,
        bluetooth="blue" in bus,
        suspended=source.state == "suspended",
        channels=int(source.channel_count),
    )
