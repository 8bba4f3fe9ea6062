"""A list of choices that shows all of them, and each in full, when it opens."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate

_AROUND = 24
"""What stands beside the text of an entry: its padding, the frame, and room to breathe."""


class DropDown(QComboBox):
    """A closed list is as wide as its place; the open one as its longest entry."""

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(QStyledItemDelegate(self))  # gives its lines the theme's room

    def call(self, name: str) -> None:
        """Its name for a screen reader. On Linux a list is named by its value, and described."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(name)

    def showPopup(self) -> None:
        """Make room for every entry; where the screen is too low, Qt lets it scroll."""
        self.setMaxVisibleItems(max(1, self.count()))
        view, room = self.view(), self.screen().availableGeometry().width()
        view.setMinimumWidth(min(room, view.sizeHintForColumn(0) + _AROUND))
        super().showPopup()


class QuietDropDown(DropDown):
    """One that the wheel does not change while the page around it is scrolled."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
