"""The sound of this computer, as the app asks for it."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from captioner.app.hearing.file_source import SoundFile
from captioner.app.hearing.source import Source
from captioner.audio.capture import open_capture
from captioner.audio.devices import list_sources
from captioner.audio.hotplug import Hotplug
from captioner.audio.quiet import silence_libraries
from captioner.core.audio import Level
from captioner.core.sources import SourceInfo

OnLevel = Callable[[Level], None]


class ThisComputer:
    """Devices and files of this computer; made once in a program."""

    def __init__(self) -> None:
        silence_libraries()

    def list(self) -> tuple[SourceInfo, ...]:
        """Every source, the roles first; blocks."""
        return list_sources()

    async def open(self, source_id: str, on_level: OnLevel, piece_ms: int) -> Source:
        """Open a device or role that gives at least so much sound at once."""
        return await open_capture(source_id, on_level=on_level, piece_ms=piece_ms)

    async def open_file(self, path: Path, on_level: OnLevel, *, fast: bool = False) -> SoundFile:
        """Open a sound file, as quick as its reader or at the pace at which it was spoken."""
        from captioner.audio.files import open_file  # 4 ms that a start does not need

        return await open_file(path, fast=fast, on_level=on_level)

    def watch(self, changed: Callable[[], None]) -> Callable[[], Awaitable[None]]:
        """Call `changed` on the loop when devices or defaults change, until stopped."""
        return Hotplug(lambda _: changed()).close
