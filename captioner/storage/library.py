"""The transcript library: every session, on disk the moment its words are final."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

from captioner.core.errors import StorageError, UsageError
from captioner.core.events import SessionInformation
from captioner.core.sentence import Sentence
from captioner.core.transcript import Gap, Mark, Segment, Session, Transcript
from captioner.storage import deletion, migration, rows, transfer
from captioner.storage.handle import Handle
from captioner.storage.opening import open_library
from captioner.storage.worker import Worker

ALL = 2**62
"""A limit above any number of sessions."""


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

    def __init__(self, handle: Handle, path: Path | None, notices: tuple[str, ...] = ()) -> None:
        self.notices = notices
        self._handle = handle
        self._owner = handle.owner
        self._path = path

    @classmethod
    async def open(
        cls, path: Path | None, tell: Callable[[StorageError], None] | None = None
    ) -> "Library":
        """Open the library at `path`, making it if need be; None writes nothing to disk.

        A library that cannot be written, or that a newer version made, is opened to be
        read only where that is possible.

        Args:
            path: Where it is.
            tell: Called with what the user should know of it later.

        Raises:
            StorageError: It can neither be opened, nor made, nor read.
        """
        worker = Worker("library")
        try:
            opened = await worker.run(lambda: open_library(path))
        except BaseException:
            worker.stop()
            raise
        return cls(Handle(worker, path, opened, tell), path, opened.notices)

    @property
    def unwritable(self) -> StorageError | None:
        """Why it can be read only; None where it can be written."""
        return self._handle.unwritable

    async def close(self) -> None:
        """Let go of the file. Sessions that were not ended are recovered at the next start."""
        await self._handle.close()

    async def begin(self, started: datetime, engine: str) -> Session:
        """Start a session that is captioned by `engine`; a naive time is local time."""
        await self._handle.alone(lambda _: self._owner.claim())

        def job(connection: Connection) -> Session:
            session_id = rows.insert_session(connection, started, engine, self._owner.token)
            return rows.select_session(connection, session_id, self._owner.is_alive)

        return await self._handle.change(job)

    async def add(self, session_id: str, segment: Segment) -> None:
        """Keep a segment. Adding the same turn again replaces it."""
        await self._handle.change(lambda c: rows.insert_segment(c, session_id, segment))

    async def amend(self, session_id: str, segment: Segment) -> None:
        """Replace text and words of the segment of the same turn, not its place in time."""
        await self._handle.change(lambda c: rows.amend_segment(c, session_id, segment))

    async def add_gap(self, session_id: str, gap: Gap) -> None:
        """Keep a gap."""
        await self._handle.change(lambda c: rows.insert_gap(c, session_id, gap))

    async def add_mark(self, session_id: str, mark: Mark) -> None:
        """Keep a mark; one at the same moment gets its note."""
        await self._handle.change(lambda c: rows.insert_mark(c, session_id, mark))

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

        def job(connection: Connection) -> Session:
            rows.bill_session(connection, session_id, billed_s, information)
            rows.end_session(connection, session_id, seconds, rows.ENDED)
            return rows.select_session(connection, session_id, self._owner.is_alive)

        return await self._handle.change(job)

    async def recover(self) -> tuple[Session, ...]:
        """End, up to their last words, the sessions whose program died; newest first."""

        def job(connection: Connection) -> tuple[Session, ...]:
            dead = rows.select_dead(connection, self._owner.is_alive)
            for session in dead:
                rows.end_session(connection, session.id, session.seconds, rows.RECOVERED)
            self._owner.forget_dead()
            return tuple(
                rows.select_session(connection, session.id, self._owner.is_alive)
                for session in dead
            )

        return await self._handle.change(job)

    async def rename(self, session_id: str, title: str) -> None:
        """Give a session a title of the user's own."""
        await self._handle.change(lambda c: rows.rename_session(c, session_id, title))

    async def name_speaker(self, session_id: str, label: str, name: str) -> None:
        """Call a speaker of a session by a name instead of the engine's label."""
        await self._handle.change(lambda c: rows.name_speaker(c, session_id, label, name))

    async def sessions(
        self, search_for: str = "", *, after: str = "", limit: int = ALL
    ) -> tuple[Session, ...]:
        """The sessions that have all words of `search_for` in title or text, newest first.

        Args:
            search_for: Words or parts of words; "" finds all.
            after: The id of a session; only older ones are listed. "" begins with the newest.
            limit: At most so many: with `after`, a list of any length comes page by page.

        Raises:
            UsageError: What is searched for is no text.
        """

        def job(connection: Connection) -> tuple[Session, ...]:
            below = rows.after(connection, after)
            alive = self._owner.is_alive
            return tuple(rows.select_sessions(connection, alive, search_for, below, limit))

        return await self._handle.read(job)

    async def count(self) -> int:
        """How many sessions there are."""
        return await self._handle.read(rows.count_sessions)

    async def find(self, start: str) -> Session:
        """The one session whose id starts like this.

        Raises:
            UsageError: None does, or several do.
        """
        start = start.strip().lower()
        hits = await self._starting(start) if start.isascii() and start.isalnum() else ()
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
        alive = self._owner.is_alive
        return await self._handle.read(lambda c: rows.select_transcript(c, session_id, alive))

    async def delete(self, session_id: str) -> None:
        """Delete a session for good: nothing of its text is left in the library's files.

        Raises:
            UsageError: There is no such session, or another program still captions it.
        """

        def job(connection: Connection) -> None:
            session = rows.select_session(connection, session_id, self._owner.is_another_alive)
            if session.running:
                raise UsageError(
                    Sentence("“{title}” is still running.", title=session.title), "Stop it first."
                )
            if self._path is not None:
                migration.forget_old(self._path)
            deletion.delete_session(connection, session_id)

        await self._handle.alone(job)

    async def take(self, session_id: str) -> tuple[transfer.Whole, ...]:
        """A session to be put into another library; empty if there is none of this id."""
        return await self._handle.read(lambda c: tuple(transfer.take(c, "id = ?", session_id)))

    async def put(self, wholes: Iterable[transfer.Whole]) -> None:
        """Keep sessions of another library, as sessions that this program runs."""
        await self._handle.alone(lambda _: self._owner.claim())

        def job(connection: Connection) -> None:
            for whole in wholes:
                session = {**whole.session, "owner": self._owner.token}
                transfer.put(connection, transfer.Whole(session, whole.parts))

        await self._handle.change(job)

    async def _starting(self, start: str) -> tuple[Session, ...]:
        alive = self._owner.is_alive
        return await self._handle.read(lambda c: tuple(rows.select_starting(c, start, alive)))
