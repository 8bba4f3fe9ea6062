"""Sound on Linux: the sound server says what there is, PortAudio records it.

PortAudio reaches the server through ALSA's device `pulse`, which records the source
named by the environment variable PULSE_SOURCE at the moment of opening.
"""

import itertools
import os
from collections.abc import Callable

from captioner.audio import faults, portaudio, pulse
from captioner.audio.host import BLOCK_MS, OnBlock, OnLost
from captioner.audio.pulse_watch import PulseWatch
from captioner.core.errors import AudioError
from captioner.core.sources import (
    MEETING,
    MICROPHONE,
    SourceInfo,
    SourceKind,
    absent,
    following,
)

_PREFIX = "pulse:"
_CHECK_S = 1.0
_RELIST_S = 60.0
_marks = itertools.count(1)


class Linux:
    """The host for PulseAudio and PipeWire."""

    def sources(self) -> tuple[SourceInfo, ...]:
        """The roles, then every input and every output's monitor."""
        try:
            with pulse.connected() as server:
                return _listed(server.devices())
        except pulse.NoServer:
            return (absent(MEETING, faults.NO_SERVER), absent(MICROPHONE, faults.NO_SERVER))

    def open(
        self,
        source: SourceInfo,
        on_block: OnBlock,
        on_lost: OnLost,
        block_ms: int = BLOCK_MS,
    ) -> "Recording":
        """Starts recording; see `captioner.audio.host.Host`."""
        return Recording(source, on_block, on_lost, block_ms)

    def watch(self, on_change: Callable[[], None]) -> PulseWatch:
        """Watches devices and defaults; see `captioner.audio.host.Host`."""
        was_there = True

        def look(server: pulse.Server | None) -> bool:
            nonlocal was_there
            if server is not None or was_there:
                on_change()
            was_there = server is not None
            return True

        return PulseWatch(look, ("source", "sink", "server"), _RELIST_S)


class Recording:
    """A source that is being recorded, and a watch that it stays that one.

    The server silently moves a recording to another source when its own is removed.
    """

    def __init__(
        self, source: SourceInfo, on_block: OnBlock, on_lost: OnLost, block_ms: int
    ) -> None:
        """Opens it.

        Raises:
            AudioError: It cannot be opened.
        """
        self._label = source.label
        self._name = (source.device or source.id).removeprefix(_PREFIX)
        self._mark = f"{os.getpid()}-{next(_marks)}"
        self._on_lost = on_lost
        self._seen = False
        self._moved = False
        environment = {
            "PULSE_SOURCE": self._name,
            "PULSE_PROP": f"{pulse.STREAM_MARK}={self._mark}",
            "PULSE_PROP_OVERRIDE": "application.name=Captioner application.icon_name=captioner",
        }
        try:
            self._stream = portaudio.Stream(
                source.label,
                portaudio.Wanted("pulse", "ALSA", _channels(self._name)),
                on_block=on_block,
                on_end=on_lost,
                environment=environment,
                block_ms=block_ms,
            )
        except portaudio.NotListed as error:
            raise faults.no_pulse_device() from error
        self._watch = PulseWatch(self._look, ("source_output", "source"), _CHECK_S)

    def why_lost(self) -> AudioError:
        """What the server says of the source now."""
        try:
            with pulse.connected() as server:
                sources = {source.name: source for source in server.devices().sources}
        except pulse.NoServer:
            return faults.server_gone()
        source = sources.get(self._name)
        if source is None:
            return faults.disconnected(self._label)
        if source.suspended:
            return faults.suspended(self._label)
        return faults.moved(self._label) if self._moved else faults.silent(self._label)

    def close(self) -> None:
        """Ends recording and watching."""
        self._watch.stop()
        self._stream.close()

    def _look(self, server: pulse.Server | None) -> bool:
        recorded = server.recorded_by(self._mark) if server is not None else ""
        if recorded == self._name or (server is not None and not recorded and not self._seen):
            self._seen = self._seen or bool(recorded)
            return True
        self._moved = bool(recorded)
        self._on_lost()
        return False


def _channels(name: str) -> int | None:
    """How many channels a source has; None if it is gone or the server is."""
    try:
        with pulse.connected() as server:
            sources = server.devices().sources
    except pulse.NoServer:
        return None
    return next((source.channels for source in sources if source.name == name), None)


def _listed(devices: pulse.Devices) -> tuple[SourceInfo, ...]:
    monitors = {s.monitor_of: _info(s) for s in devices.sources if s.monitor_of}
    inputs = {s.name: _info(s) for s in devices.sources if not s.monitor_of}
    # Without a microphone the server's default input is a monitor, which is no input here.
    output = monitors.get(devices.default_output) or next(iter(monitors.values()), None)
    default = inputs.get(devices.default_input) or next(iter(inputs.values()), None)
    return (
        following(MEETING, output) if output else absent(MEETING, faults.NO_OUTPUT),
        following(MICROPHONE, default) if default else absent(MICROPHONE, faults.NO_INPUT),
        *inputs.values(),
        *monitors.values(),
    )


def _info(source: pulse.Source) -> SourceInfo:
    return SourceInfo(
        id=_PREFIX + source.name,
        label=source.label,
        kind=SourceKind.MEETING if source.monitor_of else SourceKind.MICROPHONE,
        bluetooth=source.bluetooth and not source.monitor_of,
    )
