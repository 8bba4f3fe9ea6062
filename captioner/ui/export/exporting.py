"""Exporting from a window that tells what came of it."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from captioner.core.errors import CaptionerError
from captioner.core.export.wish import AS_USUAL, Wish
from captioner.core.lines import clean
from captioner.core.transcript import Session
from captioner.ui.commands import Commands
from captioner.ui.language import tr
from captioner.ui.parts.fitted import opened
from captioner.ui.parts.status_text import error_text


class Exporting:
    """Asks what and where to, and writes.

    Args:
        window: Where it asks.
        commands: Whose library it is.
        tell: Says what was written, or could not be.
    """

    def __init__(self, window: QWidget, commands: Commands, tell: Callable[[str], object]) -> None:
        self._window, self._commands, self._tell = window, commands, tell
        self._library = commands.captioner.library

    def ask(self, sessions: Sequence[Session], wish: Wish = AS_USUAL) -> None:
        """Let the user export these."""
        if sessions:
            self._commands.run(lambda: self._ask(sessions, wish))

    async def _ask(self, sessions: Sequence[Session], wish: Wish) -> None:
        from captioner.ui.export.dialog import ExportDialog  # 20 ms, for whoever exports

        transcripts = [await self._library.transcript(one.id) for one in sessions]

        def done(format_name: str, path: Path, wanted: Wish) -> None:
            write = self._write_one if len(sessions) == 1 else self._write_several
            self._commands.run(partial(write, sessions, format_name, path, wanted))

        formats = self._library.formats()
        opened(ExportDialog(self._window, transcripts, formats, done, wish))

    async def _write_one(
        self, sessions: Sequence[Session], format_name: str, path: Path, wish: Wish
    ) -> None:
        await self._library.export(sessions[0].id, format_name, path, wish)
        self._tell(tr("Written: {path}").format(path=clean(str(path))))

    async def _write_several(
        self, sessions: Sequence[Session], format_name: str, folder: Path, wish: Wish
    ) -> None:
        """One that fails never stops the next."""
        failed: list[CaptionerError] = []
        for session in sessions:
            try:
                await self._library.export_into(session.id, format_name, folder, wish)
            except CaptionerError as error:
                failed.append(error)
        count = len(sessions) - len(failed)
        told = tr("{n} sessions written into {folder}").format(n=count, folder=clean(str(folder)))
        if failed:
            more = tr("{n} could not be written: {why}")
            told = f"{told}. {more.format(n=len(failed), why=error_text(failed[0]))}"
        self._tell(told)
