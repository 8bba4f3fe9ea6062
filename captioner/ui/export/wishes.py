"""What of a session is exported, and how: the left side of the dialog."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from captioner.core.export.cues import CHARACTERS_A_SECOND
from captioner.core.export.wish import Wish
from captioner.core.file_kinds import Kind, Part
from captioner.core.transcript import Session
from captioner.ui.language import tr
from captioner.ui.parts.day_time import clock_of, since_start
from captioner.ui.parts.drop_down import DropDown
from captioner.ui.parts.field_room import with_room
from captioner.ui.parts.labels import label, larger

_SLOWEST, _FASTEST = 5, 40


class Wishes(QWidget):
    """Controls whose values make a format and a `Wish`.

    Args:
        formats: Export format → what is said of it.
        session: The one session whose times a range is chosen from; None for several.
        wish: What is chosen at first.
    """

    changed = Signal()

    def __init__(self, formats: Mapping[str, Kind], session: Session | None, wish: Wish) -> None:
        super().__init__()
        self._formats, self._session = formats, session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.format_box = DropDown()
        self.format_box.call(tr("Format"))
        for name, kind in formats.items():
            self.format_box.addItem(tr(kind.label), name)
        column.addWidget(_heading(tr("Format")))
        column.addWidget(self.format_box)
        column.addSpacing(6)
        column.addWidget(_heading(tr("What")))
        self.everything = QRadioButton(tr("Everything"))
        self.marked = QRadioButton(tr("Marked lines only"))
        self.range = QRadioButton(tr("From"))
        column.addWidget(self.everything)
        column.addWidget(self.marked)
        self.since, self.until = with_room(QTimeEdit()), with_room(QTimeEdit())
        column.addLayout(self._range_row())
        column.addSpacing(6)
        column.addWidget(_heading(tr("With")))
        self.parts = {part: QCheckBox(text) for part, text in _part_texts().items()}
        grid = QGridLayout()
        for number, box in enumerate(self.parts.values()):
            grid.addWidget(box, number // 2, number % 2)
        column.addLayout(grid)
        column.addSpacing(6)
        self.limited = QCheckBox(tr("Each subtitle stands until it is read, at"))
        self.speed = with_room(QSpinBox())
        self.speed.setRange(_SLOWEST, _FASTEST)
        self.speed.setValue(CHARACTERS_A_SECOND)
        self.speed.setSuffix(f" {tr('characters a second')}")
        self.speed.setAccessibleName(tr("Reading speed"))
        column.addWidget(self.limited)
        column.addWidget(self.speed)
        column.addStretch(1)
        self._choose(wish)
        self._connect()
        self._use_format()

    def _range_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.range)
        for field, name in ((self.since, tr("From")), (self.until, tr("To"))):
            field.setDisplayFormat("HH:mm:ss")
            field.setAccessibleName(name)
        row.addWidget(self.since)
        self._to = label(tr("to"))
        row.addWidget(self._to)
        row.addWidget(self.until)
        row.addStretch(1)
        for widget in (self.range, self.since, self._to, self.until):
            widget.setVisible(self._session is not None)
        return row

    def _choose(self, wish: Wish) -> None:
        session = self._session
        if session is not None:
            end_ms = round(session.seconds * 1000) + 1000 if wish.end_ms is None else wish.end_ms
            self.since.setTime(clock_of(_began(session), wish.start_ms))
            self.until.setTime(clock_of(_began(session), end_ms))
        chosen = self.everything if wish.is_all else self.range
        (self.marked if wish.marked_only else chosen).setChecked(True)

    def _connect(self) -> None:
        self.format_box.currentIndexChanged.connect(self._use_format)
        for button in (self.everything, self.marked, self.range, self.limited):
            button.toggled.connect(self._tell)
        for box in self.parts.values():
            box.toggled.connect(self._tell)
        for field in (self.since, self.until):
            field.timeChanged.connect(self._choose_range)
        self.speed.valueChanged.connect(self._tell)

    def _choose_range(self) -> None:
        self.range.setChecked(True)
        self._tell()

    def _tell(self, _: object = None) -> None:
        self.speed.setEnabled(self.limited.isChecked())
        self.changed.emit()

    def _use_format(self) -> None:
        """Each format has its own usual parts, and some cannot do without."""
        kind = self.kind
        for part, box in self.parts.items():
            box.blockSignals(True)
            box.setChecked(part in kind.usual or part not in kind.offers)
            box.setEnabled(part in kind.offers)
            box.blockSignals(False)
        for widget in (self.limited, self.speed):
            widget.setVisible(kind.subtitles)
        self._tell()

    @property
    def format_name(self) -> str:
        """The chosen format."""
        return str(self.format_box.currentData())

    @property
    def kind(self) -> Kind:
        """What is said of it."""
        return self._formats[self.format_name]

    @property
    def wish(self) -> Wish:
        """What is wanted of the session."""
        start_ms, end_ms = 0, None
        if self.range.isChecked() and self._session is not None:
            start_ms = since_start(_began(self._session), self.since.time())
            end_ms = since_start(_began(self._session), self.until.time())
        return Wish(
            parts=frozenset(part for part, box in self.parts.items() if box.isChecked()),
            start_ms=start_ms,
            end_ms=end_ms,
            marked_only=self.marked.isChecked(),
            characters_a_second=self.speed.value() if self._is_limited else None,
        )

    @property
    def _is_limited(self) -> bool:
        return self.kind.subtitles and self.limited.isChecked()


def _part_texts() -> dict[Part, str]:
    return {
        Part.TIMES: tr("Times"),
        Part.NAMES: tr("Names"),
        Part.MARKS: tr("Marks"),
        Part.GAPS: tr("Gaps"),
    }


def _heading(text: str) -> QLabel:
    return larger(label(text), 1.0)


def _began(session: Session) -> datetime:
    return datetime.fromisoformat(session.started)
