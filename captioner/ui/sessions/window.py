"""The kept sessions: listed by day, searched, read, exported, renamed, deleted."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from captioner.core.correction import changed_by
from captioner.core.transcript import Gap, Item, Mark, Segment, Session, Transcript
from captioner.ui.commands import Commands
from captioner.ui.language import tr
from captioner.ui.parts.icons import icon, wear
from captioner.ui.parts.labels import label, larger, quiet
from captioner.ui.sessions.list import SessionList, sentences_text
from captioner.ui.transcript.export_dialog import ask_for_file
from captioner.ui.transcript.find_bar import FindBar
from captioner.ui.transcript.speakers_dialog import SpeakersDialog, labels_in
from captioner.ui.transcript.undoing import Step, Undoing
from captioner.ui.transcript.view import TranscriptView

_SIZE = QSize(860, 580)
_TYPED_MS = 250
_LARGE_ICON = QSize(32, 32)
_LIST_WIDTH, _TITLE_WIDTH = 280, 34
"""In pixels, and in characters: a title of its day and time is not cut at any size of text."""


class SessionsWindow(QWidget):
    """A list on the left, the chosen session on the right."""

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self._commands = commands
        self._library = commands.captioner.library
        self._shown: Session | None = None
        self._listing = 0
        self._transcript: Transcript | None = None
        self.setWindowTitle(tr("Captioner sessions"))
        self.resize(_SIZE)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._typed.timeout.connect(self.refresh)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self._list_side())
        split.addWidget(self._text_side())
        split.setStretchFactor(1, 1)
        wide = max(_LIST_WIDTH, self.fontMetrics().averageCharWidth() * _TITLE_WIDTH)
        split.setSizes([wide, _SIZE.width() - wide])
        row.addWidget(split)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(
            self.find_bar.ask
        )
        for key, holder, step in (
            (Qt.Key.Key_Delete, self._list, self._delete),
            (Qt.Key.Key_F2, self._list, self._rename),
            (Qt.Key.Key_Escape, self._title_field, self._leave_title),
        ):
            shortcut = QShortcut(QKeySequence(key), holder)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(step)
        self._undoing = Undoing(self, self.view, self._correct, self._note)
        commands.corrected.connect(self._show_corrected)
        self._show_none()

    def _list_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 6, 0)
        self._search = QLineEdit()
        self._search.setPlaceholderText(tr("Search titles and texts"))
        self._search.setAccessibleName(tr("Search titles and texts"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(lambda: self._typed.start())
        self._list = SessionList()
        self._list.chosen.connect(lambda one: self._commands.run(lambda: self._read(one)))
        column.addWidget(self._search)
        column.addWidget(self._list, 1)
        return side

    def _text_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(6, 0, 0, 0)
        self._title = larger(label(wrap=True), 1.2)
        self._facts = quiet(label(wrap=True))
        self.view = TranscriptView()
        self.find_bar = FindBar(self.view)
        self._title_field = QLineEdit()
        self._title_field.setAccessibleName(tr("Title"))
        self._title_field.editingFinished.connect(self._write_title)
        self._title_field.hide()
        column.addWidget(self._title)
        column.addWidget(self._title_field)
        column.addWidget(self._facts)
        column.addWidget(self.view, 1)
        column.addWidget(self.find_bar)
        row = QHBoxLayout()
        self._buttons = [
            self._button(row, name, text, slot)
            for name, text, slot in (
                ("export", tr("Export…"), self._export),
                ("rename", tr("Rename"), self._rename),
                ("delete", tr("Delete…"), self._delete),
            )
        ]
        self._speakers = self._button(row, "rename", tr("Name speakers…"), self._name_speakers)
        self._speakers.hide()
        row.addStretch(1)
        column.addLayout(row)
        return side

    def _button(self, row: QHBoxLayout, name: str, text: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        wear(button, name)
        button.clicked.connect(slot)
        row.addWidget(button)
        return button

    # The list

    def open_session(self, session_id: str) -> None:
        """Show the window, and this session if it is not ""."""
        self.show()
        self.raise_()
        self.activateWindow()
        self._commands.run(lambda: self._list_all(session_id))

    def refresh(self) -> None:
        """List the sessions anew."""
        shown = self._shown.id if self._shown is not None else ""
        self._commands.run(lambda: self._list_all(shown))

    async def _list_all(self, wanted: str) -> None:
        """List page by page: the first is there at once, and a later search ends this one."""
        search = self._search.text().strip()
        self._listing += 1
        listing, listed = self._listing, False
        found: list[Session] = []
        async for page in self._library.pages(search):
            if listing != self._listing:
                return
            if listed:
                self._list.add_page(page, wanted)
            else:
                self._list.show_sessions(page, wanted, self._hint(search))
                listed = True
            if self._list.currentItem() is None:
                self._show_none(tr("Choose a session in the list to read it.") if page else "")
            found += page
        for session in found if search else ():
            hits = await self._library.hits(session.id, search)
            if listing != self._listing:
                return
            self._list.show_hits(session.id, hits, search)

    def _hint(self, search: str) -> str:
        """What an empty list says."""
        if search:
            return tr("Nothing holds “{text}”. Try fewer or other words.").format(text=search)
        if self._commands.settings.keep_nothing:
            return tr("Turn off Keep nothing, and sessions are kept here.")
        return tr("Press Start captions. The session is kept here.")

    async def _read(self, session: Session) -> None:
        search = self._search.text().strip()
        transcript = await self._library.transcript(session.id)
        self._shown = session
        self._title.setText(session.title)
        minutes = max(1, round(session.seconds / 60))
        facts = f"{tr('{n} min').format(n=minutes)} · {sentences_text(session.finals)}"
        self._facts.setText(facts + _told_by_service(transcript))
        self._transcript = transcript
        self._undoing.session_id = session.id
        self.view.fill(session.started, _with_names(transcript))
        if search and (hits := await self._library.hits(session.id, search)):
            self.view.go_to(hits[0])
            self.view.look_for(search)
        self._speakers.setVisible(bool(labels_in(transcript)))
        for button in self._buttons:
            button.setEnabled(True)

    def _correct(self, session_id: str, segment: Segment, text: str | None) -> None:
        """Write a line; undo shows the session it belongs to."""
        self._commands.correct(session_id, segment, text)
        self._show_other(session_id)

    def _note(self, session_id: str, mark: Mark, text: str) -> None:
        self._commands.note(session_id, mark, text)
        self._show_other(session_id)

    def _show_other(self, session_id: str) -> None:
        if self._shown is None or self._shown.id != session_id:
            self._commands.run(lambda: self._list_all(session_id))

    def _show_corrected(self, session_id: str, item: Segment | Mark) -> None:
        shown = self._transcript
        if shown is not None and shown.session.id == session_id:
            if isinstance(item, Segment):
                item = replace(item, speaker=shown.speaker(item))
            self.view.add(item)

    def take_back(self, session_id: str, gap: Gap) -> None:
        """What was said in this stretch of a session is off the record."""
        self._undoing.forget(session_id)
        shown = self._transcript
        if shown is None or shown.session.id != session_id:
            return
        changed = dict(changed_by(gap, shown.items()))
        for item, left in changed.items():
            if isinstance(left, Segment):
                self._show_corrected(session_id, left)
            else:
                self.view.take_back(item)
        self.view.add(gap)
        kept = tuple(segment for segment in shown.segments if segment not in changed)
        self._transcript = replace(shown, segments=kept)

    def _show_none(self, hint: str = "") -> None:
        self._leave_title()
        self._shown = None
        self._transcript = None
        self._speakers.hide()
        self._title.setText("")
        self._facts.setText("")
        self.view.empty()
        self.view.setPlaceholderText(hint)
        for button in self._buttons:
            button.setEnabled(False)

    # What is done with one

    def _export(self) -> None:
        session = self._shown
        if session is not None:

            def write(format_name: str, path: Path) -> None:
                self._commands.export(session.id, format_name, path)

            ask_for_file(self, session, self._library.formats(), write)

    def _rename(self) -> None:
        """Let the user write the title where it stands."""
        session = self._shown
        if session is not None:
            self._title_field.setText(session.title)
            self._title.hide()
            self._title_field.show()
            self._title_field.selectAll()
            self._title_field.setFocus()

    def _leave_title(self) -> None:
        if not self._title_field.isHidden():
            self._title_field.hide()
            self._title.show()
            self._list.setFocus()

    def _write_title(self) -> None:
        if self._title_field.isHidden():
            return
        self._leave_title()
        session, title = self._shown, " ".join(self._title_field.text().split())
        if session is not None and title and title != session.title:
            self._undoing.push(self._renaming(session, title))

    def _renaming(self, session: Session, title: str) -> Step:
        def to(text: str) -> None:
            async def rename() -> None:
                await self._library.rename(session.id, text)
                await self._list_all(session.id)

            self._commands.run(rename)

        return Step(session.id, tr("Rename"), lambda: to(title), lambda: to(session.title))

    def _name_speakers(self) -> None:
        transcript = self._transcript
        if transcript is not None:

            def name(speaker: str, given: str) -> None:
                self._commands.run(lambda: self._name_speaker(transcript.session, speaker, given))

            dialog = SpeakersDialog(self, transcript, name)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    async def _name_speaker(self, session: Session, speaker: str, given: str) -> None:
        await self._library.name_speaker(session.id, speaker, given)
        await self._read(session)

    def _delete(self) -> None:
        session = self._shown
        if session is not None:
            box = QMessageBox(self)
            box.setTextFormat(Qt.TextFormat.PlainText)
            box.setIconPixmap(icon("delete").pixmap(_LARGE_ICON))
            box.setWindowTitle(tr("Delete"))
            box.setText(tr("Delete “{title}”?").format(title=session.title))
            box.setInformativeText(tr("Ctrl+Z brings it back until this window closes."))
            delete = box.addButton(tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
            keep = box.addButton(tr("Keep"), QMessageBox.ButtonRole.RejectRole)
            box.setDefaultButton(keep)  # Return by mistake deletes nothing

            delete.clicked.connect(lambda: self._undoing.push(self._deletion(session.id)))
            box.finished.connect(box.deleteLater)
            box.open()

    def _deletion(self, session_id: str) -> Step:
        async def put_away() -> None:
            await self._library.put_away(session_id)
            await self._list_all("")

        async def bring_back() -> None:
            await self._library.bring_back(session_id)
            await self._list_all(session_id)

        run = self._commands.run
        return Step(session_id, tr("Delete"), lambda: run(put_away), lambda: run(bring_back))

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was deleted is gone for good now."""
        self._undoing.clear()
        self._commands.run(self._library.purge)
        super().closeEvent(event)


def _with_names(transcript: Transcript) -> list[Item]:
    """Everything in it, each sentence under the name that the user gave its speaker."""
    return [
        replace(item, speaker=transcript.speaker(item)) if isinstance(item, Segment) else item
        for item in transcript.items()
    ]


def _told_by_service(transcript: Transcript) -> str:
    """The session information, "" if there is none."""
    told = transcript.information
    if told is None:
        return ""
    if told.session_s is None:
        return tr(" · {n} s of sound received").format(n=round(told.audio_s))
    return tr(" · {n} s of sound received in {m} s of connection").format(
        n=round(told.audio_s), m=round(told.session_s)
    )
