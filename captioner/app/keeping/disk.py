"""The library that lasts, or why there is none now; looked for again until there is."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from captioner.core.errors import StorageError
from captioner.core.sentence import Sentence
from captioner.core.transcript import Session
from captioner.storage.library import Library

RETRY_EVERY_S = 5.0


class Disk:
    """Opens the library, and opens it again where it could not be written.

    Args:
        path: Where it is.
        tell: Called with what the user should know of it.

    Attributes:
        path: As given.
        library: The open library, perhaps to be read only; None where it cannot be read.
        trouble: Why nothing can be kept now; None if all is well.
        notices: One sentence for each thing the user should know of its opening.
        recovered: The sessions of a program that died, newest first.
    """

    def __init__(self, path: Path, tell: Callable[[StorageError], None]) -> None:
        self.library: Library | None = None
        self.trouble: StorageError | None = None
        self.notices: tuple[str, ...] = ()
        self.recovered: tuple[Session, ...] = ()
        self.path = path
        self._tell = tell
        self._tried_at = 0.0

    async def open(self) -> None:
        """Open the library as well as it can be."""
        self._tried_at = asyncio.get_running_loop().time()
        try:
            library = await Library.open(self.path, self._tell)
        except StorageError as error:
            self.trouble = error
            self.notices = (
                Sentence(
                    "{why} Captions are not saved. {advice}", why=error.title, advice=error.advice
                ),
            )
            return
        before, self.library = self.library, library
        self.trouble, self.notices = library.unwritable, library.notices
        if before is not None:
            await before.close()
        if self.trouble is None:
            with suppress(StorageError):  # the next start does it
                self.recovered = await library.recover()
                await library.purge()

    async def writable(self) -> Library:
        """The library, to be written.

        Raises:
            StorageError: It cannot be written, and that was tried within `RETRY_EVERY_S`.
        """
        now = asyncio.get_running_loop().time()
        if self.trouble is not None and now - self._tried_at >= RETRY_EVERY_S:
            await self.open()
        if self.trouble is not None:
            raise self.trouble
        return self.readable()

    def readable(self) -> Library:
        """The library, to be read.

        Raises:
            StorageError: There is none.
        """
        if self.library is None:
            raise self.trouble or StorageError("The transcripts are closed.", "Start again.")
        return self.library

    async def close(self) -> None:
        """Let go of it; what was put out of sight is deleted."""
        if self.library is not None:
            with suppress(StorageError):  # the next start does it
                await self.library.purge()
            await self.library.close()
