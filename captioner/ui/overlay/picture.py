"""What moves as one: drawn once, and then only moved."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from captioner.ui.overlay.ground import ROWS

Draw = Callable[[QPainter], None]
"""Draws with the upper left corner at 0, 0."""


class Picture:
    """Kept until what it shows is another one."""

    def __init__(self) -> None:
        self._pixmap: QPixmap | None = None

    def forget(self) -> None:
        """Draw it anew when it is painted next."""
        self._pixmap = None

    def paint(self, painter: QPainter, at: QPoint, size: QSize, draw: Draw) -> None:
        """Paint it.

        Args:
            painter: Of the captions.
            at: Where its upper left corner is now, in logical pixels.
            size: How large it is.
            draw: Draws it, where it is not kept.
        """
        ratio = painter.device().devicePixelRatio()
        pixmap = self._pixmap
        if pixmap is None or pixmap.devicePixelRatio() != ratio:
            pixmap = self._pixmap = QPixmap(size * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            inside = QPainter(pixmap)
            inside.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(inside)
            inside.end()
        for top in range(0, pixmap.height(), ROWS):
            rows = QRect(0, top, pixmap.width(), min(ROWS, pixmap.height() - top))
            painter.drawPixmap(at + QPoint(0, round(top / ratio)), pixmap, rows)
