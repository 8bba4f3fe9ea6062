"""The control for a few of many: a list to tick, in as many columns as there is room for."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QListWidget, QListWidgetItem

from captioner.core.setting_values import Value
from captioner.ui.language import tr
from captioner.ui.settings.control import Control

_CODE = Qt.ItemDataRole.UserRole
_BESIDE, _ABOVE = 44, 10
"""Room around a text: the box to tick, and space to its neighbours."""


class Ticks(Control):
    """Values by name; a value that is not in the list, set elsewhere, is added to it."""

    wide = True

    def __init__(self, choices: Mapping[str, str]) -> None:
        super().__init__()
        self._list = _Columns()
        for value, text in choices.items():
            self._add(value, tr(text))
        self._list.itemChanged.connect(lambda _: self.edited.emit(self.ticked()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._list)
        self.field = self._list

    def ticked(self) -> tuple[str, ...]:
        """The values that are ticked, in the order of the list."""
        return tuple(
            item.data(_CODE)
            for item in self._list.entries()
            if item.checkState() is Qt.CheckState.Checked
        )

    def show_value(self, value: Value) -> None:
        """See `Control`; the order in which values were ticked stays theirs."""
        wanted = tuple(value) if isinstance(value, tuple) else ()
        with QSignalBlocker(self._list):
            there = {item.data(_CODE) for item in self._list.entries()}
            for missing in wanted:
                if missing not in there:
                    self._add(missing, missing)
            for item in self._list.entries():
                on = item.data(_CODE) in wanted
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._list.fit()

    def _add(self, value: str, text: str) -> None:
        item = QListWidgetItem(text)
        item.setData(_CODE, value)
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
        )
        item.setCheckState(Qt.CheckState.Unchecked)
        self._list.addItem(item)


class _Columns(QListWidget):
    """A list that shows all of its entries without scrolling."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ticks", True)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pressed: Qt.CheckState | None = None
        self.itemPressed.connect(self._press)
        self.itemClicked.connect(self._click)

    def _press(self, item: QListWidgetItem) -> None:
        self._pressed = item.checkState()

    def _click(self, item: QListWidgetItem) -> None:
        """The word ticks too; Qt's own box has done so already if that was clicked."""
        if item.checkState() is self._pressed:
            on = self._pressed is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    def entries(self) -> list[QListWidgetItem]:
        """Everything in it."""
        return [self.item(row) for row in range(self.count())]

    def fit(self) -> None:
        """Make columns of one width, and as many rows as they need."""
        if not self.count():
            return
        metrics = self.fontMetrics()
        widest = max(metrics.horizontalAdvance(item.text()) for item in self.entries()) + _BESIDE
        room = max(1, self.viewport().width() - 1)  # a row that is quite full would wrap
        columns = max(1, room // widest)
        height = metrics.height() + _ABOVE
        cell = QSize(room // columns, height)
        with QSignalBlocker(self):
            for item in self.entries():
                item.setSizeHint(cell)  # Qt's own leaves out what the theme puts around it
        self.setGridSize(cell)
        rows = -(-self.count() // columns)
        frame = self.height() - self.viewport().height()
        self.setFixedHeight(rows * height + max(frame, 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may hold other columns."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
