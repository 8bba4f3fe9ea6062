"""The list of kept sessions: by day, each with its times and how much was said."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from captioner.core.lines import clean
from captioner.core.transcript import Segment, Session
from captioner.ui.language import tr
from captioner.ui.parts.hint import paint_hint
from captioner.ui.parts.labels import in_tooltip
from captioner.ui.parts.list_rows import FACTS, use_rows

_ID = Qt.ItemDataRole.UserRole
_BEFORE = 12
"""So many letters of a line stand before what was found, so that a narrow row shows it."""


class SessionList(QListWidget):
    """Newest first, as the library gives them."""

    chosen = Signal(object)
    """A `Session`, when it is the only one that is chosen."""

    several_chosen = Signal(object)
    """A tuple of them."""

    scrolled = Signal()
    """Other rows are in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Sessions"))
        use_rows(self)
        self._sessions: dict[str, Session] = {}
        self._hint = ""
        self._day: date | None = None
        self._read: set[str] = set()
        self.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.itemSelectionChanged.connect(self._choose)
        self.verticalScrollBar().valueChanged.connect(lambda _: self.scrolled.emit())
        self.verticalScrollBar().rangeChanged.connect(lambda _, __: self.scrolled.emit())

    @property
    def hint(self) -> str:
        """What an empty list says."""
        return self._hint

    @property
    def chosen_id(self) -> str:
        """The id of the session that is chosen, "" for none."""
        return next((str(item.data(_ID)) for item in self.selectedItems()), "")

    def show_sessions(self, sessions: Iterable[Session], wanted: str, hint: str) -> None:
        """List these and no others; see `add_page`.

        Args:
            sessions: In the order in which they stand.
            wanted: The id of the one that is chosen, if it is there.
            hint: What is said if there are none.
        """
        self._hint = hint
        self.setAccessibleDescription(hint)
        self._sessions = {}
        self._read = set()
        self._day = None
        self.clear()
        self.add_page(sessions, wanted)

    def add_page(self, sessions: Iterable[Session], wanted: str) -> None:
        """List more, in the order in which they stand.

        Args:
            sessions: Those after what is listed.
            wanted: The id of the one to choose, if none is chosen yet.
        """
        for day, of_day in groupby(sessions, key=_day):
            if day != self._day:
                self._add_day(day)
                self._day = day
            for session in of_day:
                self._add(session)
                if session.id == wanted and self.currentItem() is None:
                    self.setCurrentRow(self.count() - 1)

    def unread_in_sight(self) -> list[str]:
        """The ids of the sessions in sight that `show_hits` was not called for."""
        room = self.viewport().rect()
        rows = (self.item(row) for row in range(self.count()))
        ids = [
            str(row.data(_ID) or "") for row in rows if room.intersects(self.visualItemRect(row))
        ]
        return [each for each in ids if each and each not in self._read]

    def show_hits(self, session_id: str, hits: Sequence[Segment], words: str) -> None:
        """Say in the row of a session where and how often it holds what is searched for."""
        self._read.add(session_id)
        if not hits:
            return
        for row in range(self.count()):
            item = self.item(row)
            if item.data(_ID) == session_id:
                count = tr("1 line") if len(hits) == 1 else tr("{n} lines").format(n=len(hits))
                item.setData(FACTS, f"{count}: {around(words, hits[0].text)}")
                item.setToolTip(in_tooltip(clean(hits[0].text)))
                spoken = f"{item.text()}, {item.data(FACTS)}"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _add_day(self, day: date) -> None:
        item = QListWidgetItem(f"{day:%A %d %B %Y}")
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(item)

    def _add(self, session: Session) -> None:
        self._sessions[session.id] = session
        recovered = not session.ended and not session.running
        title = tr("{title} (recovered)") if recovered else "{title}"
        item = QListWidgetItem(title.format(title=session.title))
        item.setData(_ID, session.id)
        item.setData(FACTS, f"{times_text(session)} · {sentences_text(session.finals)}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {item.data(FACTS)}")
        self.addItem(item)

    @property
    def selected(self) -> tuple[Session, ...]:
        """The sessions that are chosen, in the order in which they stand."""
        rows = sorted(self.row(item) for item in self.selectedItems())
        ids = [self.item(row).data(_ID) for row in rows]
        return tuple(self._sessions[each] for each in ids if each in self._sessions)

    def _choose(self) -> None:
        chosen = self.selected
        if len(chosen) == 1:
            self.chosen.emit(chosen[0])
        elif chosen:
            self.several_chosen.emit(chosen)

    def beside(self, ids: Collection[str]) -> str:
        """The id of the session that stands below these, or else above them, "" for none."""
        listed = list(self._sessions)
        places = [place for place, each in enumerate(listed) if each in ids]
        if not places:
            return ""
        below = listed[places[-1] + 1 :][:1]
        above = [each for each in listed[: places[-1]] if each not in ids][-1:]
        return "".join(below or above)

    def choose_first(self) -> None:
        """Choose the first session, which stands below its day."""
        if self.count() > 1:
            self.setCurrentRow(1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By keyboard there is always a session to begin from: the heading is none."""
        super().focusInEvent(event)
        by_key = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        if by_key and not self.selectedItems():
            self.choose_first()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Without sessions it says what to do."""
        super().paintEvent(event)
        if not self.count():
            paint_hint(self, self._hint)


def around(words: str, text: str) -> str:
    """The part of a line that begins shortly before what is searched for."""
    shown = clean(text)
    folded = shown.casefold()
    at = min(
        (found for word in words.casefold().split() if (found := folded.find(word)) >= 0), default=0
    )
    start = shown.rfind(" ", 0, max(0, at - _BEFORE)) + 1 if at > _BEFORE else 0
    return f"…{shown[start:]}" if start else shown


def sentences_text(count: int) -> str:
    """How many sentences."""
    return tr("1 sentence") if count == 1 else tr("{lines} sentences").format(lines=count)


def times_text(session: Session) -> str:
    """From when to when, or only when if that is the same minute."""
    began = datetime.fromisoformat(session.started)
    if session.running:
        return tr("since {time}").format(time=f"{began:%H:%M}")
    first, last = f"{began:%H:%M}", f"{began + timedelta(seconds=session.seconds):%H:%M}"
    return first if first == last else f"{first}–{last}"


def _day(session: Session) -> date:
    return datetime.fromisoformat(session.started).date()
