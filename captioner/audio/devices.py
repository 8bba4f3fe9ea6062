"""What the app uses of this package: the sources of this computer, and sound files."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from captioner.audio.capture import Capture, open_capture
from captioner.audio.files import FileStream, open_file
from captioner.audio.host import this_host
from captioner.audio.hotplug import Hotplug
from captioner.core.audio import Level
from captioner.core.sources import SourceInfo


def list_sources() -> tuple[SourceInfo, ...]:
    """Every source, the roles `meeting` and `microphone` first. Blocks; never fails."""
    return this_host().sources()


class Devices:
    """The real devices and files, in the shape in which `captioner.app` asks for them."""

    def list(self) -> tuple[SourceInfo, ...]:
        """Every source; blocks."""
        return list_sources()

    async def open(self, source_id: str, on_level: Callable[[Level], None]) -> Capture:
        """Opens a device or role; see `open_capture`."""
        return await open_capture(source_id, on_level=on_level)

    async def open_file(
        self, path: Path, on_level: Callable[[Level], None], *, fast: bool
    ) -> FileStream:
        """Opens a sound file; see `captioner.audio.files.open_file`."""
        return await open_file(path, fast=fast, on_level=on_level)

    def watch(self, changed: Callable[[], None]) -> Callable[[], Awaitable[None]]:
        """Calls `changed` on the loop when devices or defaults change, until stopped."""
        return Hotplug(lambda _sources: changed()).close
