"""Which lines of the captions are seen: the newest, or those that the user scrolled back to."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from captioner.core.captions import Captions, Line

BACK_TO_LIVE_MS = 10_000

_Key = tuple[int, int]
"""What stays the same while a line lives."""


class LookingBack(QObject):
    """Keeps the lines that are looked at in sight, whatever comes and goes around them.

    Args:
        captions: The lines there are.
        room: How many are seen at once.
        parent: Its owner.
    """

    scrolled = Signal(int)
    """The number of lines that came since the user scrolled back; 0 when live again."""
    moved = Signal()
    """Other lines are to be seen."""

    def __init__(self, captions: Captions, room: Callable[[], int], parent: QObject) -> None:
        super().__init__(parent)
        self._captions, self._room = captions, room
        self._back = 0
        self._seen: tuple[_Key, _Key] | None = None
        self._held = False
        self._return = QTimer(self, singleShot=True)
        self._return.timeout.connect(self.go_live)

    @property
    def live(self) -> bool:
        """Whether the newest lines are shown."""
        return self._seen is None

    @property
    def returns(self) -> bool:
        """Whether the newest lines come back by themselves."""
        return self._return.isActive()

    def lines(self) -> tuple[Line, ...]:
        """The lines that are seen."""
        return self._captions.lines(self._room(), self._back)

    def go_live(self) -> None:
        """Show the newest lines again."""
        self._back, self._seen = 0, None
        self._return.stop()
        self.scrolled.emit(0)
        self.moved.emit()

    def look_back(self, lines: int) -> None:
        """Look back by so many lines (or forward, if negative)."""
        self._back = self._clamped(self._back + lines)
        if self._back == 0:
            self.go_live()
            return
        newest = self._captions.lines(1)[0].key if self._seen is None else self._seen[1]
        self._seen = self.lines()[-1].key, newest
        self._stay()
        self.scrolled.emit(self._captions.below(newest))
        self.moved.emit()

    def hold(self, on: bool) -> None:  # noqa: FBT001 - a state of the pointer
        """Stay where the reader looks while the pointer rests there."""
        self._held = on
        if self._seen is not None:
            self._stay()

    def _stay(self) -> None:
        """A reader who is gone comes back to what is said now."""
        if self._held:
            self._return.stop()
        else:
            self._return.start(BACK_TO_LIVE_MS)

    def follow(self) -> None:
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
        return max(0, min(back, self._captions.total - self._room()))
