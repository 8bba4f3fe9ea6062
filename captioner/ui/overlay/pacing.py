"""Hands what is said to the captions, late lines at reading pace."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from captioner.core.events import Partial
from captioner.core.pace import Pace, Update
from captioner.core.transcript import Gap, Item, Segment
from captioner.ui.model import Model
from captioner.ui.overlay.caption_view import CaptionView, Clock

_TICK_MS = 100


class Pacing(QObject):
    """Follows the model; wakes up only while something waits.

    Args:
        view: The captions.
        model: What is said.
        clock: Milliseconds.
    """

    hurried = Signal()
    """Lines went by faster than they can be read."""

    def __init__(self, view: CaptionView, model: Model, clock: Clock) -> None:
        super().__init__(view)
        self._view, self._clock = view, clock
        self._pace = Pace()
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._go_on)
        model.heard_partial.connect(self._take)
        model.heard_final.connect(self._take)
        model.taken_back.connect(self._take_back)
        model.off_record.connect(self._strike)
        model.opened.connect(self._begin)

    def _begin(self, _: object) -> None:
        self._pace = Pace()
        self._tick.stop()
        self._view.clear()

    def _take(self, update: Update) -> None:
        before = self._pace.skipped
        self._show(self._pace.take(update, self._clock()))
        if self._pace.skipped > before:
            self.hurried.emit()

    def _take_back(self, item: Item) -> None:
        if isinstance(item, Segment):
            self._pace.forget(item.turn)
        self._view.take_back(item)

    def _strike(self, _: Gap) -> None:
        """What waits is as it is to be; nothing of it is held back any more."""
        self._show(self._pace.all())

    def _go_on(self) -> None:
        self._show(self._pace.due(self._clock()))

    def _show(self, updates: Iterable[Update]) -> None:
        for update in updates:
            self._hand_over(update)
        if self._pace.waits and not (self._view.isVisible() and self._view.live):
            for update in self._pace.all():  # nobody reads along
                self._hand_over(update)
        if self._pace.waits:
            self._tick.start()
        else:
            self._tick.stop()

    def _hand_over(self, update: Update) -> None:
        if isinstance(update, Partial):
            self._view.show_partial(update)
        else:
            self._view.show_final(update)
