"""The transcript of the running session, with what one does to a transcript below it."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from captioner.core.cast import Cast
from captioner.core.events import Partial
from captioner.core.lanes import Lane
from captioner.core.session import State
from captioner.core.transcript import Gap, Item, Segment, Session
from captioner.ui.language import tr
from captioner.ui.model import Model
from captioner.ui.parts.labels import on_button
from captioner.ui.parts.tool_row import ToolRow
from captioner.ui.transcript.find_bar import FindBar
from captioner.ui.transcript.ledger_bar import LedgerBar
from captioner.ui.transcript.marks import MarksMenu
from captioner.ui.transcript.view import TranscriptView

RECENT = 5
_CALM_MS = 200
"""How often the open utterance is written anew here; the captions are for reading along."""

_ACCOUNT_MS = 1000


class TranscriptPanel(QWidget):
    """Follows the model.

    Attributes:
        tools: What one does to the transcript, to be put where it stays in sight.
    """

    session_wanted = Signal(str)
    """The id of a session to open, "" for the list of all."""
    export = Signal()
    off_the_record = Signal()

    def __init__(
        self, model: Model, heard_s: Callable[[], float], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._heard_s = model, heard_s
        self._last_gap: Gap | None = None
        self._heard: dict[Lane, Partial] = {}
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._calm.timeout.connect(self._show_heard)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.view = TranscriptView()
        self.find_bar = FindBar(self.view)
        self.ledger = LedgerBar()
        self.ledger.wanted.connect(self.view.go_to)
        self._account = QTimer(self, interval=_ACCOUNT_MS)
        self._account.timeout.connect(self._keep_account)
        self._accounted_ms = 0
        column.addWidget(self.view, 1)
        column.addWidget(self.ledger)
        column.addWidget(self.find_bar)
        self.tools = ToolRow()
        self._find = self.tools.add("find", tr("Find…"))
        self._marks = MarksMenu(self.view, self.tools.add("mark", tr("Marks ▾"), rank=1))
        self._sessions = self.tools.add("sessions", tr("Sessions ▾"), rank=3)
        self._sessions.setAccessibleName(tr("Sessions"))
        self.tools.part()
        self._off_record = self.tools.add("off-record", "")
        self._off_record.clicked.connect(self.off_the_record)
        self._copy = self.tools.add("copy", tr("Copy all"), rank=2)
        self._export = self.tools.add("export", tr("Export…"), rank=4)
        self._recent = QMenu(self)
        self._sessions.setMenu(self._recent)
        self._find.clicked.connect(self.find_bar.ask)
        self._copy.clicked.connect(self.copy_all)
        self._export.clicked.connect(self.export)
        self.show_recent(())
        self._connect(model)

    def _connect(self, model: Model) -> None:
        model.opened.connect(self._begin)
        model.heard_partial.connect(self._hear)
        for signal in (model.heard_final, model.noticed_gap, model.set_mark):
            signal.connect(self._add)
        model.taken_back.connect(self._take_back)
        model.off_record.connect(self._show_off_record)
        model.now_called.connect(self._call)
        model.now_in_state.connect(self._in_state)
        self._in_state(model.state)

    def name_off_the_record(self, text: str, key: str) -> None:
        """Say what its button does, and which key does that."""
        self._off_record.setAccessibleName(text)
        self._off_record.setToolTip(f"{text} ({key})")

    def show_recent(self, sessions: tuple[Session, ...]) -> None:
        """Offer the newest sessions."""
        self._recent.clear()
        for session in sessions[:RECENT]:
            entry = self._recent.addAction(on_button(session.title))
            entry.triggered.connect(lambda _=False, name=session.id: self.session_wanted.emit(name))
        if sessions:
            self._recent.addSeparator()
        self._recent.addAction(tr("All sessions…")).triggered.connect(
            lambda: self.session_wanted.emit("")
        )

    def copy_all(self) -> None:
        """Put the whole transcript on the clipboard."""
        QGuiApplication.clipboard().setText(self.view.toPlainText())

    def show_last_gap(self) -> None:
        """Show where sound is missing."""
        if self._last_gap is not None:
            self.view.go_to(self._last_gap)

    def _show_ledger(self) -> None:
        """The account of the session so far."""
        session = self._model.session
        if session is not None and self.isVisible():
            items = self._model.items.values()
            self._accounted_ms = self._length_ms(session)
            self.ledger.show_items(session.started, items, self._accounted_ms, self._model.cast)

    def _length_ms(self, session: Session) -> int:
        return round(1000 * max(self._heard_s(), session.seconds))

    def _keep_account(self) -> None:
        """Account anew once there is a pixel more to see: of eight hours that is a minute."""
        session = self._model.session
        if session is not None:
            more_ms = self._length_ms(session) - self._accounted_ms
            if more_ms >= self.ledger.step_ms:
                self._show_ledger()

    def showEvent(self, event: QShowEvent) -> None:
        """In sight again."""
        super().showEvent(event)
        self._count_on()

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight nothing is counted."""
        super().hideEvent(event)
        self._account.stop()

    def _count_on(self) -> None:
        self._show_ledger()
        runs = self._model.state not in (State.IDLE, State.WAITING)
        if runs and self.isVisible():
            self._account.start()
        else:
            self._account.stop()

    def _hear(self, partial: Partial) -> None:
        self._heard[partial.lane] = partial
        if not self._calm.isActive():
            self._calm.start()

    def _show_heard(self) -> None:
        if self._heard:
            self.view.show_open(*(self._heard[lane] for lane in Lane if lane in self._heard))

    def _begin(self, session: Session) -> None:
        self._last_gap = None
        self._heard.clear()
        self.ledger.clear()
        self.view.begin(session.started)
        self._enable()

    def _add(self, item: Item) -> None:
        if isinstance(item, Gap):
            self._last_gap = item
        elif isinstance(item, Segment):
            self._heard.pop(item.lane, None)
        self.view.add(item)
        if isinstance(item, Segment):
            self._show_heard()
        if not self._account.isActive():
            self._show_ledger()
        self._enable()

    def _call(self, cast: Cast) -> None:
        self.view.use_cast(cast)
        self._show_heard()
        self._show_ledger()

    def _take_back(self, item: Item) -> None:
        self.view.take_back(item)
        self._enable()

    def _show_off_record(self, _: Gap) -> None:
        self._calm.stop()
        self._show_heard()
        self.ledger.clear()  # it holds what was said
        self._show_ledger()

    def _in_state(self, state: State) -> None:
        self._off_record.setEnabled(state not in (State.IDLE, State.WAITING, State.STOPPING))
        if state is State.IDLE:
            self._heard.clear()
            self.view.end_open()
            self.view.show_hint(
                tr(
                    "Press Start captions. What is said appears here and on top of your other"
                    " windows."
                )
            )
        else:
            self.view.show_hint(tr("Words appear here as they are spoken."))
        self._count_on()
        self._enable()

    def _enable(self) -> None:
        something = bool(self._model.items)
        for button in (self._find, self._copy, self._export):
            button.setEnabled(something)
        self._marks.count()
        self.view.setAccessibleDescription("" if something else self.view.placeholderText())
