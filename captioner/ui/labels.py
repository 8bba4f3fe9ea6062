"""Labels that show text as it is: nothing a server, user or device says is ever markup."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def label(text: str = "", parent: QWidget | None = None, *, wrap: bool = False) -> QLabel:
    """A label of plain text; the only place that makes one."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made


def quiet(made: QLabel) -> QLabel:
    """The label in the colour of secondary text."""
    made.setForegroundRole(made.foregroundRole().PlaceholderText)
    return made


def larger(made: QLabel, factor: float, *, bold: bool = True) -> QLabel:
    """The label in a heading's size."""
    font = made.font()
    font.setPointSizeF(font.pointSizeF() * factor)
    font.setBold(bold)
    made.setFont(font)
    return made
