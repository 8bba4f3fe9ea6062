"""What is painted beside the words of a line: that the user is called, and how old it is."""

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from captioner.ui.language import tr
from captioner.ui.overlay.look import Look

_CALL_INSET = 4


def paint_call(painter: QPainter, look: Look, area: QRectF) -> None:
    """A ground and a bar at its edge: nothing is told by colour alone."""
    ground = area.adjusted(_CALL_INSET, 1, -_CALL_INSET, -1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.call)
    painter.drawRoundedRect(ground, _CALL_INSET, _CALL_INSET)
    painter.setBrush(look.text)
    painter.drawRoundedRect(QRectF(ground.topLeft(), QSizeF(4, ground.height())), 2, 2)


def paint_age(painter: QPainter, look: Look, text: str, free: QRectF) -> None:
    """Say how old a line is, where there is room beside it."""
    metrics = QFontMetricsF(look.small_font)
    if free.width() < metrics.horizontalAdvance(text) + metrics.averageCharWidth() * 2:
        return
    painter.save()
    painter.setFont(look.small_font)
    painter.setPen(look.text)
    painter.setOpacity(look.tail_opacity)
    painter.drawText(free, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
    painter.restore()


def age_text(seconds: int) -> str:
    """How long ago, as a few letters."""
    if seconds < 60:  # noqa: PLR2004 - a minute
        return tr("{n} s ago").format(n=seconds)
    if seconds < 3600:  # noqa: PLR2004 - an hour
        return tr("{n} min ago").format(n=seconds // 60)
    return tr("{n} h ago").format(n=seconds // 3600)
