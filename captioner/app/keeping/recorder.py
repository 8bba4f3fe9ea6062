"""Puts a session on disk as it happens, and never lets the disk hold up a caption.

A final is on disk before it is shown as kept. If the disk fails, or takes more than
`PATIENCE_S`, it is shown at once as not saved, and written later.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from captioner.app.keeping.keeper import Keeper, Write
from captioner.core.errors import StorageError, UsageError
from captioner.core.transcript import Gap, Mark, Segment

PATIENCE_S = 0.2
RETRY_EVERY_S = 5.0
HURRIED_RETRY_S = 0.3
LAST_TRIES = 10
"""How often a session that is over tries a disk that refuses at once."""

FAREWELL_S = 10.0
"""How long the end of a session waits for a slow disk, or for another program to let go."""

NO_ANSWER = StorageError("The disk does not answer.", "Copy the text, and check the disk.")


class Recorder:
    """Writes one session in the order things happened.

    Args:
        keeper: Where to.
        session_id: Which session.
        show: Called with each segment when it may be shown, and again once it is saved.
        trouble: Called with what fails when writing does, and with None when all is written.
    """

    def __init__(
        self,
        keeper: Keeper,
        session_id: str,
        show: Callable[[Segment], None],
        trouble: Callable[[StorageError | None], None],
    ) -> None:
        self._keeper = keeper
        self._id = session_id
        self._show = show
        self._trouble = trouble
        self._waiting: deque[tuple[Write, Segment | None]] = deque()
        self._tried = 0
        self._more = asyncio.Event()
        self._empty = asyncio.Event()
        self._empty.set()
        self._held_up = False
        self._last_tries = LAST_TRIES
        self._trouble_told: StorageError | None = None
        self._hurried = asyncio.Event()
        self._given_up = asyncio.Event()

    def segment(self, segment: Segment) -> None:
        """Keep and show a finished utterance."""
        session_id = self._id
        self._put(lambda keeper: keeper.add(session_id, segment), segment)

    def amendment(self, segment: Segment) -> None:
        """Keep and show the formatted twin of one already given."""
        session_id = self._id
        self._put(lambda keeper: keeper.amend(session_id, segment), segment)

    def correction(self, segment: Segment) -> None:
        """Keep and show a segment as the user wrote it, or as it was heard after all."""
        session_id = self._id

        async def write(keeper: Keeper) -> None:
            with suppress(UsageError):  # it is not in the transcript any more
                text = segment.text if segment.heard else None
                await keeper.correct(session_id, segment.turn, text)

        self._put(write, segment)

    def voice(self, segment: Segment) -> None:
        """Keep and show whose voice a segment is, as the user says in `given`."""
        session_id = self._id

        async def write(keeper: Keeper) -> None:
            with suppress(UsageError):  # it is not in the transcript any more
                await keeper.give(session_id, segment.turn, segment.given)

        self._put(write, segment)

    def name(self, label: str, name: str) -> None:
        """Keep what a voice is called."""
        session_id = self._id
        self._put(lambda keeper: keeper.name_speaker(session_id, label, name), None)

    def gap(self, gap: Gap) -> None:
        """Keep a stretch that was not heard."""
        session_id = self._id
        self._put(lambda keeper: keeper.add_gap(session_id, gap), None)

    def strike(self, gap: Gap) -> None:
        """Take a stretch off the record for good."""
        session_id = self._id

        async def write(keeper: Keeper) -> None:
            await keeper.strike(session_id, gap.start_ms, gap.end_ms)

        self._put(write, None)

    def mark(self, mark: Mark) -> None:
        """Keep a moment."""
        session_id = self._id
        self._put(lambda keeper: keeper.add_mark(session_id, mark), None)

    def unsaved(self) -> Sequence[Write]:
        """What is not on disk yet, in order."""
        return tuple(write for write, _ in self._waiting)

    async def run(self) -> None:
        """Write until cancelled; run again, it goes on where it was."""
        while True:
            while self._waiting:
                await self._write_first()
            self._empty.set()
            await self._more.wait()
            self._more.clear()

    async def flush(self) -> bool:
        """Try to write everything, but no longer than `FAREWELL_S`; whether all is on disk."""
        self._hurried.set()
        ends = [asyncio.ensure_future(one.wait()) for one in (self._empty, self._given_up)]
        await asyncio.wait(ends, timeout=FAREWELL_S, return_when=asyncio.FIRST_COMPLETED)
        for end in ends:
            end.cancel()
        if self._waiting:
            self._tell(self._trouble_told or NO_ANSWER)
        return not self._waiting

    def _put(self, write: Write, segment: Segment | None) -> None:
        if self._held_up and segment is not None:
            self._show(segment)
        self._waiting.append((write, segment))
        self._empty.clear()
        self._more.set()

    async def _write_first(self) -> None:
        write, segment = self._waiting[0]
        try:
            await self._in_time(write(self._keeper))
        except StorageError as error:
            self._hold_up()
            self._tell(error)
            await self._write_ahead()
            await self._before_next_try()
            return
        self._waiting.popleft()
        self._tried = max(0, self._tried - 1)
        if segment is not None:
            self._show(replace(segment, saved=True))
        if not self._waiting:
            self._held_up = False
            self._tell(None)

    async def _write_ahead(self) -> None:
        """Try once what waits behind a failure: what no disk takes, memory still keeps.

        All of it stays in line, and is written again in order.
        """
        self._tried = max(1, self._tried)
        while self._tried < len(self._waiting):
            write, _ = self._waiting[self._tried]
            self._tried += 1
            with suppress(StorageError):  # told by the first
                await write(self._keeper)

    async def _in_time(self, writing: Awaitable[None]) -> None:
        job = asyncio.ensure_future(writing)
        job.add_done_callback(_heard)
        done, _ = await asyncio.wait({job}, timeout=None if self._held_up else PATIENCE_S)
        if not done:
            self._hold_up()
        await job

    def _hold_up(self) -> None:
        """From now until all is written, text is shown without waiting for the disk."""
        if not self._held_up:
            self._held_up = True
            for _, segment in self._waiting:
                if segment is not None:
                    self._show(segment)

    async def _before_next_try(self) -> None:
        """Wait a while; at the end of the session only briefly, and not for ever."""
        if self._hurried.is_set():
            self._last_tries -= 1
            if not self._last_tries:
                self._given_up.set()
            await asyncio.sleep(HURRIED_RETRY_S)
        else:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._hurried.wait(), RETRY_EVERY_S)

    def _tell(self, error: StorageError | None) -> None:
        before, self._trouble_told = self._trouble_told, error
        if (error and error.title) != (before and before.title):
            self._trouble(error)


def _heard(job: "asyncio.Future[None]") -> None:
    """Whoever waited for it may be gone; its error is nobody's trouble then."""
    if not job.cancelled():
        job.exception()
