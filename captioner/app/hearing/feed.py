"""Sound from a source into the session, through lost, replaced and switched devices.

The feed is the only place that turns a source's own count of samples into the
session's time line: where nothing was heard, positions jump by the clock.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from captioner.app.faults import report
from captioner.app.hearing.attempts import Attempts
from captioner.core.arrival import Alignment, Arrival
from captioner.core.audio import BYTES_PER_SAMPLE, RATE, Chunk, level_of, to_ms
from captioner.core.errors import AudioError, SourceGone, SourceSilent
from captioner.core.sentence import Phrase, Sentence
from captioner.core.sources import MEETING, MICROPHONE, SourceInfo, absent
from captioner.core.transcript import Gap, GapKind
from captioner.core.watch import SOUND_DB

SMALLEST_HOLE = RATE // 5
"""Samples. A shorter hole is the time a device takes to open, not a loss."""

SETTLED = RATE
"""Samples of a device after which it is known how late its sound comes."""

LATEST_START = 2 * RATE
"""Samples. What one lane lacks at its start because its device took longer is no loss."""

REOPEN_EVERY_S = 0.5
AHEAD = 2 * RATE
"""Samples a source that is not live may run ahead of its reader."""

_BUSY = Sentence("the computer was too busy to record")


class Source(Protocol):
    """What the feed reads: a device, a file or silence, counted from its own sample 0."""

    @property
    def info(self) -> SourceInfo:
        """What is really recorded."""
        ...

    @property
    def live(self) -> bool:
        """Whether sound comes when it comes; a file waits for its reader instead."""
        ...

    async def __anext__(self) -> Chunk:
        """The next chunk; StopAsyncIteration at its end, SourceGone when it is lost."""
        ...

    async def close(self) -> None:
        """Give it back; safe to call twice."""
        ...


class SourceWatcher(Protocol):
    """Who is told where the sound comes from."""

    def source_opened(self, info: SourceInfo) -> None:
        """Sound now comes from `info`."""
        ...

    def source_chosen(self, info: SourceInfo) -> None:
        """Sound now comes from `info`, because the user wants it."""
        ...

    def source_lost(self, info: SourceInfo, why: str) -> None:
        """`info` went away, as the sentence `why` says; another one is looked for."""
        ...


class Sink(Protocol):
    """Where sound goes; the part of `Sound` that is used."""

    live: bool
    """Whether it comes when it comes; a file waits for its reader instead."""

    @property
    def end(self) -> int:
        """The position after the last sample that came."""
        ...

    @property
    def reached(self) -> int:
        """How far whoever captions what is said now has read."""
        ...

    def append(self, chunk: Chunk) -> None:
        """Take a piece in; it may follow a hole."""
        ...

    def append_as_long(self, chunk: Chunk, samples: int) -> None:
        """Take a piece in that is to be made so many samples long."""
        ...


def gives_up(_: AudioError) -> bool:
    """Nothing else is heard."""
    return False


OpenSource = Callable[[], Awaitable[Source]]
Clock = Callable[[], float]


class Feed:
    """One stretch of listening, from Start or Resume to Pause or Stop.

    Whatever is opened at the same time, the user's last choice that opens is heard.

    Args:
        open_source: Opens what is to be heard now; called again when it is lost.
        sound: Where it goes.
        watcher: Who is told which source is heard.
        lost: Told of every stretch that is not heard.
        clock: Monotonic seconds.
        arrival: The session's clock; unknown yet, the first sample is its start.
        leads: Whether the session's clock is the count of these samples. Otherwise they
            are made to follow it.
        looks_on: Told why a source that has never been heard cannot be had; whether it is
            to be looked for all the same, because something else is heard.
        before: The stretch before this one, None for the first.

    Attributes:
        info: Where sound comes from, or came from last; None before the first.
        told_until: Up to which position it is known what was heard and why not.
    """

    def __init__(  # noqa: PLR0913 - one collaborator each, all kept
        self,
        open_source: OpenSource,
        sound: Sink,
        watcher: SourceWatcher,
        lost: Callable[[Gap], None],
        clock: Clock,
        arrival: Arrival,
        *,
        leads: bool = True,
        looks_on: Callable[[AudioError], bool] = gives_up,
        before: "Feed | None" = None,
    ) -> None:
        self._arrival = arrival
        self._leads = leads
        self._looks_on = looks_on
        self._open_source = open_source
        self._sound = sound
        self._watcher = watcher
        self._lost = lost
        self._clock = clock
        self._attempts: Attempts[Source] = Attempts(give_back)
        self._source: Source | None = None
        self._hole: tuple[GapKind, str] | None = None
        self.info: SourceInfo | None = None if before is None else before.info
        self._told_until = sound.end if before is None else before.told_until
        self.ended = self._is_absent = False

    @property
    def told_until(self) -> int:
        """See the attributes."""
        return max(self._sound.end, self._told_until)

    async def open(self, hole: tuple[GapKind, str] | None = None) -> None:
        """Open the source; one that is heard already is given back after that.

        While another opens: the user's last choice is heard. Cancelled: the one before goes
        on. Closed meanwhile: nothing is heard.

        Args:
            hole: Why nothing was heard until now, if so.

        Raises:
            AudioError: It cannot be opened; one that is heard already goes on.
        """
        new = await self._attempts.again(self._open_source)
        if new is not None:
            self._hole = hole or self._hole
            self._watcher.source_opened(new.info)
            await self._hear(new)

    async def open_first(self) -> None:
        """Open the source; one that is not there, or silent, may be told as lost until it comes.

        Raises:
            AudioError: It cannot be opened, and nothing else is heard.
        """
        try:
            await self.open()
        except AudioError as error:
            missing = error.source if isinstance(error, SourceSilent) else None
            if missing is None:
                if not self._looks_on(error):
                    raise
                missing, self._is_absent = self._missing(error), True
            self._watcher.source_lost(missing, error.title)
            await self.open_again((GapKind.LOST, Phrase(error.title)))

    async def open_again(self, hole: tuple[GapKind, str]) -> None:
        """Open the source as soon as it is there; `hole` says why nothing was heard until now.

        Raises:
            AudioError: It was never heard, and nothing else is.
        """
        self._hole, missing = hole, self._source
        while not self.ended and self._source is missing:
            try:
                await self.open(hole)
            except AudioError as error:
                if self._is_absent and not self._looks_on(error):
                    raise
                if hole[0] is not GapKind.LOST:
                    hole = self._is_gone(error)
                await asyncio.sleep(REOPEN_EVERY_S)
            else:
                return

    def _is_gone(self, error: AudioError) -> tuple[GapKind, str]:
        """What was wished silent is to be heard again and cannot be: that is another hole."""
        self._tell_hole_so_far()
        self._hole = GapKind.LOST, Phrase(error.title)
        self._watcher.source_lost(self.info or self._missing(error), error.title)
        return self._hole

    def _missing(self, error: AudioError) -> SourceInfo:
        """What stands for a source that has never been there."""
        return absent(MEETING if self._leads else MICROPHONE, error.title)

    async def run(self) -> bool:
        """Move sound until the source ends or `close` is called.

        Returns:
            Whether the source ended.

        Raises:
            AudioError: The source is lost and nothing can replace it.
        """
        try:
            while not self.ended and self._source is not None:
                source = self._source
                try:
                    await self._drain(source)
                except SourceGone as gone:
                    await give_back(source)
                    if not source.live:
                        raise
                    if source is self._source:
                        await self._replace(source, gone)
                else:
                    if source is self._source:
                        return not self.ended
            return False
        finally:
            await self.close()

    async def use(self, open_source: OpenSource) -> bool:
        """Hear another source from now on, opened before the old one is given back.

        Chosen again meanwhile, the last one that opens is heard; cancelled, the one before
        goes on.

        Returns:
            Whether it is heard, and not one that was chosen later.

        Raises:
            AudioError: It cannot be opened; the old one goes on.
        """
        new = await self._attempts.choose(open_source)
        if new is None:
            return False
        self._open_source = open_source
        self._watcher.source_chosen(new.info)
        await self._hear(new)
        return True

    async def _hear(self, new: Source) -> None:
        old, self._source, self.info = self._source, new, new.info
        self._sound.live = new.live
        if old is not None:
            await give_back(old)

    async def close(self) -> None:
        """Stop hearing, or opening; what was heard can still be read. Twice is as once.

        What was not heard until now is told.
        """
        if not self.ended:
            self._tell_hole_so_far()
        self.ended = True
        self._attempts.close()
        if self._source is not None:
            await give_back(self._source)

    async def _drain(self, source: Source) -> None:
        if not self._leads and source.live:
            await self._follow(source)
            return
        base: int | None = None
        while True:
            try:
                chunk = await source.__anext__()
            except StopAsyncIteration:
                return
            if base is None:
                base = self._place(self._due(chunk)) - chunk.position
            self._keep(Chunk(base + chunk.position, chunk.pcm))
            if source.live:
                self._arrival.heard(self._sound.end, self._came(chunk))
            while not source.live and self._sound.end - self._sound.reached > AHEAD:
                if self.ended:
                    return
                await asyncio.sleep(0.01)

    async def _follow(self, source: Source) -> None:
        """Hear a source by the clock that another one keeps."""
        alignment, first, over = Alignment(self._arrival), list[Chunk](), False
        while not over:
            try:
                chunk = await source.__anext__()
            except StopAsyncIteration:
                over = True
            else:
                first.append(chunk)
                alignment.heard(chunk.end, self._came(chunk))
            if first and (over or first[-1].end - first[0].position >= SETTLED):
                self._settle(alignment, first)
                break
        while not over:
            try:
                chunk = await source.__anext__()
            except StopAsyncIteration:
                return
            alignment.heard(chunk.end, self._came(chunk))
            position = chunk.position + alignment.shift
            quiet = level_of(chunk.pcm).rms_db < SOUND_DB
            longer = alignment.longer(chunk.samples, quiet=quiet)
            self._keep(Chunk(position, chunk.pcm), chunk.samples + longer)

    def _settle(self, alignment: Alignment, first: Sequence[Chunk]) -> None:
        """Give what came first its place, now that it is known."""
        start = first[0].position
        if self._arrival.origin is None:
            self._arrival.heard(self._sound.end + first[-1].end - start, self._came(first[-1]))
        due = start + alignment.wanted
        early = -due if self._sound.end == 0 and self._hole is None else 0
        alignment.shift = self._place(due) - start - max(0, early)
        for chunk in first:
            place = chunk.position + alignment.shift
            if place + chunk.samples > 0:  # the session had begun by then
                before = max(0, -place)
                self._keep(Chunk(place + before, chunk.pcm[before * BYTES_PER_SAMPLE :]))

    def _came(self, chunk: Chunk) -> float:
        """The clock's reading at which a chunk came that is given now."""
        return self._clock() - chunk.waited_s

    def _due(self, first: Chunk) -> int:
        """Where on the time line a chunk belongs that comes now."""
        now = self._came(first)
        if self._arrival.origin is None:
            self._arrival.heard(self._sound.end + first.samples, now)
        return self._arrival.due(now) - first.samples

    def _place(self, due: int) -> int:
        """Where on the time line the first chunk of a source is put."""
        if self._sound.end == 0 and self._hole is None:
            return self._begin(max(0, due))
        self._tell_hole_until(due)
        return self.told_until

    def _begin(self, at: int) -> int:
        """The first sound; another lane may have begun a moment before it."""
        self._told_until = at if at < LATEST_START else 0
        return at

    def _keep(self, chunk: Chunk, samples: int | None = None) -> None:
        if chunk.position > self.told_until:
            self._tell_hole(chunk.position, GapKind.LOST, _BUSY)
        self._sound.append_as_long(chunk, chunk.samples if samples is None else samples)

    def _tell_hole_so_far(self) -> None:
        self._tell_hole_until(self._arrival.due(self._clock()))

    def _tell_hole_until(self, due: int) -> None:
        """Tell why nothing was heard before `due`, unless it is too short to be a loss."""
        why, self._hole = self._hole, None
        least = 1 if why is not None and why[0] is not GapKind.LOST else SMALLEST_HOLE
        if why is not None and due - self.told_until >= least:
            self._tell_hole(due, *why)

    def _tell_hole(self, until: int, kind: GapKind, reason: str) -> None:
        start, self._told_until = self.told_until, until
        self._lost(Gap(start_ms=to_ms(start), end_ms=to_ms(until), kind=kind, reason=reason))

    async def _replace(self, source: Source, gone: SourceGone) -> None:
        self._watcher.source_lost(source.info, gone.title)
        await self.open_again((GapKind.LOST, Phrase(gone.title)))


async def give_back(source: Source) -> None:
    """Close a source; one that fails to close is nobody's trouble but ours."""
    try:
        await source.close()
    except Exception as fault:  # noqa: BLE001 - whatever a sound library raises at the end
        report(fault, "A source could not be closed.")
