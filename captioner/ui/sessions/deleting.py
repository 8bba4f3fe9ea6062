"""Sessions that are deleted, and brought back for as long as their window is open."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from captioner.core.errors import CaptionerError
from captioner.core.lines import clean
from captioner.core.transcript import Session
from captioner.ui.commands import Commands
from captioner.ui.language import tr
from captioner.ui.parts.fitted import opened
from captioner.ui.parts.icons import icon
from captioner.ui.parts.status_text import error_text
from captioner.ui.sessions.listing import ListSide
from captioner.ui.sessions.reading import ReadingSide
from captioner.ui.transcript.undoing import Step, Undoing

_LARGE_ICON = QSize(32, 32)


class Deleting(QObject):
    """Asks, deletes, and offers to undo it until something else is done.

    Args:
        window: Asks.
        commands: Whose library the sessions are in.
        listing: Lists what is left; it gets the focus, since a field that is written in keeps
            Ctrl+Z for itself.
        reading: Says what was deleted.
        undoing: Takes it back.
    """

    def __init__(
        self,
        window: QWidget,
        commands: Commands,
        listing: ListSide,
        reading: ReadingSide,
        undoing: Undoing,
    ) -> None:
        super().__init__(reading.strip)  # gone with it, before the steps of undo are
        self._window, self._run = window, commands.run
        self._library = commands.captioner.library
        self._listing, self._strip, self._undoing = listing, reading.strip, undoing
        self._offered: Step | None = None
        self._told = ""
        undoing.indexChanged.connect(self._withdraw)

    def ask(self, chosen: Sequence[Session]) -> None:
        """Ask, and delete these."""
        box = QMessageBox(self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIconPixmap(icon("delete").pixmap(_LARGE_ICON))
        box.setWindowTitle(tr("Delete"))
        title = clean(chosen[0].title)
        several = tr("Delete {n} sessions?").format(n=len(chosen))
        one = tr("Delete “{title}”?").format(title=title)
        box.setText(one if len(chosen) == 1 else several)
        brings = tr("Ctrl+Z brings it back until the window of sessions closes.")
        bring = tr("Ctrl+Z brings them back until the window of sessions closes.")
        box.setInformativeText(brings if len(chosen) == 1 else bring)
        delete = box.addButton(tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)  # Return by mistake deletes nothing
        delete.clicked.connect(lambda: self._undoing.push(self._deletion(chosen)))
        opened(box)

    def _deletion(self, sessions: Sequence[Session]) -> Step:
        away: list[Session] = []

        async def put_away() -> None:
            """One that still runs stays, and stops none of the others."""
            away.clear()
            refused: CaptionerError | None = None
            for session in sessions:
                try:
                    await self._library.put_away(session.id)
                    away.append(session)
                except CaptionerError as error:
                    refused = error
            await self._show(self._listing.list.beside([session.id for session in away]))
            if refused is not None:
                self._strip.say(error_text(refused), tr("OK"))
            else:
                self._offer(step, away)

        async def bring_back() -> None:
            for session in away:
                await self._library.bring_back(session.id)
            await self._show(next((session.id for session in away), ""))

        run = self._run
        step = Step(sessions[0].id, tr("Delete"), lambda: run(put_away), lambda: run(bring_back))
        return step

    async def _show(self, wanted: str) -> None:
        """List what is there now, with one chosen: whoever uses keys or hears goes on from it."""
        await self._listing.show_all(wanted)
        self._listing.list.setFocus()

    def _offer(self, step: Step, away: Sequence[Session]) -> None:
        several = tr("{n} sessions are deleted.").format(n=len(away))
        one = tr("“{title}” is deleted.").format(title=clean(away[0].title))
        self._offered, self._told = step, one if len(away) == 1 else several
        self._strip.say(self._told, tr("Undo"), self._undoing.undo)

    def _withdraw(self, index: int) -> None:
        """Undo would take back something else now."""
        newest = self._undoing.command(index - 1) if index else None
        if self._offered is not None and newest is not self._offered:
            self._offered = None
            if self._strip.text == self._told:
                self._strip.hide()
