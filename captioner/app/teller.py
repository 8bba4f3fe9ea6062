"""Tells the user how captioning stands, a few times a second and only when it changes."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol

from captioner.app.recognition.standing import Standing
from captioner.core.audio import Level
from captioner.core.errors import CaptionerError, StorageError
from captioner.core.session import State
from captioner.core.sources import SourceInfo
from captioner.core.status import Condition, Status
from captioner.core.transcript import Gap, GapKind
from captioner.core.watch import Watch

TICK_S = 0.25
LONGEST_TICK_MS = 1_000
LOOK_ELSEWHERE_MS = 10_000
DEVICE_NOTICE_MS = 8_000


class Told(Protocol):
    """Who is told; the part of an `Observer` that is used."""

    def level(self, level: Level) -> None:
        """It was this loud just now."""
        ...

    def status(self, status: Status) -> None:
        """There is this to say."""
        ...

    def gap(self, gap: Gap) -> None:
        """A stretch was not heard."""
        ...


SoundElsewhere = Callable[[SourceInfo], Awaitable[str]]


class Teller:
    """Gathers what is known of one lane of a session and passes on the most urgent of it.

    Args:
        observer: Who shows it.
        clock: Monotonic seconds.
        now: Local wall-clock time with offset.
        sound_elsewhere: The label of another source that has sound, "" for none.
        service: What the user calls the service, if one captions.

    Attributes:
        source: Where sound comes from.
        unsaved: Since when and why text is not saved; None where all of it is.
    """

    def __init__(
        self,
        observer: Told,
        clock: Callable[[], float],
        now: Callable[[], datetime],
        sound_elsewhere: SoundElsewhere,
        service: str = "",
    ) -> None:
        self._service = service
        self.source: SourceInfo | None = None
        self.unsaved: Status | None = None
        self._observer = observer
        self._clock = clock
        self._now = now
        self._sound_elsewhere = sound_elsewhere
        self._started = now()
        self._watch: Watch | None = None
        self._told: Status | None = None
        self._looked_at = 0
        self._listening = self._starting = False
        self._lost: Status | None = None
        self._wordless_ms = 0
        self._muted = False

    def muted(self, *, on: bool) -> None:
        """The user muted it, or listens again."""
        self._muted = on
        if on and self._listening:
            self._tell(Status(Condition.MUTED))
        elif self._watch is not None and self.source is not None:
            self._watch.changed_source(self.source, self._ms())

    def state_changed(self, state: State) -> None:
        """The session is now in `state`."""
        self._listening = state is State.LISTENING
        self._starting = state is State.STARTING
        if state is State.PAUSED:
            self._tell(Status(Condition.PAUSED))
        elif state is State.STARTING:
            self._tell(Status(Condition.STARTING))
        elif self._listening and self._watch is not None and self.source is not None:
            self._watch.changed_source(self.source, self._ms())

    def level(self, level: Level) -> None:
        """It was this loud just now."""
        if self._watch is not None:
            self._watch.level(level, self._ms())
        self._observer.level(level)

    def words(self) -> None:
        """The engine gave words just now."""
        self._wordless_ms = 0
        if self._watch is not None:
            self._watch.words(self._ms())

    def language(self, *, english: bool) -> None:
        """Whether what is said sounds like English, which alone the engine knows."""
        if self._watch is not None:
            self._watch.language(english=english)

    def late(self, ms: int) -> None:
        """The engine is this far behind the sound."""
        if self._watch is not None:
            self._watch.late(ms)

    def disk_trouble(self, error: StorageError | None) -> None:
        """Writing fails like this, or all is written again."""
        if error is None:
            self.unsaved = None
        else:
            since = self.unsaved.values["time"] if self.unsaved else self._time(self._now())
            values = {"time": since, "why": error.title}
            self.unsaved = Status(Condition.NOT_SAVED, values)
        if self._watch is not None:
            self._watch.unsaved(self.unsaved)

    def notice(self, status: Status) -> None:
        """Say `status` for a while."""
        if self._watch is not None:
            self._watch.notice(status, self._ms())

    def back(self) -> None:
        """The service captions again."""
        values = {"time": self._time(self._now()), "service": self._service}
        self.notice(Status(Condition.BACK, values))

    def source_opened(self, info: SourceInfo) -> None:
        """Sound now comes from `info`."""
        before, was_lost = self.source, self._lost is not None
        self.source_chosen(info)
        if self._watch is not None and before is not None and before.label != info.label:
            values = {"d": before.label, "d2": info.label, "time": self._time(self._now())}
            condition = Condition.DEVICE_GONE if was_lost else Condition.DEVICE_MOVED
            self._watch.notice(Status(condition, values), self._ms(), DEVICE_NOTICE_MS)

    def source_chosen(self, info: SourceInfo) -> None:
        """Sound now comes from `info`, and that is no news to the user."""
        self.source = info
        self._lost = None
        if self._watch is None:
            self._watch = Watch(info, self._ms())
        else:
            self._watch.changed_source(info, self._ms())

    def source_lost(self, info: SourceInfo, why: str) -> None:
        """`info` went away, as this sentence says, and nothing replaces it yet."""
        values = {"d": info.label, "time": self._time(self._now()), "why": why}
        self._lost = Status(Condition.DEVICE_LOST, values)
        self._tell(self._lost)

    def hole(self, gap: Gap) -> None:
        """A stretch was not heard."""
        self._observer.gap(gap)
        if gap.kind is GapKind.LOST:
            values = {
                "n": str(max(1, round((gap.end_ms - gap.start_ms) / 1000))),
                "start": self._moment(gap.start_ms),
                "end": self._moment(gap.end_ms),
                "reason": gap.reason,
            }
            self.notice(Status(Condition.SOUND_LOST, values))

    async def run(
        self, idle: Callable[[int], Awaitable[None]], link: Callable[[], Standing | None]
    ) -> None:
        """Tell until cancelled.

        Args:
            idle: Hears for how many ms nobody has spoken.
            link: How the link to the service stands.
        """
        while True:
            before = self._ms()
            await asyncio.sleep(TICK_S)
            if self._starting:
                self._tell_why_not(link())
            if self._listening and self._watch is not None:
                # While the computer sleeps nobody could have been heard.
                self._wordless_ms += min(self._ms() - before, LONGEST_TICK_MS)
                self._watch.link(self._of_link(link()))
                self._tell(self._standing(self._watch))
                await self._look_elsewhere(self._watch)
                await idle(self._wordless_ms)

    def _standing(self, watch: Watch) -> Status:
        if self._muted:
            return Status(Condition.MUTED)
        return self._lost or watch.status(self._ms())

    def _tell_why_not(self, standing: Standing | None) -> None:
        """Nothing is captioned yet; if another one than was meant will do it, say so now."""
        status = self._of_link(standing)
        if status is not None and status.condition is not Condition.OFFLINE:
            self._tell(status)

    def _of_link(self, standing: Standing | None) -> Status | None:
        if standing is None:
            return None
        since = self._now() - timedelta(seconds=self._clock() - standing.since)
        values = {
            "n": str(standing.seconds),
            "time": self._time(since),
            "service": self._service,
        }
        error = standing.error
        if error is not None:
            values |= {"why": error.title, "advice": error.advice}
            values["service"] = error.server or self._service
        return Status(standing.condition, values, standing.remedy, error)

    async def _look_elsewhere(self, watch: Watch) -> None:
        now = self._ms()
        due = now - self._looked_at >= LOOK_ELSEWHERE_MS
        if self.source is None or not due or watch.silent_ms(now) < LOOK_ELSEWHERE_MS:
            return
        self._looked_at = now
        try:
            watch.other_has_sound(await self._sound_elsewhere(self.source))
        except CaptionerError:
            watch.other_has_sound("")

    def _tell(self, status: Status) -> None:
        if status != self._told:
            self._told = status
            self._observer.status(status)

    def _ms(self) -> int:
        return int(self._clock() * 1000)

    def _moment(self, at_ms: int) -> str:
        moment = self._started.timestamp() + at_ms / 1000
        return datetime.fromtimestamp(moment, self._started.tzinfo).strftime("%H:%M:%S")

    @staticmethod
    def _time(moment: datetime) -> str:
        return moment.strftime("%H:%M")
