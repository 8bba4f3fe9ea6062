"""The kept sessions: listed by day, searched, read, exported, renamed, deleted."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from captioner.core.correction import changed_by
from captioner.core.export.wish import Wish
from captioner.core.transcript import Gap, Mark, Segment, Session, Transcript
from captioner.ui.commands import Commands, always_written
from captioner.ui.export.exporting import Exporting
from captioner.ui.language import tr
from captioner.ui.parts.fitted import fitted, grown, opened
from captioner.ui.sessions.deleting import Deleting
from captioner.ui.sessions.listing import ListSide
from captioner.ui.sessions.reading import ReadingSide
from captioner.ui.transcript.speakers_dialog import SpeakersDialog
from captioner.ui.transcript.undoing import Deeds, Step, Undoing

_SIZE = QSize(860, 580)
_LIST_WIDTH, _TITLE_WIDTH = 274, 34
"""In pixels, and in characters: a title of its day and time is not cut at any size of text."""

_AROUND, _INSIDE = QMargins(6, 8, 6, 12), QMargins(6, 4, 6, 0)
"""Of the window and of each side, the same at both edges: Qt mirrors no margins. A title that is
written has its frame in them."""


class SessionsWindow(QWidget):
    """A list on the left, the chosen session on the right."""

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self._commands = commands
        self._library = commands.captioner.library
        self._shown: Transcript | None = None
        self.setWindowTitle(tr("Sessions"))
        self.resize(grown(self, _SIZE))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.listing, self.reading = ListSide(commands), ReadingSide()
        self.view = self.reading.view
        row = QHBoxLayout(fitted(self))
        row.setContentsMargins(_AROUND)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        for side in (self.listing, self.reading):
            side.setContentsMargins(_INSIDE)
            split.addWidget(side)
        split.setStretchFactor(1, 1)
        wide = max(_LIST_WIDTH, self.fontMetrics().averageCharWidth() * _TITLE_WIDTH)
        wide += _INSIDE.left() + _INSIDE.right()
        split.setSizes([wide, self.width() - wide])
        row.addWidget(split)
        self._exporting = Exporting(self, commands, self.reading.tell)
        self._undoing = Undoing(
            self, self.view, Deeds(self._correct, self._note, self._name, self._give)
        )
        self._deleting = Deleting(self, commands, self.listing, self.reading, self._undoing)
        self._connect()
        self._show_none()

    def _connect(self) -> None:
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(
            self.reading.find_bar.ask
        )
        QShortcut(QKeySequence("Ctrl+E"), self).activated.connect(self.export)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Close), self).activated.connect(self.close)
        for key, step in ((Qt.Key.Key_Delete, self.delete), (Qt.Key.Key_F2, self.reading.rename)):
            shortcut = QShortcut(QKeySequence(key), self.listing.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(step)
        self.listing.chosen.connect(lambda one: self._commands.run(lambda: self._read(one)))
        self.listing.several_chosen.connect(self._show_several)
        self.listing.none_chosen.connect(self._show_none)
        self.reading.renamed.connect(
            lambda session, title: self._undoing.push(self._renaming(session, title))
        )
        self.reading.title_left.connect(self.listing.list.setFocus)
        self.reading.export.connect(self.export)
        self.reading.delete.connect(self.delete)
        self.reading.name_speakers.connect(self._name_speakers)
        self.view.hear_wanted.connect(self._hear)
        self.view.always_written.connect(self._always_write)
        self.view.export_wanted.connect(self._export_range)
        self.view.known_names = self._commands.known_names
        self._commands.library_changed.connect(self._list_anew)
        self._commands.corrected.connect(self._show_corrected)
        self._commands.voice_named.connect(self._show_named)

    # What it shows

    def open_session(self, session_id: str) -> None:
        """Show the window, and this session if it is not ""."""
        self._commands.load_names()
        self.show()
        self.raise_()
        self.activateWindow()
        self._commands.run(lambda: self.listing.show_all(session_id))

    def refresh(self) -> None:
        """List the sessions anew."""
        self.listing.refresh()

    def _list_anew(self) -> None:
        self._undoing.clear()  # what it would bring back is gone
        if self.isVisible():
            self.refresh()

    async def _read(self, session: Session) -> None:
        search = self.listing.words
        transcript = await self._library.transcript(session.id)
        self._shown = transcript
        self._undoing.session_id = session.id
        self.reading.show_session(session, transcript)
        kept = await self._commands.captioner.hearing_again.is_kept(session.id)
        self.view.can_hear = kept and self._shown is transcript
        if search and (hits := await self._library.hits(session.id, search)):
            self.view.go_to(hits[0])
            self.view.look_for(search)

    def _show_none(self, hint: str = "") -> None:
        self._shown = None
        self.reading.show_none(hint)

    def _show_several(self, sessions: Sequence[Session]) -> None:
        """Several are exported and deleted like one; they are read one by one."""
        self._show_none(tr("{n} sessions are chosen.").format(n=len(sessions)))
        self.reading.offer_for_several()

    # Lines put right, and taken back

    def _correct(self, session_id: str, segment: Segment, text: str | None) -> None:
        """Write a line; undo shows the session it belongs to."""
        self._commands.correct(session_id, segment, text)
        self._show_other(session_id)

    def _note(self, session_id: str, mark: Mark, text: str) -> None:
        self._commands.note(session_id, mark, text)
        self._show_other(session_id)

    def _name(self, session_id: str, label: str, name: str) -> None:
        self._commands.name_voice(session_id, label, name)
        self._show_other(session_id)

    def _give(self, session_id: str, segment: Segment, label: str) -> None:
        self._commands.give(session_id, segment, label)
        self._show_other(session_id)

    def _show_other(self, session_id: str) -> None:
        if self._shown is None or self._shown.session.id != session_id:
            self._commands.run(lambda: self.listing.show_all(session_id))

    def _show_corrected(self, session_id: str, item: Segment | Mark) -> None:
        shown = self._shown
        if shown is not None and shown.session.id == session_id:
            if isinstance(item, Segment):
                same = (item if one.turn == item.turn else one for one in shown.segments)
                self._shown = replace(shown, segments=tuple(same))
                self.view.use_cast(self.view.cast.with_voices([item]))
            self.view.add(item)
            self.reading.show_ledger()

    def _show_named(self, session_id: str, label: str, name: str) -> None:
        shown = self._shown
        if shown is not None and shown.session.id == session_id:
            self.view.use_cast(self.view.cast.with_name(label, name))
            self._shown = replace(shown, names=self.view.cast.names)
            self.reading.show_ledger()

    def take_back(self, session_id: str, gap: Gap) -> None:
        """What was said in this stretch of a session is off the record."""
        self._undoing.forget(session_id)
        shown = self._shown
        if shown is None or shown.session.id != session_id:
            return
        changed = dict(changed_by(gap, shown.items()))
        for item, left in changed.items():
            if isinstance(left, Segment):
                self._show_corrected(session_id, left)
            else:
                self.view.take_back(item)
        self.view.add(gap)
        self.reading.show_ledger()
        kept = tuple(segment for segment in shown.segments if segment not in changed)
        self._shown = replace(shown, segments=kept)

    # What is done with one

    @property
    def _chosen(self) -> tuple[Session, ...]:
        """The one that is shown, or those that are chosen instead."""
        if self._shown is not None:
            return (self._shown.session,)
        return self.listing.list.selected

    def export(self) -> None:
        """Ask what and where to, and write the session."""
        self._exporting.ask(self._chosen)

    def _export_range(self, start_ms: int, end_ms: int) -> None:
        self._exporting.ask(self._chosen, Wish(start_ms=start_ms, end_ms=end_ms))

    def _hear(self, segment: Segment) -> None:
        if self._shown is not None:
            why_not = self._commands.hear(self._shown.session.id, segment)
            if why_not:
                self.reading.tell(why_not)

    def _always_write(self, word: str) -> None:
        self._commands.always_write(word)
        self.reading.tell(always_written(word))

    def _renaming(self, session: Session, title: str) -> Step:
        def to(text: str) -> None:
            async def rename() -> None:
                await self._library.rename(session.id, text)
                await self.listing.show_all(session.id)

            self._commands.run(rename)

        return Step(session.id, tr("Rename"), lambda: to(title), lambda: to(session.title))

    def _name_speakers(self) -> None:
        transcript = self._shown
        if transcript is not None:
            opened(SpeakersDialog(self, transcript, self._undoing.name))

    def delete(self) -> None:
        """Ask, and delete what is chosen."""
        if self._chosen:
            self._deleting.ask(self._chosen)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was deleted is gone for good now."""
        self._undoing.clear()
        self._commands.run(self._commands.captioner.hearing_again.stop)
        self._commands.run(self._library.purge)
        super().closeEvent(event)
