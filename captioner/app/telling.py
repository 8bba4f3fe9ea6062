"""Tells how a session stands: each of its lanes has a teller, and one thing is said of all."""

from collections.abc import Callable, Iterable
from datetime import datetime

from captioner.app.observer import Observer
from captioner.app.teller import Teller
from captioner.core.audio import Level
from captioner.core.errors import StorageError
from captioner.core.lanes import Lane
from captioner.core.listening import together
from captioner.core.session import State
from captioner.core.status import Condition, Status
from captioner.core.transcript import Gap


class Telling:
    """What is known of a session's lanes; passes on the most urgent of it.

    Args:
        observer: Who shows it.
        lanes: The lanes of the session.
        teller: Makes a lane's teller, which tells the given observer.

    Attributes:
        tellers: One for each lane.
    """

    def __init__(
        self, observer: Observer, lanes: Iterable[Lane], teller: Callable[["OfLane"], Teller]
    ) -> None:
        self._observer = observer
        self._statuses: dict[Lane, Status] = {}
        self._levels: dict[Lane, Level] = {}
        self._told: Status | None = None
        self._off: Status | None = None
        self.tellers = {lane: teller(OfLane(self, lane)) for lane in lanes}

    @property
    def unsaved(self) -> Status | None:
        """Since when and why text is not saved; None where all of it is."""
        return next(iter(self.tellers.values())).unsaved

    def state_changed(self, state: State) -> None:
        """The session is now in `state`."""
        for teller in self.tellers.values():
            teller.state_changed(state)

    def disk_trouble(self, error: StorageError | None) -> None:
        """Writing fails like this, or all is written again."""
        for teller in self.tellers.values():
            teller.disk_trouble(error)

    def level(self, level: Level, lane: Lane) -> None:
        """The sound of a lane was this loud just now."""
        if lane in self.tellers:
            self.tellers[lane].level(level)

    def measured(self, lane: Lane, level: Level) -> None:
        """A lane was this loud: the louder one is shown."""
        self._levels[lane] = level
        self._observer.level(max(self._levels.values(), key=lambda each: each.rms_db))

    def stands(self, lane: Lane, status: Status) -> None:
        """There is this to say of a lane."""
        self._statuses[lane] = status
        self._tell()

    def off_the_record(self, since: datetime | None) -> None:
        """Everything is off the record since then; None: it is on the record again."""
        values = {"time": f"{since:%H:%M}"} if since is not None else {}
        self._off = Status(Condition.OFF_THE_RECORD, values) if since is not None else None
        self._tell()

    def _tell(self) -> None:
        told = self._off or together(self._statuses.values())
        if told is not None and told != self._told:
            self._told = told
            self._observer.status(told)

    def hole(self, gap: Gap) -> None:
        """A stretch was not heard."""
        self._observer.gap(gap)


class OfLane:
    """What the teller of one lane tells."""

    def __init__(self, telling: Telling, lane: Lane) -> None:
        self._telling = telling
        self._lane = lane

    def level(self, level: Level) -> None:
        """It was this loud."""
        self._telling.measured(self._lane, level)

    def status(self, status: Status) -> None:
        """There is this to say."""
        self._telling.stands(self._lane, status)

    def gap(self, gap: Gap) -> None:
        """A stretch was not heard."""
        self._telling.hole(gap)
