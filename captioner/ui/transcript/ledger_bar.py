"""Where a session's time went, as a thin bar: captioned, quiet, paused, lost, filled in.

It is pointed at to see, and pressed to go there; with the keyboard, arrows go from stretch to
stretch and Return goes there.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from captioner.core.cast import Cast
from captioner.core.lines import clean
from captioner.core.timeline import Kind, Stretch, at, timeline
from captioner.core.transcript import Gap, Item, Segment
from captioner.ui.language import tr
from captioner.ui.parts.labels import in_tooltip
from captioner.ui.parts.theme import colours
from captioner.ui.parts.voice_colours import beside, shown_name
from captioner.ui.transcript.ledger_painting import LEAST, paint_stretch, to_paint

NOBODY = Cast()
_HEIGHT = 16
_SHORT = 60


class LedgerBar(QWidget):
    """All of a session from left to right.

    Nothing is told by colour alone: what is quiet is a fine line, what is lost is hatched, what
    was filled in is striped, a pause is dotted, and what is off the record is an empty box.
    """

    wanted = Signal(object)
    """The item to show: the one that was pressed, or the nearest to where it is quiet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[Item, ...] = ()
        self._stretches: tuple[Stretch, ...] = ()
        self._cast = NOBODY
        self._started = datetime.now().astimezone()
        self._chosen = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("What happened when"))

    def sizeHint(self) -> QSize:
        """Thin, and as wide as there is room."""
        return QSize(120, _HEIGHT)

    def show_items(
        self, started: str, items: Iterable[Item], total_ms: int, cast: Cast = NOBODY
    ) -> None:
        """Show a session.

        Args:
            started: The moment of its first sample, ISO 8601.
            items: Everything in it, in any order.
            total_ms: How long it is so far.
            cast: Who speaks in it.
        """
        self._cast = cast
        self._started = datetime.fromisoformat(started)
        self._items = tuple(items)
        self._stretches = timeline(self._items, total_ms)
        self._chosen = min(self._chosen, max(0, len(self._stretches) - 1))
        self.setAccessibleDescription(self.text_of(self._chosen))
        self.update()

    def clear(self) -> None:
        """Show no session."""
        self._items, self._stretches, self._chosen = (), (), 0
        self.setAccessibleDescription("")
        self.update()

    # What it says

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """What it shows."""
        return self._stretches

    def text_of(self, place: int) -> str:
        """When a stretch was, what happened, and what was said, in one line; "" for none."""
        if place >= len(self._stretches):
            return ""
        stretch = self._stretches[place]
        began, ended = self._clock(stretch.start_ms), self._clock(stretch.end_ms)
        when = began if began == ended else f"{began}–{ended}"
        return f"{when} · {self._what(stretch)}"

    def _what(self, stretch: Stretch) -> str:
        item = stretch.item
        if isinstance(item, Segment):
            text = clean(item.text)
            text = text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…"
            name = beside(shown_name(self._cast, item.label), text)
            who = f"{name}: " if name else ""
            filled = stretch.kind is Kind.FILLED_IN
            return f"{tr('filled in')}: {who}{text}" if filled else f"{who}{text}"
        if isinstance(item, Gap) and stretch.kind is Kind.LOST:
            seconds = max(1, round((stretch.end_ms - stretch.start_ms) / 1000))
            reason = clean(tr(item.reason))
            return tr("{n} s missing: {reason}").format(n=seconds, reason=reason)
        return tr(stretch.kind.value)

    def _clock(self, ms: int) -> str:
        return f"{self._started + timedelta(milliseconds=ms):%H:%M:%S}"

    # Where things are

    def _end_ms(self) -> int:
        return self._stretches[-1].end_ms if self._stretches else 1

    def _left(self, ms: int) -> float:
        share = ms / self._end_ms()
        mirrored = 1 - share if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else share
        return 1 + mirrored * (self.width() - 2)

    def _area(self, stretch: Stretch) -> QRectF:
        one, other = self._left(stretch.start_ms), self._left(stretch.end_ms)
        return QRectF(min(one, other), 0, abs(other - one), self.height())

    def place_at(self, at_x: float) -> int:
        """The stretch at this place of the bar; of several, the one that matters most."""
        first, last = sorted(at(self._stretches, self._ms_at(at_x + by)) for by in (-LEAST, LEAST))
        order = list(Kind)
        near = [
            place
            for place in range(first, last + 1)
            if self._stretches[place].kind is Kind.LOST
            or (
                self._stretches[place].kind is not Kind.QUIET
                and self._area(self._stretches[place]).width() < LEAST
            )
        ]
        if near:
            return max(near, key=lambda place: order.index(self._stretches[place].kind))
        return at(self._stretches, self._ms_at(at_x))

    def _ms_at(self, at_x: float) -> int:
        share = (at_x - 1) / max(1, self.width() - 2)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            share = 1 - share
        return round(share * self._end_ms())

    @property
    def step_ms(self) -> int:
        """How much time one pixel stands for: less makes no difference to be seen."""
        return self._end_ms() // max(1, self.width())

    # What is done with it

    def _go(self, place: int) -> None:
        if place >= len(self._stretches):
            return
        stretch = self._stretches[place]
        found = stretch.item or self._nearest(place)
        if found is not None:
            self.wanted.emit(found)

    def _nearest(self, place: int) -> Item | None:
        """The item before a quiet stretch, or the first one after it."""
        before = (one.item for one in reversed(self._stretches[:place]) if one.item is not None)
        after = (one.item for one in self._stretches[place:] if one.item is not None)
        return next(before, None) or next(after, None)

    def _choose(self, place: int) -> None:
        self._chosen = max(0, min(place, len(self._stretches) - 1))
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # 4 ms of a start

        text = self.text_of(self._chosen)
        self.setAccessibleDescription(text)
        QAccessible.updateAccessibility(
            QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        )
        if self._stretches:
            middle = round(self._area(self._stretches[self._chosen]).center().x())
            self._tell(self.mapToGlobal(QPoint(middle, -2 * self.height())), self._chosen)
        self.update()

    def _tell(self, where: QPoint, place: int) -> None:
        QToolTip.showText(where, in_tooltip(self.text_of(place)), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from stretch to stretch; Return and Space go there."""
        back, on = Qt.Key.Key_Left, Qt.Key.Key_Right
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            back, on = on, back
        steps: dict[int, Callable[[], None]] = {
            back: lambda: self._choose(self._chosen - 1),
            on: lambda: self._choose(self._chosen + 1),
            Qt.Key.Key_Home: lambda: self._choose(0),
            Qt.Key.Key_End: lambda: self._choose(len(self._stretches) - 1),
            Qt.Key.Key_Return: lambda: self._go(self._chosen),
            Qt.Key.Key_Enter: lambda: self._go(self._chosen),
            Qt.Key.Key_Space: lambda: self._go(self._chosen),
        }
        step = steps.get(event.key())
        if step is None:
            super().keyPressEvent(event)
        else:
            step()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() is Qt.MouseButton.LeftButton and self._stretches:
            self._chosen = self.place_at(event.position().x())
            self._go(self._chosen)
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say where the arrows start."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._choose(self._chosen)

    def event(self, event: QEvent) -> bool:
        """Pointed at, it tells what happened there."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            if self._stretches:
                self._tell(event.globalPos(), self.place_at(event.pos().x()))
            return True
        return super().event(event)

    # Painting

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint what is common first, so that what is rare is never covered."""
        painter = QPainter(self)
        scheme, middle = colours(), self.height() / 2
        painter.setPen(QPen(QColor(scheme.line), 1))
        painter.drawLine(QPointF(1, middle), QPointF(self.width() - 1, middle))
        for stretch in to_paint(self._stretches, LEAST * self.step_ms):
            paint_stretch(painter, stretch, self._area(stretch), self._cast)
        if self.hasFocus() and self._stretches:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(scheme.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
            area = self._area(self._stretches[self._chosen])
            painter.setPen(QPen(QColor(scheme.text), 2))
            wide = max(area.width(), 4.0)
            painter.drawRect(QRectF(area.center().x() - wide / 2, 3, wide, self.height() - 6))
