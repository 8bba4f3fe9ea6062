"""Which sessions are listed besides what is searched for: by day, length, speaker, marks."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QFrame,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from captioner.core.engines import ENGINES
from captioner.core.wanted import Wanted
from captioner.ui.language import tr
from captioner.ui.parts.drop_down import DropDown
from captioner.ui.parts.field_room import with_room
from captioner.ui.parts.labels import label
from captioner.ui.parts.tab_order import lead_tab_through

_WEEK, _MONTH = 7, 30
_SHORT_S, _LONG_S = 300.0, 1800.0
_OF_CHOICE = -1
"""The days are chosen one by one."""


class Filters(QFrame):
    """A field for each; together they make a `Wanted`."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(10, 8, 10, 8)
        self.day = _choice(
            tr("Day"),
            {
                tr("Any day"): None,
                tr("Today"): 0,
                tr("Last 7 days"): _WEEK,
                tr("Last 30 days"): _MONTH,
                tr("From … to …"): _OF_CHOICE,
            },
        )
        today = QDate.currentDate()
        self.since, self.until = with_room(QDateEdit(today)), with_room(QDateEdit(today))
        for field, name in ((self.since, tr("First day")), (self.until, tr("Last day"))):
            field.setCalendarPopup(True)
            field.setDisplayFormat("yyyy-MM-dd")
            field.setAccessibleName(name)
            field.dateChanged.connect(self.changed)
            field.hide()
        self.length = _choice(
            tr("Length"),
            {
                tr("Any length"): (0.0, None),
                tr("Up to 5 min"): (0.0, _SHORT_S),
                tr("5 to 30 min"): (_SHORT_S, _LONG_S),
                tr("More than 30 min"): (_LONG_S, None),
            },
        )
        engines = {tr(info.label): info.name for info in ENGINES.values()}
        self.engine = _choice(tr("Recogniser"), {tr("Any recogniser"): "", **engines})
        self.speaker = QLineEdit()
        self.speaker.setPlaceholderText(tr("Anybody"))
        self.speaker.setAccessibleName(tr("Speaker"))
        self.speaker.setClearButtonEnabled(True)
        self.marked = QCheckBox(tr("With marks"))
        self.clear = QPushButton(tr("Clear"))
        self.clear.clicked.connect(self.reset)
        self._lay_out()
        for box in (self.day, self.length, self.engine):
            box.currentIndexChanged.connect(self._change)
        self.speaker.textChanged.connect(self._change)
        self.marked.toggled.connect(self._change)

    def _lay_out(self) -> None:
        rows = (
            (tr("Day"), self.day),
            (tr("Length"), self.length),
            (tr("Speaker"), self.speaker),
            (tr("Recogniser"), self.engine),
        )
        for place, (name, field) in zip((0, 3, 4, 5), rows, strict=True):
            self.grid.addWidget(label(name), place, 0)
            self.grid.addWidget(field, place, 1, 1, 2)
        self.grid.addWidget(self.since, 1, 1, 1, 2)
        self.grid.addWidget(self.until, 2, 1, 1, 2)
        self.grid.addWidget(self.marked, 6, 0, 1, 2)
        self.grid.addWidget(self.clear, 6, 2)
        self.grid.setColumnStretch(1, 1)
        lead_tab_through((self.day, self.since, self.until, self.length))

    @property
    def wanted(self) -> Wanted:
        """What is chosen."""
        since, until = self._days(date.today())  # noqa: DTZ011 - the user's own day
        shortest_s, longest_s = self.length.currentData()
        return Wanted(
            since=since,
            until=until,
            shortest_s=shortest_s,
            longest_s=longest_s,
            engine=self.engine.currentData(),
            speaker=self.speaker.text().strip(),
            marked=self.marked.isChecked(),
        )

    @property
    def count(self) -> int:
        """How many fields leave something out."""
        wanted = self.wanted
        day = wanted.since or wanted.until
        length = wanted.shortest_s or wanted.longest_s
        return sum(map(bool, (day, length, wanted.engine, wanted.speaker, wanted.marked)))

    def reset(self) -> None:
        """Leave nothing out."""
        self.blockSignals(True)
        for box in (self.day, self.length, self.engine):
            box.setCurrentIndex(0)
        self.speaker.clear()
        self.marked.setChecked(False)
        self.blockSignals(False)
        self._change()

    def _days(self, today: date) -> tuple[str, str]:
        back = self.day.currentData()
        if back is None:
            return "", ""
        if back == _OF_CHOICE:
            days = sorted((self.since.date(), self.until.date()), key=QDate.toJulianDay)
            return days[0].toString("yyyy-MM-dd"), days[1].toString("yyyy-MM-dd")
        return f"{today - timedelta(days=max(0, back - 1))}", ""

    def _change(self, _: object = None) -> None:
        for field in (self.since, self.until):
            field.setVisible(self.day.currentData() == _OF_CHOICE)
        self.changed.emit()


def _choice(name: str, choices: Mapping[str, object]) -> DropDown:
    box = DropDown()
    box.call(name)
    box.setMinimumContentsLength(8)
    box.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for text, value in choices.items():
        box.addItem(text, value)
    return box
