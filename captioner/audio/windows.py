"""Sound on Windows: WASAPI's endpoints, recorded by PortAudio, and what they play."""

from collections.abc import Callable
from typing import Protocol

from captioner.audio import faults, loopback, portaudio
from captioner.audio.endpoints import (
    Directory,
    Endpoint,
    Endpoints,
    InExclusiveUse,
    NotAllowed,
    Refusal,
)
from captioner.audio.host import BLOCK_MS, OnBlock, OnLost
from captioner.audio.microphones import sounds_wireless
from captioner.audio.poll import LOOK_S, Poll
from captioner.audio.presence import Presence
from captioner.core.errors import AudioError, SourceBusy
from captioner.core.lines import clean
from captioner.core.sources import (
    MEETING,
    MICROPHONE,
    SourceInfo,
    SourceKind,
    absent,
    following,
)

_PREFIX = "wasapi:"
_HOST_API = "Windows WASAPI"


class Windows:
    """The host for WASAPI, in its shared mode.

    Args:
        directory: Who knows the endpoints.
    """

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def sources(self) -> tuple[SourceInfo, ...]:
        """The roles, then every microphone, then what every output plays."""
        try:
            found = self._directory.endpoints()
        except OSError:
            return (absent(MEETING, faults.NO_SERVICE), absent(MICROPHONE, faults.NO_SERVICE))
        inputs = {e.id: _info(e, SourceKind.MICROPHONE) for e in found.inputs}
        outputs = {e.id: _info(e, SourceKind.MEETING) for e in found.outputs}
        can_hear_outputs = loopback.is_there()
        return (
            self._meeting(outputs, found) if can_hear_outputs else _no_loopback(),
            self._microphone(inputs, found),
            *inputs.values(),
            *(outputs.values() if can_hear_outputs else ()),
        )

    def open(
        self,
        source: SourceInfo,
        on_block: OnBlock,
        on_lost: OnLost,
        block_ms: int = BLOCK_MS,
    ) -> "Recording":
        """Starts recording; see `captioner.audio.host.Host`."""
        return Recording(self._directory, source, on_block, on_lost, block_ms)

    def watch(self, on_change: Callable[[], None]) -> Poll:
        """Has the list compared every second; see `captioner.audio.host.Host`."""
        return Poll(on_change, LOOK_S)

    def _meeting(self, outputs: dict[str, SourceInfo], found: Endpoints) -> SourceInfo:
        output = outputs.get(found.default_output) or next(iter(outputs.values()), None)
        return following(MEETING, output) if output else absent(MEETING, faults.NO_OUTPUT)

    def _microphone(self, inputs: dict[str, SourceInfo], found: Endpoints) -> SourceInfo:
        if inputs and not self._directory.microphones_allowed():
            return absent(MICROPHONE, faults.MICROPHONES_OFF)
        default = inputs.get(found.default_input) or next(iter(inputs.values()), None)
        return following(MICROPHONE, default) if default else absent(MICROPHONE, faults.NO_INPUT)


class _Stream(Protocol):
    def close(self) -> None: ...


class Recording:
    """An endpoint that is being recorded, and a watch that it stays there."""

    def __init__(
        self,
        directory: Directory,
        source: SourceInfo,
        on_block: OnBlock,
        on_lost: OnLost,
        block_ms: int,
    ) -> None:
        """Opens it.

        Raises:
            AudioError: It cannot be opened.
        """
        self._directory = directory
        self._label = source.label
        self._id = (source.device or source.id).removeprefix(_PREFIX)
        self._plays = source.kind is SourceKind.MEETING
        self._presence = Presence(lambda: self._endpoint() is not None, on_lost)
        try:
            self._stream = self._opened(on_block, block_ms)
        except (loopback.NotListed, portaudio.NotListed) as error:
            raise faults.disconnected(self._label) from error
        except TimeoutError as error:
            raise faults.will_not_open(self._label, faults.NO_ANSWER) from error
        except (loopback.Refused, SourceBusy) as error:
            raise self._why_refused(error) from error
        self._presence.watch()

    def why_lost(self) -> AudioError:
        """What Windows says of the endpoint now."""
        try:
            there = self._endpoint() is not None
        except OSError:
            return faults.service_gone()
        if not there:
            return faults.disconnected(self._label)
        if not self._plays and not self._directory.microphones_allowed():
            return faults.unavailable(faults.MICROPHONES_OFF)
        return faults.silent(self._label)

    def close(self) -> None:
        """Ends recording and watching."""
        self._presence.end()
        self._stream.close()

    def _opened(self, on_block: OnBlock, block_ms: int) -> _Stream:
        found = self._endpoint()
        if found is None:
            raise portaudio.NotListed(self._id)
        name, nth = found
        if self._plays:
            return loopback.Loopback(name, nth, on_block=on_block, on_end=self._presence.gone)
        wanted = portaudio.Wanted(name, _HOST_API, nth=nth)
        return portaudio.Stream(
            self._label,
            wanted,
            on_block=on_block,
            on_end=self._presence.gone,
            block_ms=block_ms,
        )

    def _endpoint(self) -> tuple[str, int] | None:
        """Its name, and which of several of that name it is; None if it is not there.

        Raises:
            OSError: The sound service does not answer.
        """
        found = self._directory.endpoints()
        alike = found.outputs if self._plays else found.inputs
        for endpoint in alike:
            if endpoint.id == self._id:
                named = [other.id for other in alike if other.name == endpoint.name]
                return endpoint.name, named.index(self._id)
        return None

    def _why_refused(self, error: Exception) -> AudioError:
        """The reason in words: PortAudio knows it only as a number, or not at all."""
        try:
            self._directory.try_out(self._id, loopback=self._plays)
        except InExclusiveUse:
            return faults.in_exclusive_use(self._label)
        except NotAllowed:
            return faults.unavailable(faults.MICROPHONES_OFF)
        except (Refusal, OSError):
            pass
        return (
            error
            if isinstance(error, AudioError)
            else faults.will_not_open(self._label, str(error))
        )


def _info(endpoint: Endpoint, kind: SourceKind) -> SourceInfo:
    return SourceInfo(
        id=_PREFIX + endpoint.id,
        label=clean(endpoint.name),
        kind=kind,
        bluetooth=kind is SourceKind.MICROPHONE and sounds_wireless(endpoint.name),
    )


def _no_loopback() -> SourceInfo:
    return absent(MEETING, faults.NO_LOOPBACK)
