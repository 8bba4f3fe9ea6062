"""Sound on macOS before 14.2: microphones through PortAudio."""

from collections.abc import Callable

from captioner.audio import faults, portaudio, portaudio_process
from captioner.audio.host import BLOCK_MS, OnBlock, OnLost
from captioner.audio.poll import Poll
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

_POLL_S = 3.0


class Microphones:
    """The host for one of PortAudio's host APIs.

    Args:
        prefix: What its identities begin with, such as `coreaudio`.
        host_api: PortAudio's name for it.
    """

    def __init__(self, prefix: str, host_api: str) -> None:
        self._prefix = prefix
        self._host_api = host_api

    def sources(self) -> tuple[SourceInfo, ...]:
        """The roles, then every microphone."""
        try:
            portaudio_process.refresh()
            devices = self._devices()
        except AudioError as error:
            return (absent(MEETING, faults.NEEDS_NEWER_MACOS), absent(MICROPHONE, error.title))
        named = [self._info(device) for device in devices]
        default = next((self._info(d) for d in devices if d.is_default), next(iter(named), None))
        return (
            absent(MEETING, faults.NEEDS_NEWER_MACOS),
            following(MICROPHONE, default) if default else absent(MICROPHONE, faults.NO_INPUT),
            *named,
        )

    def open(
        self,
        source: SourceInfo,
        on_block: OnBlock,
        on_lost: OnLost,
        block_ms: int = BLOCK_MS,
    ) -> "Recording":
        """Starts recording; see `captioner.audio.host.Host`."""
        name = (source.device or source.id).removeprefix(f"{self._prefix}:")
        try:
            stream = portaudio.Stream(
                source.label,
                portaudio.Wanted(name, self._host_api),
                on_block=on_block,
                on_end=on_lost,
                block_ms=block_ms,
            )
        except portaudio.NotListed as error:
            raise faults.disconnected(source.label) from error
        return Recording(source.label, stream)

    def watch(self, on_change: Callable[[], None]) -> Poll:
        """Has all listed anew every few seconds; see `captioner.audio.host.Host`.

        PortAudio looks anew only while nothing is recorded.
        """
        return Poll(on_change, _POLL_S)

    def _devices(self) -> tuple[portaudio_process.Device, ...]:
        return tuple(d for d in portaudio_process.inputs() if d.host_api == self._host_api)

    def _info(self, device: portaudio_process.Device) -> SourceInfo:
        return SourceInfo(
            id=f"{self._prefix}:{device.name}",
            label=clean(device.name),
            kind=SourceKind.MICROPHONE,
            bluetooth=sounds_wireless(device.name),
        )


class Recording:
    """A microphone that is being recorded."""

    def __init__(self, label: str, stream: portaudio.Stream) -> None:
        self._label = label
        self._stream = stream

    def why_lost(self) -> AudioError:
        """All that can be known: PortAudio's list is frozen while a stream is open."""
        return faults.silent(self._label)

    def close(self) -> None:
        """Ends it."""
        self._stream.close()


def sounds_wireless(name: str) -> bool:
    """Whether a microphone is a Bluetooth headset's, which only its name says."""
    return any(word in name.lower() for word in ("bluetooth", "hands-free", "airpods"))
