"""What can be captioned: listing, metering, testing and opening sources."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

from captioner.app.hearing.file_source import FileSource, SoundFile
from captioner.app.hearing.source import OpenSource, Source
from captioner.core.audio import Level
from captioner.core.errors import AudioError, SourceGone
from captioner.core.sources import MEETING, MICROPHONE, SourceInfo, SourceKind, each_of
from captioner.core.watch import SOUND_DB

OnLevel = Callable[[Level], None]
Stop = Callable[[], Awaitable[None]]
LEVEL_MS = 100
"""What is only measured, or tried, comes as often as its level is told."""

LISTEN_S = 0.7
"""How long another source is listened to when the chosen one is silent."""


class Devices(Protocol):
    """The part of `captioner.audio` that this file uses."""

    def list(self) -> tuple[SourceInfo, ...]:
        """Every source; blocks."""
        ...

    async def open(self, source_id: str, on_level: OnLevel, piece_ms: int) -> Source:
        """Open a device or role that gives at least so much sound at once.

        Raises:
            AudioError: It cannot be opened.
        """
        ...

    async def open_file(self, path: Path, on_level: OnLevel, *, fast: bool = False) -> SoundFile:
        """Open a sound file, as quick as its reader or at the pace at which it was spoken.

        Raises:
            BadFile: It holds no sound.
        """
        ...

    def watch(self, changed: Callable[[], None]) -> Stop:
        """Call `changed` on the loop when devices or defaults change, until stopped."""
        ...


class _Opener:
    """Opens the wanted source; if it is lost later, the default of its kind."""

    def __init__(
        self,
        devices: Devices,
        wanted: str,
        on_level: OnLevel,
        piece_ms: int,
        *,
        replace_lost: bool,
    ) -> None:
        self._devices = devices
        self._wanted = wanted
        self._on_level, self._piece_ms = on_level, piece_ms
        self._replace_lost = replace_lost and wanted not in (MEETING, MICROPHONE)
        self._kind: SourceKind | None = None

    async def __call__(self) -> Source:
        try:
            source = await self._open(self._wanted)
        except SourceGone:
            if self._kind is None or not self._replace_lost:
                raise
            role = MEETING if self._kind is SourceKind.MEETING else MICROPHONE
            return await self._open(role)
        self._kind = source.info.kind
        return source

    async def _open(self, source_id: str) -> Source:
        return await self._devices.open(source_id, self._on_level, self._piece_ms)


class Sources:
    """The sources of this computer, as the windows and commands use them.

    Args:
        devices: Who knows and opens them.
        sample: The file of the silent sample.
        understand: Recognises a source for some seconds and returns the text.
    """

    def __init__(
        self,
        devices: Devices,
        sample: Callable[[], Path],
        understand: Callable[[OpenSource, float], Awaitable[str]],
    ) -> None:
        self._devices = devices
        self._sample = sample
        self._understand = understand

    async def list(self) -> tuple[SourceInfo, ...]:
        """Every source, the roles first."""
        return await asyncio.to_thread(self._devices.list)

    def opener(
        self, source_id: str, on_level: OnLevel, piece_ms: int, *, replace_lost: bool
    ) -> OpenSource:
        """Opens a device, again and again if it must, that gives so much sound at once."""
        return _Opener(self._devices, source_id, on_level, piece_ms, replace_lost=replace_lost)

    def sample(self, on_level: OnLevel, *, fast: bool = False) -> FileSource:
        """Opens the speech that the recogniser brings."""
        return self.file(self._sample(), on_level, fast=fast)

    def file(self, path: Path, on_level: OnLevel, *, fast: bool) -> FileSource:
        """Opens a recording: sound, or the sound of a video.

        Args:
            path: Where it is.
            on_level: Told how loud it is.
            fast: As quick as the recogniser; else at the pace at which it was spoken.
        """

        async def open_file(path: Path) -> SoundFile:
            return await self._devices.open_file(path, on_level, fast=fast)

        return FileSource(path, open_file)

    async def meter(self, source_id: str, on_level: OnLevel) -> Stop:
        """Measure a source without captioning it, until the returned call.

        Raises:
            AudioError: It cannot be opened.
        """
        opened: list[Source] = []
        try:
            for each in each_of(source_id).values():
                opened.append(await self._devices.open(each, on_level, LEVEL_MS))
        except AudioError:
            for source in opened:
                await source.close()
            raise
        drains = [asyncio.create_task(_drain(source)) for source in opened]

        async def stop() -> None:
            for source in opened:
                await source.close()
            await asyncio.gather(*drains, return_exceptions=True)

        return stop

    async def test(self, source_id: str, seconds: float = 3.0) -> str:
        """What is understood of `seconds` of a source; "" for nothing.

        Raises:
            CaptionerError: Source or recogniser cannot be used.
        """
        openers = [
            self.opener(each, _ignore, LEVEL_MS, replace_lost=False)
            for each in each_of(source_id).values()
        ]
        texts = await asyncio.gather(*(self._understand(each, seconds) for each in openers))
        return " ".join(filter(None, texts))

    def watch(self, changed: Callable[[], Awaitable[None]]) -> Stop:
        """Call `changed` when devices or defaults change, until the returned call."""
        tasks: set[asyncio.Task[None]] = set()

        def soon() -> None:
            task = asyncio.ensure_future(changed())
            tasks.add(task)
            task.add_done_callback(tasks.discard)

        return self._devices.watch(soon)

    async def has_moved(self, wanted: str, current: SourceInfo) -> bool:
        """Whether opening `wanted` now would record another device than `current`."""
        for info in await self.list():
            if info.id == wanted and not info.unavailable:
                return (info.device or info.id) != (current.device or current.id)
        return False

    async def with_sound_besides(self, current: SourceInfo) -> str:
        """The label of another source that has sound now, "" for none.

        The other role is tried; a Bluetooth microphone is never opened for this.
        """
        other = MICROPHONE if current.kind is SourceKind.MEETING else MEETING
        for info in await self.list():
            usable = not info.bluetooth and not info.unavailable
            if info.id == other and usable and await self._has_sound(info.id):
                return info.label
        return ""

    async def _has_sound(self, source_id: str) -> bool:
        heard: list[float] = []
        try:
            stop = await self.meter(source_id, lambda level: heard.append(level.rms_db))
        except AudioError:
            return False
        await asyncio.sleep(LISTEN_S)
        await stop()
        return max(heard, default=SOUND_DB) > SOUND_DB


async def _drain(source: Source) -> None:
    while True:
        try:
            await source.__anext__()
        except (StopAsyncIteration, AudioError):
            return


def _ignore(_: Level) -> None:
    """A level nobody looks at."""
