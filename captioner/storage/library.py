"""The transcript library: every session, on disk the moment its words are final."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from captioner.core.errors import StorageError, UsageError
from captioner.core.events import SessionInformation
from captioner.core.sentence import Sentence
from captioner.core.transcript import Gap, Mark, Segment, Session, Transcript
from captioner.storage import rows, search
from captioner.storage.deletion import delete_session
from captioner.storage.opening import open_library
from captioner.storage.owner import Owner
from captioner.storage.schema import failure, transaction
from captioner.storage.worker import Worker

T = TypeVar("T")


class Library:
    """Sessions in an SQLite file, or in memory only; made by `Library.open`.

    Every call runs in one thread of its own, in the order asked, and returns when it is
    done; a change is then on disk. A call that was asked is made even if its caller is
    cancelled. Several programs may have the same library open.

    Every call raises `StorageError` if the disk fails or is full. The library stays
    usable, and the same call may be made again.

    Attributes:
        notices: One sentence for each thing the user should know of its opening.
    """

    def __init__(
        self,
        worker: Worker,
        connection: sqlite3.Connection,
        owner: Owner,
        notices: tuple[str, ...] = (),
    ) -> None:
        self.notices = notices
        self._worker = worker
        self._connection = connection
        self._owner = owner

    @classmethod
    async def open(cls, path: Path | None) -> "Library":
        """Open the library at `path`, making it if need be; None writes nothing to disk.

        Raises:
            StorageError: It can neither be opened nor made.
        """
        worker = Worker("library")
        try:
            connection, notices = await worker.run(lambda: open_library(path))
        except BaseException:
            worker.stop()
            raise
        return cls(worker, connection, Owner(path), notices)

    async def close(self) -> None:
        """Let go of the file. Sessions that were not ended are recovered at the next start."""

        def job() -> None:
            self._owner.release()
            self._connection.close()

        try:
            await self._do(job)
        finally:
            self._worker.stop()

    async def begin(self, started: datetime, engine: str) -> Session:
        """Start a session that is captioned by `engine`; a naive time is local time."""

        def job() -> Session:
            self._owner.claim()
            session_id = rows.insert_session(self._connection, started, engine, self._owner.token)
            return rows.select_session(self._connection, session_id, self._owner.is_alive)

        return await self._change(job)

    async def add(self, session_id: str, segment: Segment) -> None:
        """Keep a segment. Adding the same turn again replaces it."""
        await self._change(lambda: rows.insert_segment(self._connection, session_id, segment))

    async def amend(self, session_id: str, segment: Segment) -> None:
        """Replace text and words of the segment of the same turn, not its place in time."""
        await self._change(lambda: rows.amend_segment(self._connection, session_id, segment))

    async def add_gap(self, session_id: str, gap: Gap) -> None:
        """Keep a gap."""
        await self._change(lambda: rows.insert_gap(self._connection, session_id, gap))

    async def add_mark(self, session_id: str, mark: Mark) -> None:
        """Keep a mark."""
        await self._change(lambda: rows.insert_mark(self._connection, session_id, mark))

    async def end(
        self,
        session_id: str,
        seconds: float,
        billed_s: float = 0.0,
        information: SessionInformation | None = None,
    ) -> Session:
        """End a session in order: from now on it has its length and title.

        Raises:
            UsageError: There is no such session.
        """

        def job() -> Session:
            rows.bill_session(self._connection, session_id, billed_s, information)
            rows.end_session(self._connection, session_id, seconds, rows.ENDED)
            return rows.select_session(self._connection, session_id, self._owner.is_alive)

        return await self._change(job)

    async def recover(self) -> tuple[Session, ...]:
        """End, up to their last words, the sessions whose program died; newest first."""

        def job() -> tuple[Session, ...]:
            dead = rows.select_dead(self._connection, self._owner.is_alive)
            for session in dead:
                rows.end_session(self._connection, session.id, session.seconds, rows.RECOVERED)
            self._owner.forget_dead()
            return tuple(
                rows.select_session(self._connection, session.id, self._owner.is_alive)
                for session in dead
            )

        return await self._change(job)

    async def rename(self, session_id: str, title: str) -> None:
        """Give a session a title of the user's own."""
        await self._change(lambda: rows.rename_session(self._connection, session_id, title))

    async def name_speaker(self, session_id: str, label: str, name: str) -> None:
        """Call a speaker of a session by a name instead of the engine's label."""
        await self._change(lambda: rows.name_speaker(self._connection, session_id, label, name))

    async def sessions(self, search_for: str = "") -> tuple[Session, ...]:
        """The sessions that have all words of `search_for` in title or text, newest first."""

        def job() -> tuple[Session, ...]:
            found = rows.select_sessions(self._connection, self._owner.is_alive)
            if search_for.strip():
                numbers = search.matching(self._connection, search_for)
                found = [(number, one) for number, one in found if number in numbers]
            return tuple(one for _, one in found)

        return await self._do(job)

    async def find(self, start: str) -> Session:
        """The one session whose id starts like this.

        Raises:
            UsageError: None does, or several do.
        """
        start = start.strip().lower()
        hits = [one for one in await self.sessions() if start and one.id.startswith(start)]
        if len(hits) == 1:
            return hits[0]
        if not hits:
            raise UsageError(
                Sentence("There is no session “{name}”.", name=start),
                "captioner sessions lists them all.",
            )
        raise UsageError(
            Sentence("{n} sessions start with “{start}”.", n=len(hits), start=start),
            Sentence("Type more of one: {ids}.", ids=", ".join(one.id for one in hits[:5])),
        )

    async def transcript(self, session_id: str) -> Transcript:
        """A session with everything in it.

        Raises:
            UsageError: There is no such session.
        """
        return await self._do(
            lambda: rows.select_transcript(self._connection, session_id, self._owner.is_alive)
        )

    async def delete(self, session_id: str) -> None:
        """Delete a session for good: nothing of its text is left in the library's files.

        Raises:
            UsageError: There is no such session, or another program still captions it.
        """

        def job() -> None:
            session = rows.select_session(
                self._connection, session_id, self._owner.is_another_alive
            )
            if session.running:
                raise UsageError(
                    Sentence("“{title}” is still running.", title=session.title), "Stop it first."
                )
            delete_session(self._connection, session_id)

        await self._do(job)

    async def _change(self, job: Callable[[], T]) -> T:
        def whole() -> T:
            with transaction(self._connection):
                return job()

        return await self._do(whole)

    async def _do(self, job: Callable[[], T]) -> T:
        return await self._worker.run(lambda: self._guarded(job))

    def _guarded(self, job: Callable[[], T]) -> T:
        try:
            try:
                return job()
            except sqlite3.DatabaseError as error:
                if not search.is_index_damage(error):
                    raise
                search.rebuild(self._connection)
                return job()
        except sqlite3.Error as error:
            raise failure(error) from error
        except OSError as error:
            raise StorageError(
                Sentence("The transcripts could not be written ({why}).", why=error.strerror),
                "Check the disk.",
            ) from error
