"""A file of every session in a folder of the user's, if that is wanted."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from captioner.app.keeping.library import Sessions
from captioner.core.errors import CaptionerError
from captioner.core.settings import Settings
from captioner.core.transcript import Session


class Copies:
    """Writes them when sessions end.

    Args:
        library: Holds the sessions.
        check: Finds out whether a folder can be written; blocks.
    """

    def __init__(self, library: Sessions, check: Callable[[Path], None]) -> None:
        self._library = library
        self._check = check

    async def check(self, settings: Settings) -> None:
        """Find out before a session whether a file of it can be written when it ends.

        Raises:
            NoExportFolder: It cannot.
        """
        if _wanted(settings):
            await asyncio.to_thread(lambda: self._check(_folder(settings)))

    async def write(
        self, settings: Settings, session: Session, tell: Callable[[CaptionerError], None]
    ) -> None:
        """Write the file of a session that is over; what fails is told and stops nothing."""
        if not _wanted(settings) or not session.finals or not self._library.keeps(session):
            return
        try:
            folder = await asyncio.to_thread(_folder, settings)
            await self._library.export_into(session.id, settings.export_format, folder)
        except CaptionerError as error:
            tell(error)


def _folder(settings: Settings) -> Path:
    folder = Path(settings.export_folder)
    try:
        return folder.expanduser()
    except RuntimeError:  # there is no such user
        return folder


def _wanted(settings: Settings) -> bool:
    return bool(settings.export_folder) and not settings.keep_nothing
