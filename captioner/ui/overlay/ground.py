"""What stands behind the captions: the window's colour, and the box on it."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from captioner.ui.overlay.look import MARGIN, RADIUS, Look

ROWS = 90
"""Of more pixels at once Qt hands a part to other threads, and waits for them (from 96 on)."""


class Ground:
    """Paints it.

    Args:
        look: Its colours.
        whole: Where the captions' window is, in logical pixels.
    """

    def __init__(self, look: Look, whole: QRect) -> None:
        self._look, self._whole = look, whole
        self._box = whole.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        round_ = int(RADIUS)
        self._plain = (
            self._box.adjusted(0, round_, 0, -round_),
            self._box.adjusted(round_, 0, -round_, 0),
        )
        self._colours = [colour for colour in (look.window, look.box) if colour.alpha()]

    def paint(self, painter: QPainter, dirty: QRect, ratio: float) -> None:
        """Paint what has to be painted anew.

        Args:
            painter: Paints on the captions' window, and is left without smooth edges.
            dirty: Around all that the painter's clip lets through.
            ratio: Device pixels in a logical pixel.
        """
        area = dirty
        if not ratio.is_integer():  # no part of a pixel of the screen is left out
            area = dirty.adjusted(-1, -1, 1, 1)
        if any(part.contains(area) for part in self._plain):
            self._fill(painter, area, max(1, int(ROWS / ratio)))
        else:
            self._paint_rounded(painter)

    def _fill(self, painter: QPainter, area: QRect, rows: int) -> None:
        """Where there is no corner, with straight edges: they cost a tenth of smooth ones."""
        for top in range(area.top(), area.top() + area.height(), rows):
            strip = QRect(area.left(), top, area.width(), rows).intersected(area)
            for colour in self._colours:
                painter.fillRect(strip, colour)

    def _paint_rounded(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._look.window.alpha():
            painter.setBrush(self._look.window)
            radius = RADIUS + MARGIN
            painter.drawRoundedRect(QRectF(self._whole), radius, radius)
        painter.setBrush(self._look.box)
        painter.drawRoundedRect(QRectF(self._box), RADIUS, RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
