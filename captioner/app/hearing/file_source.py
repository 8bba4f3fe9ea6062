"""A recording as what a session hears."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

from captioner.app.hearing.source import Source


class SoundFile(Source, Protocol):
    """An open file with sound."""

    @property
    def seconds(self) -> float | None:
        """How long its sound is, as far as that is known; it may turn out to be longer."""
        ...

    @property
    def notice(self) -> str:
        """One sentence on what of it could not be read, "" for nothing."""
        ...


class FileSource:
    """Opens a recording, and remembers what it has to say of itself. An `OpenSource`.

    Args:
        path: Where it is.
        open_file: Opens it.

    Attributes:
        path: As given.
    """

    def __init__(self, path: Path, open_file: Callable[[Path], Awaitable[SoundFile]]) -> None:
        self.path = path
        self._open_file = open_file
        self._opened: SoundFile | None = None

    async def __call__(self) -> Source:
        """Open it.

        Raises:
            BadFile: It is not there, or holds no sound that can be read.
        """
        self._opened = await self._open_file(self.path)
        return self._opened

    @property
    def seconds(self) -> float | None:
        """How long its sound is, None as long as that is not known."""
        return None if self._opened is None else self._opened.seconds

    @property
    def notice(self) -> str:
        """What was wrong with the file, "" for nothing."""
        return "" if self._opened is None else self._opened.notice
