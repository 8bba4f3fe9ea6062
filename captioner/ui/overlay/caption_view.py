"""The captions as they are painted: in the overlay, and in the preview of the settings."""

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractAnimation,
    QPointF,
    QRect,
    QRectF,
    QSizeF,
    Qt,
    QTimer,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from captioner.core.called import Names
from captioner.core.captions import OLD_MS, Captions, Line, aged
from captioner.core.events import Partial
from captioner.core.transcript import Item, Segment
from captioner.ui.language import tr
from captioner.ui.overlay.ground import Ground
from captioner.ui.overlay.look import MARGIN, NOBODY, Look
from captioner.ui.overlay.painting import LinePainter, measure_with
from captioner.ui.overlay.who import Who

_FRAME_MS = 16
_ROLL_MS = 140
_BACK_TO_LIVE_MS = 10_000
_AGE_STEP_MS = 10_000
_CALL_INSET = 4

Key = tuple[int, int]
"""What stays the same while a line lives."""

Clock = Callable[[], int]
"""Milliseconds on a clock that only rises."""


class CaptionView(QWidget):
    """Box, window and lines of captions. The status row's room is left free at its bottom.

    Args:
        look: How captions look.
        clock: For the age of text.
        steady: Whether words appear only once they are agreed.
    """

    scrolled = Signal(int)
    """The number of lines that came since the user scrolled back; 0 when live again."""

    def __init__(
        self, look: Look, clock: Clock, *, steady: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Captions"))
        self.look = look
        self._who = NOBODY
        self.smooth = True
        """Whether lines roll up smoothly; at once where the user wants less motion."""
        self._clock = clock
        self._measure = measure_with(look)
        self._captions = Captions(self._measure, look.room(look.size().width()), steady=steady)
        self._painter = LinePainter(look, self._measure, self.devicePixelRatioF())
        self._ground = Ground(look, self.rect())
        self._painted: tuple[Line, ...] = ()
        self._total = self._back = 0
        self._seen: tuple[Key, Key] | None = None
        self._pending = self._held = False
        self._roll = QVariantAnimation(self, duration=_ROLL_MS, startValue=1.0, endValue=0.0)
        self._roll.valueChanged.connect(self._update_text)
        self._gather = self._single_shot(self._next_frame)
        self._return = self._single_shot(self.go_live)
        self._age = self._single_shot(self._update_text)

    def _single_shot(self, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True)
        timer.timeout.connect(slot)
        return timer

    # What is said

    def show_partial(self, partial: Partial) -> None:
        """The open utterance reads like this now."""
        self._captions.partial(partial, self._clock())
        self._soon()

    def show_final(self, segment: Segment) -> None:
        """An utterance is finished."""
        self._captions.final(segment, self._clock())
        self._soon()
        self.setAccessibleDescription(self.text())

    def take_back(self, item: Item) -> None:
        """A segment is off the record; marks are not shown here."""
        if isinstance(item, Segment):
            self._captions.forget(item.turn)
            self._soon()
            self.setAccessibleDescription(self.text())

    def clear(self) -> None:
        """Empty it for a new session."""
        self._captions.clear()
        self.setAccessibleDescription("")
        self._total = 0
        self.go_live()

    def text(self, lines: int = 0) -> str:
        """The last `lines` lines as they read, or those on screen."""
        found = self._captions.lines(lines or self.look.lines)
        return "\n".join(f"{line.marker} {line.text}".strip() for line in found)

    # How it looks

    def use_names(self, names: Names) -> None:
        """These make the lines of what is said from now on stand out."""
        self._captions.names = names

    def use_who(self, who: Who) -> None:
        """Say so who speaks; the look is to have room for it."""
        self._who = who
        self._captions.who = who.text
        self._painted = self._visible()
        self._update_text()
        self.setAccessibleDescription(self.text())

    @property
    def steady(self) -> bool:
        """Whether words appear only once they are agreed."""
        return self._captions.steady

    def set_look(self, look: Look, *, steady: bool) -> None:
        """Look like this from now on."""
        if look.font != self.look.font:
            self._measure = measure_with(look)
        self.look = look
        self._captions.steady = steady
        self._painter = LinePainter(look, self._measure, self.devicePixelRatioF())
        self._fit()

    def resizeEvent(self, _: object) -> None:
        """Lay the lines out for the new width."""
        self._fit()

    def _fit(self) -> None:
        self._captions.fit(self._measure, self.look.room(self.width()))
        self._total = self._captions.total
        self._look_at_the_same()
        self._painted = self._visible()
        self._ground = Ground(self.look, self.rect())
        self.update()

    # Which lines are seen

    def go_live(self) -> None:
        """Show the newest lines again."""
        self._back, self._seen = 0, None
        self._return.stop()
        self.scrolled.emit(0)
        self._soon()

    def look_back(self, lines: int) -> None:
        """Look back by so many lines (or forward, if negative)."""
        self._next_frame()  # what came just before counts as seen
        self._back = self._clamped(self._back + lines)
        if self._back == 0:
            self.go_live()
            return
        newest = self._captions.lines(1)[0].key if self._seen is None else self._seen[1]
        self._seen = self._visible()[-1].key, newest
        self._stay()
        self.scrolled.emit(self._captions.below(newest))
        self._soon()

    def hold(self, on: bool) -> None:  # noqa: FBT001 - a state of the pointer
        """Stay where the reader looks while the pointer rests here."""
        self._held = on
        if self._seen is not None:
            self._stay()

    def _stay(self) -> None:
        """A reader who is gone comes back to what is said now."""
        if self._held:
            self._return.stop()
        else:
            self._return.start(_BACK_TO_LIVE_MS)

    def _look_at_the_same(self) -> None:
        """Whatever came and went above and below, the lines that are looked at stay."""
        if self._seen is None:
            return
        looked_at, newest = self._seen
        if not self._clamped(1):
            self.go_live()  # all there is can be seen
        else:
            self._back = max(1, self._clamped(self._captions.below(looked_at)))
            self.scrolled.emit(self._captions.below(newest))

    def _clamped(self, back: int) -> int:
        return max(0, min(back, self._captions.total - self.look.lines))

    @property
    def live(self) -> bool:
        """Whether the newest lines are shown."""
        return self._seen is None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll back in place."""
        notch = event.angleDelta().y()
        if notch:
            self.look_back(1 if notch > 0 else -1)
        event.accept()

    def _visible(self) -> tuple[Line, ...]:
        return self._captions.lines(self.look.lines, self._back)

    # When it is painted

    def _soon(self) -> None:
        """Show what changed: now, or with the next frame if one was just painted."""
        if self._gather.isActive():
            self._pending = True
        else:
            self._refresh()
            self._gather.start(_FRAME_MS)

    def _next_frame(self) -> None:
        if self._pending:
            self._pending = False
            self._refresh()
            self._gather.start(_FRAME_MS)

    def _refresh(self) -> None:
        """Find what changed and repaint only that."""
        total = self._captions.total
        grown, self._total = total - self._total, total
        self._look_at_the_same()
        before, self._painted = self._painted, self._visible()
        if grown:
            self.setAccessibleDescription(self.text())
        if grown > 0 and self.live:
            self._start_roll()
        elif len(before) != len(self._painted):
            self._update_text()
        else:
            self._update_changed(before)

    def _start_roll(self) -> None:
        self._roll.stop()
        if self.smooth and self.isVisible() and len(self._painted) > 1:
            self._roll.start()
        else:
            self._update_text()

    def _update_changed(self, before: tuple[Line, ...]) -> None:
        for row, (old, new) in enumerate(zip(before, self._painted, strict=True)):
            if old != new:
                self.update(self._row(row, len(before)).toAlignedRect())

    def _update_text(self) -> None:
        top, height = self.look.text_top, self.look.lines * self.look.line_height
        self.update(QRect(MARGIN, int(top), self.width() - 2 * MARGIN, int(height) + 1))

    def _row(self, row: int, rows: int) -> QRectF:
        """Where a line stands, over the box's width; lines stand at the bottom."""
        top = self.look.text_top + (self.look.lines - rows + row) * self.look.line_height
        return QRectF(MARGIN, top, self.width() - 2 * MARGIN, self.look.line_height)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the lines within what has to be repainted."""
        dirty, painter = event.region(), QPainter(self)
        self._ground.paint(painter, dirty.boundingRect(), self.devicePixelRatioF())
        height = self.look.lines * self.look.line_height
        text = QRect(0, int(self.look.text_top), self.width(), int(height))
        if not dirty.intersects(text):  # the status row below is painted ten times a second
            return
        if self._painter.words.ratio != self.devicePixelRatioF():
            self._painter = LinePainter(self.look, self._measure, self.devicePixelRatioF())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(text)
        self._paint_lines(painter, QRectF(dirty.intersected(text).boundingRect()))
        self._arrange_aging()

    def _paint_lines(self, painter: QPainter, dirty: QRectF) -> None:
        rolling = self._roll.state() == QAbstractAnimation.State.Running
        roll = float(self._roll.currentValue()) * self.look.line_height if rolling else 0.0
        lines = self._captions.lines(self.look.lines + 1, 0) if rolling else self._painted
        for row, line in enumerate(lines):
            area = self._row(row, len(lines)).translated(0, roll)
            if area.intersects(dirty):
                self._paint_line(painter, line, area, newer=lines[row + 1 : row + 2])

    def voice_at(self, at: QPointF) -> str:
        """The label of the voice whose name or letter is at this point; "" for none."""
        for row, line in enumerate(self._painted):
            area = self._row(row, len(self._painted))
            words = QRectF(
                self.look.text_left, area.top(), self.look.room(self.width()), area.height()
            )
            named = line.marker and self._who.text(line.voice)
            if named and self._painter.marker_area(line, words).contains(at):
                return line.voice
        return ""

    def _paint_line(
        self, painter: QPainter, line: Line, area: QRectF, *, newer: tuple[Line, ...]
    ) -> None:
        left = self.look.text_left
        words = QRectF(left, area.top(), self.look.room(self.width()), area.height())
        if line.called:
            self._paint_call(painter, area)
        width = self._painter.paint(painter, line, words, self._who.place(line.voice))
        age = aged(self._clock() - line.at_ms)
        if age and not (newer and aged(self._clock() - newer[0].at_ms) == age):
            self._paint_age(painter, age_text(age), words.adjusted(width, 0, 0, 0))

    def _paint_call(self, painter: QPainter, area: QRectF) -> None:
        """A ground and a bar at its edge: nothing is told by colour alone."""
        ground = area.adjusted(_CALL_INSET, 1, -_CALL_INSET, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look.call)
        painter.drawRoundedRect(ground, _CALL_INSET, _CALL_INSET)
        painter.setBrush(self.look.text)
        painter.drawRoundedRect(QRectF(ground.topLeft(), QSizeF(4, ground.height())), 2, 2)

    def _paint_age(self, painter: QPainter, text: str, free: QRectF) -> None:
        """Say how old a line is, where there is room beside it."""
        metrics = QFontMetricsF(self.look.small_font)
        if free.width() < metrics.horizontalAdvance(text) + metrics.averageCharWidth() * 2:
            return
        painter.save()
        painter.setFont(self.look.small_font)
        painter.setPen(self.look.text)
        painter.setOpacity(self.look.tail_opacity)
        painter.drawText(free, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _arrange_aging(self) -> None:
        """Wake up when an age is due to change, and only then."""
        if not self._painted or self._age.isActive() or not self.isVisible():
            return
        age = self._clock() - self._painted[-1].at_ms
        self._age.start(max(OLD_MS - age, _AGE_STEP_MS) if age < 2 * OLD_MS else 2 * OLD_MS)


def age_text(seconds: int) -> str:
    """How long ago, as a few letters."""
    if seconds < 60:  # noqa: PLR2004 - a minute
        return tr("{n} s ago").format(n=seconds)
    if seconds < 3600:  # noqa: PLR2004 - an hour
        return tr("{n} min ago").format(n=seconds // 60)
    return tr("{n} h ago").format(n=seconds // 3600)
