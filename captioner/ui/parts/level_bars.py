"""Bars that move while sound arrives and are hollow while it is quiet."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from captioner.core.audio import Level
from captioner.core.watch import SOUND_DB
from captioner.ui.language import tr

_SHAPE = (0.55, 1.0, 0.75, 0.4)
_LOUD_DB = -18.0
_STEPS = 8
_LEAST = 3
"""The lowest step that stands for sound, so that it never looks like silence."""

_FALL = 4
"""How many steps the bars fall at once: a pause between words is no silence yet."""

_FALL_EVERY = 2
"""Levels from one fall to the next; each movement repaints a part of two windows."""


class LevelBars(QWidget):
    """Four bars. They hold no timer: each new level moves them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(tr("Sound level"))
        self._colour: QColor | None = None
        self._step = self._lower = 0
        self._tell()

    def set_colour(self, colour: QColor) -> None:
        """Paint in this colour instead of the palette's."""
        self._colour = colour
        self.update()

    def show_level(self, level: Level) -> None:
        """Rise to a level at once, or fall to it slowly; repaints only if a bar changes."""
        share = (level.rms_db - SOUND_DB) / (_LOUD_DB - SOUND_DB)
        heard = min(_STEPS, _LEAST + int(share * (_STEPS - _LEAST + 1))) if share > 0 else 0
        self._lower = self._lower + 1 if heard < self._step else 0
        if heard > self._step:
            self._move(heard)
        elif self._lower >= _FALL_EVERY:
            self._lower = 0
            self._move(max(heard, self._step - _FALL))

    def rest(self) -> None:
        """Nothing is heard."""
        self._lower = 0
        self._move(0)

    def _move(self, step: int) -> None:
        if step != self._step:
            flipped = bool(step) is not self.moving
            self._step = step
            self.update()
            if flipped:
                self._tell()

    def _tell(self) -> None:
        """What a screen reader finds here."""
        self.setAccessibleDescription(tr("Sound arrives") if self.moving else tr("Quiet"))

    @property
    def moving(self) -> bool:
        """Whether sound is shown."""
        return self._step > 0

    def sizeHint(self) -> QSize:
        """Room for four bars."""
        return QSize(25, 18)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the bars, rising from the bottom."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._colour or self.palette().color(self.foregroundRole())
        for index, shape in enumerate(_SHAPE):
            share = max(0.26, shape * self._step / _STEPS)
            height = (self.height() - 2) * share
            bar = QRectF(1 + index * 6, self.height() - 1 - height, 4, height)
            if self._step:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour)
            else:
                painter.setPen(QPen(colour, 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(bar, 1.5, 1.5)
