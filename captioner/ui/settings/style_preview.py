"""Captions as they will look, on a light, a dark and a photo-like ground."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from captioner.core.events import Partial, Word
from captioner.core.settings import Settings
from captioner.core.transcript import Segment
from captioner.ui.language import tr
from captioner.ui.overlay.caption_view import CaptionView
from captioner.ui.overlay.look import Look

_HEIGHT = 210


class StylePreview(QWidget):
    """Three grounds, and one piece of captions across them."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Preview"))
        self._look = Look.of(settings)
        self._view = CaptionView(self._look, lambda: 0, parent=self)
        self._view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        said = tr("Captions look like this on any ground.").split()
        coming = tr("The end may still change").split()
        self._view.show_final(
            Segment(turn=1, start_ms=0, end_ms=900, text=" ".join(said), words=_words(said, 0))
        )
        self._view.show_partial(Partial(turn=2, words=_words(coming, 2000), agreed=2))

    def use(self, settings: Settings) -> None:
        """Look like these settings."""
        self._look = Look.of(settings)
        self._view.set_look(self._look, steady=False)
        self._arrange()

    def sizeHint(self) -> QSize:
        """As high as two large lines."""
        return QSize(520, _HEIGHT)

    def resizeEvent(self, _: object) -> None:
        """Keep the captions in the middle."""
        self._arrange()

    def _arrange(self) -> None:
        """As wide as the grounds; lines that do not fit the height are cut off at its top."""
        wanted = self._look.size().toSize()
        width = min(wanted.width(), self.width() - 24)
        height = wanted.height()
        self._view.setGeometry(
            (self.width() - width) // 2, max(4, (self.height() - height) // 2), width, height
        )
        if height > self.height() - 8:
            self._view.move(self._view.x(), self.height() - height - 4)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the three grounds."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        third = self.width() / 3
        painter.fillRect(QRectF(0, 0, third, self.height()), QColor("#f4f4f1"))
        painter.fillRect(QRectF(third, 0, third, self.height()), QColor("#14161a"))
        paint_photo(painter, QRectF(2 * third, 0, third + 1, self.height()))


def _words(texts: list[str], start_ms: int) -> tuple[Word, ...]:
    return tuple(
        Word(text=text, start_ms=start_ms + 200 * index, end_ms=start_ms + 200 * index + 150)
        for index, text in enumerate(texts)
    )


def paint_photo(painter: QPainter, area: QRectF) -> None:
    """A sunset over hills: bright, dark and busy at once."""
    painter.save()
    painter.setClipRect(area)
    sky = QLinearGradient(area.topLeft(), area.bottomLeft())
    for place, colour in ((0, "#3f6fb5"), (0.45, "#f2b27a"), (0.6, "#fbe3b0"), (1, "#7a4b3a")):
        sky.setColorAt(place, QColor(colour))
    painter.fillRect(area, sky)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#fff6d5"))
    painter.drawEllipse(area.center() + QPointF(area.width() * 0.2, -8), 16, 16)
    for row, colour in enumerate(("#6d7f5a", "#48603f", "#24351f")):
        ridge = QPolygonF([area.bottomLeft()])
        for step in range(21):
            x = area.left() + area.width() * step / 20
            wave = math.sin(step * (0.5 + 0.21 * row) + row * 2) + 0.4 * math.sin(step * 1.7 + row)
            ridge.append(QPointF(x, area.top() + area.height() * (0.62 + 0.13 * row) + 9 * wave))
        ridge.append(area.bottomRight())
        painter.setBrush(QColor(colour))
        painter.drawPolygon(ridge)
    painter.restore()
