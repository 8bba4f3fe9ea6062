"""What the windows know of the session: it listens to the app and tells the windows."""

from PySide6.QtCore import QObject, Signal

from captioner.core.audio import Level
from captioner.core.cast import Cast
from captioner.core.correction import changed_by, struck_partial
from captioner.core.errors import CaptionerError
from captioner.core.events import Opened, Partial
from captioner.core.lanes import Lane
from captioner.core.session import State
from captioner.core.status import Condition, Status
from captioner.core.transcript import Gap, Item, Mark, Segment, Session, start_of


class Model(QObject):
    """The app's observer, as Qt signals.

    Attributes:
        state: Where the session stands.
        session: The session that runs or ran last, if one did.
        told: What there is to say about captioning now.
        open: What is being said in each lane; nothing between utterances.
        is_muted: Whether the microphone beside a meeting is not heard.
        cast: Who speaks in the session, by which name.
        engine: The recogniser that captions what is said now, "" where none does.
        items: Segments, gaps and marks of the session, in the order they came.
    """

    now_in_state = Signal(object)
    now_by = Signal(str)
    """Another recogniser captions from here on."""
    opened = Signal(object)
    """A new session (`Session`) begins; the texts of the one before it go."""
    heard_partial = Signal(object)
    heard_final = Signal(object)
    noticed_gap = Signal(object)
    now_muted = Signal(bool)
    now_called = Signal(object)
    """Another `Cast`: a voice is new, or is called otherwise."""
    set_mark = Signal(object)
    taken_back = Signal(object)
    """A segment or mark that is off the record."""
    off_record = Signal(object)
    """The gap that stays where something was taken off the record."""
    measured = Signal(object)
    now_told = Signal(object)
    failed = Signal(object)
    closed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = State.IDLE
        self.session: Session | None = None
        self.told: Status | None = None
        self.open: dict[Lane, Partial] = {}
        self.is_muted = False
        self.cast = Cast()
        self.engine = ""
        self.items: dict[object, Item] = {}

    def state_changed(self, state: State) -> None:
        """See `Observer`."""
        self.state = state
        if state is State.IDLE:
            self.engine = ""
        self.now_in_state.emit(state)

    def session_opened(self, session: Session, opened: Opened) -> None:
        """See `Observer`."""
        if opened.engine != self.engine:
            self.engine = opened.engine
            self.now_by.emit(opened.engine)
        if self.session is None or self.session.id != session.id:
            self.session = session
            self.items.clear()
            self.open.clear()
            self._call(Cast())
            self.opened.emit(session)

    def partial(self, partial: Partial) -> None:
        """See `Observer`."""
        self.open[partial.lane] = partial
        self._call(self.cast.with_labels([partial.lane.label]))
        self.heard_partial.emit(partial)

    def final(self, segment: Segment) -> None:
        """See `Observer`."""
        self.items[_key(segment)] = segment
        spoken = self.open.get(segment.lane)
        if spoken is not None and spoken.turn == segment.turn:
            del self.open[segment.lane]
        self._call(self.cast.with_voices([segment]))
        self.heard_final.emit(segment)

    def named(self, label: str, name: str) -> None:
        """See `Observer`."""
        self._call(self.cast.with_name(label, name))

    def _call(self, cast: Cast) -> None:
        if cast != self.cast:
            self.cast = cast
            self.now_called.emit(cast)

    def gap(self, gap: Gap) -> None:
        """See `Observer`."""
        self.items[_key(gap)] = gap
        self.noticed_gap.emit(gap)

    def muted(self, *, on: bool) -> None:
        """See `Observer`."""
        self.is_muted = on
        self.now_muted.emit(on)

    def mark(self, mark: Mark) -> None:
        """See `Observer`."""
        self.items[_key(mark)] = mark
        self.set_mark.emit(mark)

    def off_the_record(self, gap: Gap) -> None:
        """See `Observer`."""
        for item, left in list(changed_by(gap, self.items.values())):
            if isinstance(left, Segment):
                self.final(left)
            else:
                del self.items[_key(item)]
                self.taken_back.emit(item)
        for partial in list(self.open.values()):
            self.partial(struck_partial(partial, gap.start_ms, gap.end_ms))
        self.gap(gap)
        self.off_record.emit(gap)

    def level(self, level: Level) -> None:
        """See `Observer`."""
        self.measured.emit(level)

    def status(self, status: Status) -> None:
        """See `Observer`."""
        self.told = status
        self.now_told.emit(status)

    def error(self, error: CaptionerError) -> None:
        """See `Observer`."""
        self.failed.emit(error)

    def session_closed(self, session: Session, reason: str) -> None:
        """See `Observer`."""
        del reason
        self.session = session
        self.closed.emit(session)

    @property
    def condition(self) -> Condition | None:
        """The condition that is told now."""
        return self.told.condition if self.told is not None else None


def _key(item: Item) -> object:
    """What a later state of an item has in common with it."""
    return item.turn if isinstance(item, Segment) else (type(item), start_of(item))
