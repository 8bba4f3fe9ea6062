"""The captions as they are painted: in the overlay, and in the preview of the settings."""

from collections.abc import Callable
from math import ceil, floor

from PySide6.QtCore import (
    QAbstractAnimation,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QTimer,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from captioner.core.called import Names
from captioner.core.captions import OLD_MS, Captions, Line, aged
from captioner.core.events import Partial
from captioner.core.transcript import Item, Segment
from captioner.ui.language import tr
from captioner.ui.overlay.beside import age_text, paint_age, paint_call
from captioner.ui.overlay.ground import Ground
from captioner.ui.overlay.look import MARGIN, NOBODY, Look
from captioner.ui.overlay.looking_back import LookingBack
from captioner.ui.overlay.painting import LinePainter, measure_with
from captioner.ui.overlay.picture import Picture
from captioner.ui.overlay.who import Who

_FRAME_MS = 16
_ROLL_MS = 140
_AGE_STEP_MS = 10_000

Clock = Callable[[], int]
"""Milliseconds on a clock that only rises."""


class CaptionView(QWidget):
    """Box, window and lines of captions. The status row's room is left free at its bottom.

    Args:
        look: How captions look.
        clock: For the age of text.
        steady: Whether words appear only once they are agreed.

    Attributes:
        seen: Which lines are seen.
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
        self._rolling = Picture()
        self._rolled: tuple[Line, ...] = ()
        self._total = 0
        self._refreshed_ms = -_FRAME_MS
        self.seen = LookingBack(self._captions, lambda: self.look.lines, self)
        self.seen.scrolled.connect(self.scrolled)
        self.seen.moved.connect(self._soon)
        self._roll = QVariantAnimation(self, duration=_ROLL_MS, startValue=1.0, endValue=0.0)
        self._roll.valueChanged.connect(self._update_text)
        self._roll.finished.connect(self._rolling.forget)
        self._gather = self._single_shot(self._refresh)
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
        self._rolled = ()
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
        self._look_at_lines()
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
        self.seen.follow()
        self._look_at_lines()
        self._ground = Ground(self.look, self.rect())
        self.update()

    # Which lines are seen

    def go_live(self) -> None:
        """Show the newest lines again."""
        self.seen.go_live()

    def look_back(self, lines: int) -> None:
        """Look back by so many lines (or forward, if negative)."""
        if self._gather.isActive():
            self._refresh()  # what came just before counts as seen
        self.seen.look_back(lines)

    @property
    def live(self) -> bool:
        """Whether the newest lines are shown."""
        return self.seen.live

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll back in place."""
        notch = event.angleDelta().y()
        if notch:
            self.look_back(1 if notch > 0 else -1)
        event.accept()

    # When it is painted

    def _soon(self) -> None:
        """Show what changed: now, or with the next frame if one was just painted."""
        wait_ms = self._refreshed_ms + _FRAME_MS - self._clock()
        if wait_ms <= 0:
            self._refresh()
        elif not self._gather.isActive():
            self._gather.start(wait_ms)

    def _refresh(self) -> None:
        """Find what changed and repaint only that."""
        self._gather.stop()
        self._refreshed_ms = self._clock()
        total = self._captions.total
        grown, self._total = total - self._total, total
        self.seen.follow()
        before = self._painted
        self._look_at_lines()
        if grown:
            self.setAccessibleDescription(self.text())
        if grown > 0 and self.live:
            self._start_roll()
        elif len(before) != len(self._painted):
            self._update_text()
        else:
            self._update_changed(before)

    def _look_at_lines(self) -> None:
        self._painted = self.seen.lines()
        self._rolled = ()
        self._rolling.forget()

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
        if self._roll.state() is QAbstractAnimation.State.Running:
            self._paint_rolling(painter)
            return
        lines = self._painted
        for row, line in enumerate(lines):
            area = self._row(row, len(lines))
            if area.intersects(dirty):
                self._paint_line(painter, line, area, newer=lines[row + 1 : row + 2])

    def _paint_rolling(self, painter: QPainter) -> None:
        """Among themselves the lines stand still."""
        lines = self._rolled = self._rolled or self._captions.lines(self.look.lines + 1, 0)
        if not lines:  # they were cleared meanwhile
            return
        rows = [self._row(row, len(lines)) for row in range(len(lines))]
        tall = ceil(self.look.line_height)
        above = floor(rows[0].top()) - tall  # marks may be stacked above a line
        below = ceil(rows[-1].bottom()) + tall

        def draw(inside: QPainter) -> None:
            for row, line in enumerate(lines):
                area = rows[row].translated(0, -above)
                self._paint_line(inside, line, area, newer=lines[row + 1 : row + 2])

        moved = round(float(self._roll.currentValue()) * self.look.line_height)
        size = QSize(self.width(), below - above)
        self._rolling.paint(painter, QPoint(0, above + moved), size, draw)

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
            paint_call(painter, self.look, area)
        width = self._painter.paint(painter, line, words, self._who.place(line.voice))
        age = aged(self._clock() - line.at_ms)
        if age and not (newer and aged(self._clock() - newer[0].at_ms) == age):
            paint_age(painter, self.look, age_text(age), words.adjusted(width, 0, 0, 0))

    def _arrange_aging(self) -> None:
        """Wake up when an age is due to change, and only then."""
        if not self._painted or self._age.isActive() or not self.isVisible():
            return
        age = self._clock() - self._painted[-1].at_ms
        self._age.start(max(OLD_MS - age, _AGE_STEP_MS) if age < 2 * OLD_MS else 2 * OLD_MS)
