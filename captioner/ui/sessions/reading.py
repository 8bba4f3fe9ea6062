"""The right side of the sessions window: the chosen session, its title, and what one does to it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from captioner.core.cast import Cast
from captioner.core.titles import length
from captioner.core.transcript import Session, Transcript
from captioner.ui.language import tr
from captioner.ui.parts.labels import label, larger, quiet
from captioner.ui.parts.message_strip import MessageStrip
from captioner.ui.parts.tool_row import ToolRow
from captioner.ui.sessions.list import sentences_text
from captioner.ui.sessions.title_field import TitleField
from captioner.ui.transcript.find_bar import FindBar
from captioner.ui.transcript.ledger_bar import LedgerBar
from captioner.ui.transcript.marks import MarksMenu
from captioner.ui.transcript.speakers_dialog import labels_in
from captioner.ui.transcript.view import TranscriptView


class ReadingSide(QWidget):
    """A title that is written where it stands, the text, and a row of buttons."""

    renamed = Signal(object, str)
    """A `Session`, and its new title."""

    title_left = Signal()
    """The title is not written any more."""

    export = Signal()
    delete = Signal()
    name_speakers = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._session: Session | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.title = larger(label(wrap=True), 1.2)
        self.facts = quiet(label(wrap=True))
        self.view = TranscriptView()
        self.find_bar = FindBar(self.view)
        column.addWidget(self.title)
        self.title_field = TitleField(self.title)
        self.title_field.written.connect(self._write_title)
        self.title_field.left.connect(self.title_left)
        column.addWidget(self.facts)
        self.ledger = LedgerBar()
        self.ledger.wanted.connect(self.view.go_to)
        column.addWidget(self.view, 1)
        column.addWidget(self.ledger)
        column.addWidget(self.find_bar)
        self.strip = MessageStrip()
        column.addWidget(self.strip)
        row = self._tools = ToolRow()
        self.buttons = [
            row.add("export", tr("Export…"), rank=3),
            row.add("rename", tr("Rename"), rank=2),
            row.add("delete", tr("Delete…"), rank=2),
        ]
        for button, step in zip(
            self.buttons, (self.export.emit, self.rename, self.delete.emit), strict=True
        ):
            button.clicked.connect(step)
        self.marks = MarksMenu(self.view, row.add("mark", tr("Marks ▾")))
        self.speakers = row.add("speakers", tr("Name speakers…"), rank=1)
        self.speakers.clicked.connect(self.name_speakers)
        row.part()
        column.addWidget(row)

    def show_session(self, session: Session, transcript: Transcript) -> None:
        """Show all of a session."""
        self._session = session
        self.title.setText(session.title)
        facts = f"{tr(length(session.seconds))} · {sentences_text(session.finals)}"
        self.facts.setText(facts + _told_by_service(transcript))
        self.view.cast = Cast.of(transcript)
        self.view.fill(session.started, transcript.items())
        self.show_ledger()
        if labels_in(transcript):
            self._tools.enable(self.speakers)
        else:
            none = tr("No voices were told apart in this session.")
            self._tools.disable(self.speakers, none)
        for button in self.buttons:
            button.setEnabled(True)

    def show_ledger(self) -> None:
        """Show where the time went, as the text has it now."""
        if self._session is not None:
            total_ms = round(1000 * self._session.seconds)
            self.ledger.show_items(self._session.started, self.view.items, total_ms, self.view.cast)
            self.marks.count()

    def show_none(self, hint: str) -> None:
        """Show no session, and say this in its place."""
        self.title_field.leave()
        self._session = None
        self._tools.disable(self.speakers, "")
        self.title.setText("")
        self.facts.setText("")
        self.view.empty()
        self.marks.count()
        self.ledger.clear()
        self.view.show_hint(hint)
        for button in self.buttons:
            button.setEnabled(False)

    def offer_for_several(self) -> None:
        """Show no session, and offer what can be done with several."""
        export, _, delete = self.buttons
        export.setEnabled(True)
        delete.setEnabled(True)

    def tell(self, text: str) -> None:
        """Say what was done, until the user puts it away."""
        self.strip.say(text, tr("OK"))

    def rename(self) -> None:
        """Let the user write the title where it stands."""
        if self._session is not None:
            self.title_field.begin(self._session.title)

    def _write_title(self, title: str) -> None:
        if self._session is not None:
            self.renamed.emit(self._session, title)


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
