"""What an empty list or text says in its middle: what to do so that something appears."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QAbstractScrollArea

_AROUND = 32


def paint_hint(area: QAbstractScrollArea, text: str) -> None:
    """Paint the sentence; called within the paint event of the area's viewport."""
    painter = QPainter(area.viewport())
    painter.setPen(area.palette().color(QPalette.ColorRole.PlaceholderText))
    painter.setFont(area.font())
    around = min(_AROUND, area.viewport().width() // 8)
    room = area.viewport().rect().adjusted(around, around, -around, -around)
    how = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(room, int(how), text)
