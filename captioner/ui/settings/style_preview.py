"""Captions as they will look, on a light, a dark and a photo-like ground."""

import math
from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from captioner.core.events import Partial, Word
from captioner.core.settings import DEFAULTS, Settings
from captioner.core.transcript import Segment
from captioner.ui.language import tr
from captioner.ui.overlay.caption_view import CaptionView
from captioner.ui.overlay.look import Look
from captioner.ui.parts.labels import label, quiet

_LEAST, _MOST = 120, 230
"""The height of the preview, in logical pixels."""

_TRIES = 4
"""So often it is made smaller until every line stands whole."""

_AROUND = 12
SAID = (
    "Good morning, everybody. Shall we begin?",
    "Yes. The numbers are in.",
    "They are better than we had expected.",
    "That is good news.",
    "And the work in Lyon is done.",
    "Captions look like this on any ground.",
)


class StylePreview(QWidget):
    """Captions of this style, as many lines and as wide as they will be.

    They are shown smaller where they would not fit, and it is said how much.
    """

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.setMinimumHeight(_LEAST)
        self.setMaximumHeight(_MOST)
        self._grounds = _Grounds(settings)
        self._scale = quiet(label())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._grounds, 1)
        column.addWidget(self._scale, 0, Qt.AlignmentFlag.AlignTrailing)
        self._grounds.scaled.connect(self._say)
        self._say(1)

    def use(self, settings: Settings) -> None:
        """Look like these settings."""
        self._grounds.use(settings)

    def sizeHint(self) -> QSize:
        """As high as three lines and the ground around them."""
        return QSize(520, _MOST)

    def _say(self, scale: float) -> None:
        self._scale.setText(tr("Shown at {n} % of its size").format(n=round(100 * scale)))


class _Grounds(QWidget):
    """Three grounds, and one piece of captions across them."""

    scaled = Signal(float)
    """How much smaller than life the captions are shown, up to 1."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.setAccessibleName(tr("Preview"))
        self._settings = settings
        self._view = CaptionView(Look.of(settings), lambda: 0, parent=self)
        self._view.smooth = False
        self._view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for turn, text in enumerate(SAID):
            said, at = tr(text).split(), 3000 * turn
            self._view.show_final(
                Segment(
                    turn=turn,
                    start_ms=at,
                    end_ms=at + 900,
                    text=" ".join(said),
                    words=_words(said, at),
                )
            )
        coming = tr("The end may still change").split()
        turn = len(SAID)
        self._view.show_partial(Partial(turn=turn, words=_words(coming, 3000 * turn), agreed=2))

    def use(self, settings: Settings) -> None:
        """Look like these settings."""
        self._settings = settings
        self._arrange()

    def resizeEvent(self, _: object) -> None:
        """Keep the captions in the middle."""
        self._arrange()

    def _arrange(self) -> None:
        """As large as life, or as small as usual captions need to stand here whole."""
        width, height = self.width() - 2 * _AROUND, self.height() - 2 * _AROUND
        usual = replace(self._settings, text_size=DEFAULTS.text_size, width=DEFAULTS.width, lines=1)
        scale = min(1.0, width / Look.of(usual).size().width())
        look = self._look(scale)
        for _ in range(_TRIES):  # lines are whole pixels high, so that once may not be enough
            lower = height / _height(look)
            if lower >= 1:
                break
            scale *= lower
            look = self._look(scale)
        size = QSize(min(width, round(look.size().width())), min(height, _height(look)))
        self._view.set_look(look, steady=False)
        self._view.setGeometry(
            QRect(QPoint((self.width() - size.width()) // 2, self._top(size)), size)
        )
        self.scaled.emit(scale)

    def _top(self, size: QSize) -> int:
        return (self.height() - size.height()) // 2

    def _look(self, scale: float) -> Look:
        return Look.of(
            replace(self._settings, text_size=max(1, int(self._settings.text_size * scale)))
        )

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the three grounds."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        third = self.width() / 3
        painter.fillRect(QRectF(0, 0, third, self.height()), QColor("#f4f4f1"))
        painter.fillRect(QRectF(third, 0, third, self.height()), QColor("#14161a"))
        paint_photo(painter, QRectF(2 * third, 0, third + 1, self.height()))


def _height(look: Look) -> int:
    """The box without the row of the overlay's buttons."""
    return round(look.size().height() - look.status_height)


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
