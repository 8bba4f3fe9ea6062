"""What can be done about what the status row says: a word to press, in the captions' colour."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QCursor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from captioner.ui.overlay.look import CONTROL, Look
from captioner.ui.overlay.painting import elided, faded

_BESIDE = 12
_LOW = 26


class OverlayLink(QAbstractButton):
    """A button with words. It never takes the focus."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Look like the captions above."""
        self._look = look
        self.update()

    def offer(self, text: str) -> None:
        """Say this; "" takes it away."""
        self.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def sizeHint(self) -> QSize:
        """As wide as its words, as high as a finger needs."""
        metrics = QFontMetricsF(self._look.small_font)
        width = metrics.horizontalAdvance(self.text()) + 2 * _BESIDE
        return QSize(round(width) + 1, max(CONTROL, round(metrics.height()) + 4))

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the words on a pale ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pointed = self.rect().contains(self.mapFromGlobal(QCursor.pos()))  # Qt may know it late
        low = max(_LOW, round(QFontMetricsF(self._look.small_font).height()) + 4)
        ground = QRectF(0, (self.height() - low) / 2, self.width(), low)
        strength = 0.4 if self.isDown() else 0.3 if pointed else 0.18
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faded(QColor(self._look.text), strength))
        painter.drawRoundedRect(ground, low / 2, low / 2)
        painter.setFont(self._look.small_font)
        painter.setPen(QColor(self._look.text))
        metrics = QFontMetricsF(self._look.small_font)
        text = elided(self.text(), metrics, self.width() - 2 * _BESIDE + 1)
        painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, text)
