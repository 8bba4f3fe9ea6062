"""The one fake of each thing whose faults must be made to order."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from captioner.core.audio import BYTES_PER_SAMPLE, RATE, Chunk, Level
from captioner.core.correction import corrected, struck
from captioner.core.errors import CaptionerError, SourceGone, StorageError, UsageError
from captioner.core.events import Opened, Partial
from captioner.core.session import State
from captioner.core.sources import SourceInfo, SourceKind
from captioner.core.status import Status
from captioner.core.transcript import Gap, GapKind, Mark, Segment, Session

BLOCK = RATE // 50


class FakeKeeper:
    """Keeps a session in memory; can be slow and can fail.

    Attributes:
        delay_s: How long each write takes.
        broken: What each write fails with.
    """

    def __init__(self) -> None:
        self.delay_s = 0.0
        self.broken: StorageError | None = None
        self.segments: list[Segment] = []
        self.gaps: list[Gap] = []
        self.marks: list[Mark] = []
        self.names: dict[str, str] = {}

    async def add(self, session_id: str, segment: Segment) -> None:
        await self._write()
        self.segments.append(segment)

    async def amend(self, session_id: str, segment: Segment) -> None:
        await self._write()
        self.segments = [segment if s.turn == segment.turn else s for s in self.segments]

    async def correct(self, session_id: str, turn: int, text: str | None) -> Segment:
        await self._write()
        for place, kept in enumerate(self.segments):
            if kept.turn == turn:
                made = corrected(kept, text if text is not None else kept.heard or kept.text)
                self.segments[place] = made
                return made
        raise UsageError("This line is not in the transcript any more.", "Open it again.")

    async def give(self, session_id: str, turn: int, label: str) -> Segment:
        del session_id
        await self._write()
        kept = next(one for one in self.segments if one.turn == turn)
        self.segments[self.segments.index(kept)] = made = replace(kept, given=label)
        return made

    async def name_speaker(self, session_id: str, label: str, name: str) -> None:
        del session_id
        await self._write()
        self.names[label] = name

    async def add_gap(self, session_id: str, gap: Gap) -> None:
        await self._write()
        self.gaps.append(gap)

    async def strike(self, session_id: str, start_ms: int, end_ms: int) -> Gap:
        await self._write()
        left = (struck(segment, start_ms, end_ms) for segment in self.segments)
        self.segments = [segment for segment in left if segment is not None]
        kind = GapKind.OFF_THE_RECORD
        gap = Gap(start_ms=start_ms, end_ms=end_ms, kind=kind, reason=kind.value)
        self.gaps.append(gap)
        return gap

    async def add_mark(self, session_id: str, mark: Mark) -> None:
        await self._write()
        self.marks.append(mark)

    def forget(self) -> None:
        """Let go of what was kept, in a test of memory."""
        self.segments.clear()

    async def _write(self) -> None:
        await asyncio.sleep(self.delay_s)
        if self.broken is not None:
            raise self.broken


class FakeSource:
    """A live microphone that gives 20 ms blocks by the loop's clock, then does as told.

    Args:
        seconds: How long it gives sound.
        then_lost: Whether it is lost after that; otherwise it ends.
    """

    live = True

    def __init__(
        self, label: str = "Fake", *, seconds: float = 1.0, then_lost: bool = False
    ) -> None:
        self.info = SourceInfo(id=f"fake:{label}", label=label, kind=SourceKind.MICROPHONE)
        self.closed = False
        self._blocks = round(seconds * RATE / BLOCK)
        self.given = 0
        self._then_lost = then_lost

    async def __anext__(self) -> Chunk:
        if self.closed:
            raise StopAsyncIteration
        if self.given == self._blocks:
            if self._then_lost:
                raise SourceGone(f"{self.info.label} was disconnected.", "Plug it in again.")
            raise StopAsyncIteration
        await asyncio.sleep(BLOCK / RATE)
        chunk = Chunk(self.given * BLOCK, bytes(BLOCK * BYTES_PER_SAMPLE))
        self.given += 1
        return chunk

    async def close(self) -> None:
        self.closed = True


class Opens:
    """Opens the given things one after the other; an error among them is raised."""

    def __init__(self, *things: FakeSource | CaptionerError) -> None:
        self._things = list(things)

    async def __call__(self) -> FakeSource:
        thing = self._things.pop(0)
        if isinstance(thing, CaptionerError):
            raise thing
        return thing


class Witness:
    """An observer that remembers everything it was told."""

    def __init__(self) -> None:
        self.states: list[State] = []
        self.opened: list[tuple[Session, Opened]] = []
        self.partials: list[Partial] = []
        self.finals: list[Segment] = []
        self.gaps: list[Gap] = []
        self.marks: list[Mark] = []
        self.taken_back: list[Gap] = []
        self.names: dict[str, str] = {}
        self.mutes: list[bool] = []
        self.levels: list[Level] = []
        self.statuses: list[Status] = []
        self.errors: list[CaptionerError] = []
        self.closed: list[tuple[Session, str]] = []

    def forget(self) -> None:
        """Let go of what was told, in a test of memory."""
        for told in (self.partials, self.finals, self.levels, self.statuses):
            told.clear()  # type: ignore[attr-defined] # all are lists

    def state_changed(self, state: State) -> None:
        self.states.append(state)

    def session_opened(self, session: Session, opened: Opened) -> None:
        self.opened.append((session, opened))

    def partial(self, partial: Partial) -> None:
        self.partials.append(partial)

    def final(self, segment: Segment) -> None:
        self.finals.append(segment)

    def gap(self, gap: Gap) -> None:
        self.gaps.append(gap)

    def muted(self, *, on: bool) -> None:
        self.mutes.append(on)

    def mark(self, mark: Mark) -> None:
        self.marks.append(mark)

    def named(self, label: str, name: str) -> None:
        self.names[label] = name

    def off_the_record(self, gap: Gap) -> None:
        self.taken_back.append(gap)

    def level(self, level: Level) -> None:
        self.levels.append(level)

    def status(self, status: Status) -> None:
        self.statuses.append(status)

    def error(self, error: CaptionerError) -> None:
        self.errors.append(error)

    def session_closed(self, session: Session, reason: str) -> None:
        self.closed.append((session, reason))


def texts(segments: Sequence[Segment]) -> list[str]:
    return [segment.text for segment in segments]
