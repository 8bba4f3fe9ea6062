"""A line on a page that unfolds what is seldom wanted."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

_FOLDED, _FOLDED_RTL, _UNFOLDED = "▸", "◂", "▾"


class Fold(QWidget):
    """A line of text that can be pressed, and below it what it unfolds."""

    def __init__(self, inside: QWidget, text: str = "") -> None:
        super().__init__()
        self.inside = inside
        self._text = text
        self.line = QPushButton()
        self.line.setProperty("link", True)
        self.line.setProperty("flush", True)
        self.line.setCheckable(True)
        self.line.toggled.connect(self._unfold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.line, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(inside)
        inside.hide()
        self._name()

    def say(self, text: str) -> None:
        """What the line says."""
        self._text = text
        self._name()

    def open(self) -> None:
        """Show what is in it."""
        self.line.setChecked(True)

    def _unfold(self, on: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.inside.setVisible(on)
        self._name()

    def changeEvent(self, event: QEvent) -> None:
        """The arrow points to where the text goes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._name()

    def _name(self) -> None:
        folded = _FOLDED_RTL if self.isRightToLeft() else _FOLDED
        self.line.setText(f"{self._text} {_UNFOLDED if self.inside.isVisibleTo(self) else folded}")
        self.line.setAccessibleName(self._text)
