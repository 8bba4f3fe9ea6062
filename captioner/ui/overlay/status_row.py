"""The overlay's status row: whether sound arrives, what there is to say, and to do about it."""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QWidget

from captioner.core.audio import Level
from captioner.ui.language import tr
from captioner.ui.overlay.link import OverlayLink
from captioner.ui.overlay.look import Look
from captioner.ui.overlay.painting import elided, faded
from captioner.ui.parts.level_bars import LevelBars

_GAP = 10

Step = Callable[[], object]


class OverlayStatus(QWidget):
    """Pulse bars, one short sentence, and a word to press where something can be done about it.

    Its room is always there, so text never moves. Places are counted from where reading begins:
    from the right in a language that is written from there.
    """

    to_live = Signal()
    """The user pressed the number of new lines."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._text = self._notice = ""
        self._do: Step | None = None
        self._action = ""
        self._has_bars = True
        self._new_lines = self._link_begins = 0
        self._back = False
        self._taken = 0
        """What the controls take at the end, in pixels."""
        self.bars = LevelBars(self)
        self.link = OverlayLink(look, self)
        self.link.clicked.connect(self._act)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Look like the captions above."""
        self._look = look
        self.link.set_look(look)
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

    def offer(self, action: str, do: Step | None = None) -> None:
        """Offer to do something, until called with ""."""
        self._action, self._do = action, do
        self._say()

    def show_new_lines(self, count: int, *, back: bool) -> None:
        """Say how many lines came since the user scrolled back."""
        self._new_lines, self._back = count, back
        self.setCursor(Qt.CursorShape.PointingHandCursor if back else Qt.CursorShape.ArrowCursor)
        self._say()

    def show_bars(self, shown: bool) -> None:  # noqa: FBT001 - a state
        """Where nothing is heard the sentence takes the room of the bars."""
        self._has_bars = shown
        self._say()

    @property
    def _text_left(self) -> int:
        return self.bars.width() + _GAP if self._has_bars else 0

    def show_level(self, level: Level) -> None:
        """It is this loud."""
        self.bars.show_level(level)

    def leave_room(self, width: int) -> None:
        """End the text before the controls."""
        if width != self._taken:
            self._taken = width
            self._place_link()
            self.update()

    @property
    def text(self) -> str:
        """What is said now."""
        if self._back:
            if not self._new_lines:
                return tr("Earlier")
            if self._new_lines == 1:
                return tr("1 new line")
            return tr("{n} new lines").format(n=self._new_lines)
        return self._notice or self._text

    @property
    def action(self) -> str:
        """What is offered now."""
        return tr("Skip to now") if self._back else self._action

    def _act(self) -> None:
        if self._back:
            self.to_live.emit()
        elif self._do is not None:
            self._do()

    def _say(self) -> None:
        self.setAccessibleName(self.text)
        if self.link.text() != self.action:
            self.link.offer(self.action)
        self._place_link()
        self.update()

    def _place_link(self) -> None:
        """Behind the sentence, before the controls; where both have no room, it comes first."""
        hint, left = self.link.sizeHint(), self._text_left
        if self.text:
            metrics = QFontMetricsF(self._look.small_font)
            left += ceil(metrics.horizontalAdvance(self.text)) + _GAP
        room = self.width() - self._taken
        width = max(hint.height(), min(hint.width(), room))
        left = max(0, min(left, room - width))
        covered = not self.link.isHidden() and left < self._text_left
        self.bars.setVisible(self._has_bars and not covered)
        top = (self.height() - hint.height()) // 2
        self._link_begins = left
        self.link.setGeometry(self._seen(QRect(left, top, width, hint.height())))

    def _seen(self, place: QRect) -> QRect:
        """Where a place is on the screen that is counted from where reading begins."""
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

    def resizeEvent(self, _: object) -> None:
        """Keep the bars in the middle of the row's height."""
        self._place_link()
        hint = self.bars.sizeHint()
        top = (self.height() - hint.height()) // 2
        self.bars.setGeometry(self._seen(QRect(0, top, hint.width(), hint.height())))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go live if it says how many lines are new; else the overlay is dragged."""
        if self._back:
            self.to_live.emit()
            event.accept()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sentence behind the bars, unless only the bars have moved."""
        begins = self._text_left
        alone = self.link.isHidden()
        ends = self.width() - self._taken if alone else self._link_begins - _GAP
        room = self._seen(QRect(begins, 0, ends - begins, self.height()))
        if not room.intersects(event.rect()):
            return
        painter = QPainter(self)
        painter.setFont(self._look.small_font)
        painter.setPen(QColor(self._look.text))
        painter.setOpacity(max(0.8, self._look.tail_opacity))
        text = elided(self.text, QFontMetricsF(self._look.small_font), room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
