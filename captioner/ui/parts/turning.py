"""What stands side by side where there is room, and else one below the other."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class Turning(QWidget):
    """Holds two widgets.

    Args:
        first: On the left, as wide as it needs, or above.
        second: Takes what is left.
        spacing: Between them, in pixels.
        readable: Beside the first, the second is at least so wide, in characters.
    """

    def __init__(self, first: QWidget, second: QWidget, *, spacing: int, readable: int) -> None:
        super().__init__()
        self._parts = first, second
        self._spacing, self._readable = spacing, readable
        self._line = QBoxLayout(_BESIDE, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(spacing)
        self._line.addWidget(first)
        self._line.addWidget(second, 1)

    @property
    def is_turned(self) -> bool:
        """Whether they stand one below the other."""
        return self._line.direction() is _BELOW

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of both; how high that is, is another question."""
        widest = max(self._least(part).width() for part in self._parts)
        return QSize(widest, self._line.minimumSize().height())

    def sizeHint(self) -> QSize:
        """Side by side, if nobody asks for less."""
        return QSize(max(self._beside, self._line.sizeHint().width()), super().sizeHint().height())

    @property
    def _beside(self) -> int:
        """The width that both need side by side."""
        first, second = (self._least(part).width() for part in self._parts)
        readable = self.fontMetrics().averageCharWidth() * self._readable
        return first + self._spacing + max(second, readable)

    def _least(self, part: QWidget) -> QSize:
        return part.minimumSizeHint().expandedTo(part.minimumSize())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be room for both now, or not any more."""
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        """What stands in it may need more now, or less."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        wanted = _BELOW if self.width() < self._beside else _BESIDE
        if wanted is not self._line.direction():
            self._line.setDirection(wanted)
            self.updateGeometry()
