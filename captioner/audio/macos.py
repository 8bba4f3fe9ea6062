"""Sound on macOS: Core Audio's devices, recorded by PortAudio, and what they play by a tap."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from captioner.audio import faults, portaudio
from captioner.audio.host import BLOCK_MS, OnBlock, OnLost, Recording
from captioner.audio.microphones import Microphones, sounds_wireless
from captioner.audio.poll import LOOK_S, Poll
from captioner.audio.presence import Presence
from captioner.audio.tap import Tap
from captioner.core.errors import AudioError
from captioner.core.lines import clean
from captioner.core.sources import (
    MEETING,
    MICROPHONE,
    SourceInfo,
    SourceKind,
    absent,
    following,
)

if TYPE_CHECKING:
    from catap import AudioDevice

_PREFIX = "coreaudio:"
_HOST_API = "Core Audio"
_OWN = "io.github.catap."
"""How the identities of the devices begin that catap makes to record with."""


class MacOS:
    """The host for Core Audio; below macOS 14.2 it has microphones only.

    Args:
        allowed: Whether this program may use microphones; one that may not hears silence.
    """

    def __init__(self, allowed: Callable[[], bool]) -> None:
        self._microphones = Microphones("coreaudio", _HOST_API)
        self._allowed = allowed

    def sources(self) -> tuple[SourceInfo, ...]:
        """The roles, then every microphone, then what every output plays."""
        try:
            devices = _devices()
        except ImportError:
            return self._microphones.sources()
        except OSError:
            return (absent(MEETING, faults.NO_CORE_AUDIO), absent(MICROPHONE, faults.NO_CORE_AUDIO))
        inputs = {d.uid: _info(d, SourceKind.MICROPHONE) for d in devices if d.input_streams}
        # A headset is both, and is told apart by what it is recorded as.
        outputs = {d.uid: _info(d, SourceKind.MEETING) for d in devices if d.output_streams}
        output = _default(devices, outputs, lambda d: d.is_default_output)
        default = _default(devices, inputs, lambda d: d.is_default_input)
        return (
            following(MEETING, output) if output else absent(MEETING, faults.NO_OUTPUT),
            self._microphone(default),
            *inputs.values(),
            *outputs.values(),
        )

    def open(
        self,
        source: SourceInfo,
        on_block: OnBlock,
        on_lost: OnLost,
        block_ms: int = BLOCK_MS,
    ) -> Recording:
        """Starts recording; see `captioner.audio.host.Host`."""
        try:
            return _Tapped(self._allowed, source, on_block, on_lost, block_ms)
        except ImportError:
            return self._microphones.open(source, on_block, on_lost, block_ms)

    def watch(self, on_change: Callable[[], None]) -> Poll:
        """Has the list compared every second; see `captioner.audio.host.Host`."""
        return Poll(on_change, LOOK_S)

    def _microphone(self, default: SourceInfo | None) -> SourceInfo:
        if default is None:
            return absent(MICROPHONE, faults.NO_INPUT)
        if not self._allowed():
            return absent(MICROPHONE, faults.MICROPHONE_REFUSED)
        return following(MICROPHONE, default)


class _Stream(Protocol):
    def close(self) -> None: ...


class _Tapped:
    """A device that is being recorded, and a watch that it stays there."""

    def __init__(
        self,
        allowed: Callable[[], bool],
        source: SourceInfo,
        on_block: OnBlock,
        on_lost: OnLost,
        block_ms: int,
    ) -> None:
        """Opens it.

        Raises:
            AudioError: It cannot be opened.
            ImportError: This macOS has no taps.
        """
        self._allowed = allowed
        self._label = source.label
        self._uid = _uid(source.device or source.id)
        self._plays = source.kind is SourceKind.MEETING
        self._presence = Presence(lambda: self._device() is not None, on_lost)
        try:
            self._stream = self._opened(on_block, block_ms)
        except portaudio.NotListed as error:
            raise faults.disconnected(self._label) from error
        except (OSError, ValueError, RuntimeError) as error:
            raise faults.will_not_open(self._label, str(error)) from error
        self._presence.watch()

    def why_lost(self) -> AudioError:
        """What Core Audio says of the device now."""
        try:
            there = self._device() is not None
        except OSError:
            return faults.unavailable(faults.NO_CORE_AUDIO)
        if not there:
            return faults.disconnected(self._label)
        if not self._may_hear():
            return faults.unavailable(faults.MICROPHONE_REFUSED)
        return faults.silent(self._label)

    def close(self) -> None:
        """Ends recording and watching."""
        self._presence.end()
        self._stream.close()

    def _opened(self, on_block: OnBlock, block_ms: int) -> _Stream:
        found = self._device()
        if found is None:
            raise portaudio.NotListed(self._uid)
        if not self._may_hear():
            raise faults.unavailable(faults.MICROPHONE_REFUSED)
        device, nth = found
        if self._plays:
            return Tap(device, on_block=on_block, on_end=self._presence.gone)
        wanted = portaudio.Wanted(device.name, _HOST_API, nth=nth)
        return portaudio.Stream(
            self._label,
            wanted,
            on_block=on_block,
            on_end=self._presence.gone,
            block_ms=block_ms,
        )

    def _may_hear(self) -> bool:
        return self._plays or self._allowed()

    def _device(self) -> tuple[AudioDevice, int] | None:
        """The device, and which input of several of its name it is; None if it is gone."""
        devices = _devices()
        for device in devices:
            if device.uid == self._uid and (device.output_streams or not self._plays):
                alike = [d.uid for d in devices if d.name == device.name and d.input_streams]
                return device, alike.index(device.uid) if device.uid in alike else 0
        return None


def _devices() -> list[AudioDevice]:
    """All of Core Audio's, but those that are made to record with.

    Raises:
        ImportError: This macOS has no taps.
        OSError: Core Audio does not answer.
    """
    import catap

    return [device for device in catap.list_audio_devices() if not device.uid.startswith(_OWN)]


def _default(
    devices: list[AudioDevice],
    listed: dict[str, SourceInfo],
    is_default: Callable[[AudioDevice], bool],
) -> SourceInfo | None:
    chosen = [listed[d.uid] for d in devices if d.uid in listed and is_default(d)]
    return next(iter([*chosen, *listed.values()]), None)


_PLAYS = "plays:"


def _info(device: AudioDevice, kind: SourceKind) -> SourceInfo:
    plays = kind is SourceKind.MEETING
    return SourceInfo(
        id=f"{_PREFIX}{_PLAYS if plays else ''}{device.uid}",
        label=clean(device.name),
        kind=kind,
        bluetooth=not plays and sounds_wireless(device.name),
    )


def _uid(identity: str) -> str:
    return identity.removeprefix(_PREFIX).removeprefix(_PLAYS)
