"""The overlay's status row: whether sound arrives, and what there is to say."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from captioner.core.audio import Level
from captioner.ui.language import tr
from captioner.ui.overlay.look import Look
from captioner.ui.overlay.painting import elided, faded
from captioner.ui.parts.level_bars import LevelBars

_GAP = 10


class OverlayStatus(QWidget):
    """Pulse bars and one short sentence. Its room is always there, so text never moves."""

    to_live = Signal()
    """The user pressed the number of new lines."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._text = self._notice = ""
        self._new_lines = 0
        self._back = False
        self.right_edge = 0
        """What is taken at the right by the controls, in pixels."""
        self.bars = LevelBars(self)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Look like the captions above."""
        self._look = look
        self.bars.set_colour(faded(look.text, max(0.8, look.tail_opacity)))
        self.update()

    def show_text(self, text: str) -> None:
        """Say this until something else is said."""
        if text != self._text:
            self._text = text
            self._say()

    def show_notice(self, text: str) -> None:
        """Say this instead, until called with ""."""
        self._notice = text
        self._say()

    def show_new_lines(self, count: int, *, back: bool) -> None:
        """Say how many lines came since the user scrolled back."""
        self._new_lines, self._back = count, back
        self.setCursor(Qt.CursorShape.PointingHandCursor if back else Qt.CursorShape.ArrowCursor)
        self._say()

    def show_level(self, level: Level) -> None:
        """It is this loud."""
        self.bars.show_level(level)

    def leave_room(self, width: int) -> None:
        """End the text before the controls."""
        if width != self.right_edge:
            self.right_edge = width
            self.update()

    @property
    def text(self) -> str:
        """What is said now."""
        if self._back:
            if not self._new_lines:
                return tr("↓ Back to live")
            if self._new_lines == 1:
                return tr("↓ 1 new line")
            return tr("↓ {n} new lines").format(n=self._new_lines)
        return self._notice or self._text

    def _say(self) -> None:
        self.setAccessibleName(self.text)
        self.update()

    def resizeEvent(self, _: object) -> None:
        """Keep the bars in the middle of the row's height."""
        hint = self.bars.sizeHint()
        top = (self.height() - hint.height()) // 2
        self.bars.setGeometry(QRect(0, top, hint.width(), hint.height()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go live if it says how many lines are new; else the overlay is dragged."""
        if self._back:
            self.to_live.emit()
            event.accept()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sentence behind the bars, unless only the bars have moved."""
        left = self.bars.width() + _GAP
        room = QRect(left, 0, self.width() - left - self.right_edge, self.height())
        if not room.intersects(event.rect()):
            return
        painter = QPainter(self)
        painter.setFont(self._look.small_font)
        painter.setPen(QColor(self._look.text))
        painter.setOpacity(max(0.8, self._look.tail_opacity))
        text = elided(self.text, QFontMetricsF(self._look.small_font), room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
