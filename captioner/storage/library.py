"""The transcript library: every session, on disk the moment its words are final."""

from collections.abc import AsyncIterator, Callable, Iterable
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

from captioner.core.errors import StorageError, UsageError
from captioner.core.events import SessionInformation
from captioner.core.sentence import Sentence
from captioner.core.transcript import Gap, Mark, Segment, Session, Transcript
from captioner.core.wanted import Wanted
from captioner.storage import deletion, listing, migration, rows, segments, sound_store, transfer
from captioner.storage.handle import Handle
from captioner.storage.opening import open_library
from captioner.storage.schema import transaction
from captioner.storage.search import Search
from captioner.storage.worker import Worker


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
        await self._handle.change(lambda c: segments.insert(c, session_id, segment))

    async def amend(self, session_id: str, segment: Segment) -> None:
        """Replace text and words of the segment of the same turn, not its place in time."""
        await self._handle.change(lambda c: segments.amend(c, session_id, segment))

    async def add_gap(self, session_id: str, gap: Gap) -> None:
        """Keep a gap."""
        await self._handle.change(lambda c: rows.insert_gap(c, session_id, gap))

    async def add_mark(self, session_id: str, mark: Mark) -> None:
        """Keep a mark; one at the same moment gets its note."""
        await self._handle.change(lambda c: rows.insert_mark(c, session_id, mark))

    async def correct(self, session_id: str, turn: int, text: str | None) -> Segment:
        """Write a segment as the user does; as it is now.

        What the recogniser wrote is kept beside it, and None brings it back. Whatever the
        recogniser still says of this turn changes that, and not the user's text.

        Raises:
            UsageError: There is no such segment.
        """
        return await self._handle.change(lambda c: segments.correct(c, session_id, turn, text))

    async def give(self, session_id: str, turn: int, label: str) -> Segment:
        """Say whose voice a segment is, as the user does; "" for what the engine tells.

        Raises:
            UsageError: There is no such segment.
        """
        return await self._handle.change(lambda c: segments.give(c, session_id, turn, label))

    async def strike(self, session_id: str, start_ms: int, end_ms: int) -> Gap:
        """Take a stretch off the record for good; the gap that tells of it.

        Words and marks of it are in no file, search or export any more, nor can a segment
        that comes later bring them back.
        """

        def job(connection: Connection) -> Gap:
            with transaction(connection):
                gap = segments.strike(connection, session_id, start_ms, end_ms)
            self._forget(connection)
            return gap

        return await self._handle.alone(job)

    async def remove_mark(self, session_id: str, mark: Mark) -> None:
        """Forget a mark."""
        await self._handle.change(lambda c: rows.delete_mark(c, session_id, mark))

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
        """End, up to their last words, the sessions whose program died; newest first.

        One with nothing in it is forgotten: it never began, or nobody spoke.
        """

        def job(connection: Connection) -> tuple[Session, ...]:
            dead = rows.select_dead(connection, self._owner.is_alive)
            kept = [session for session in dead if session.finals or session.seconds]
            for session in dead:
                if session not in kept:
                    self._delete(connection, session.id)
            with transaction(connection):
                for session in kept:
                    rows.end_session(connection, session.id, session.seconds, rows.RECOVERED)
            self._owner.forget_dead()
            alive = self._owner.is_alive
            return tuple(rows.select_session(connection, session.id, alive) for session in kept)

        return await self._handle.alone(job)

    async def rename(self, session_id: str, title: str) -> None:
        """Give a session a title of the user's own."""
        await self._handle.change(lambda c: rows.rename_session(c, session_id, title))

    async def name_speaker(self, session_id: str, label: str, name: str) -> None:
        """Call a speaker of a session by a name instead of the engine's label; "" for that."""
        await self._handle.change(lambda c: rows.name_speaker(c, session_id, label, name))

    async def names(self, most: int) -> list[str]:
        """The names that speakers of any session were given, those given last first."""
        return await self._handle.read(lambda c: rows.select_all_names(c, most))

    async def sessions(
        self, wanted: str | Wanted = "", *, limit: int = listing.NEWEST
    ) -> tuple[Session, ...]:
        """The sessions that are wanted, newest first.

        Args:
            wanted: What they must be, or the words, or parts of words, that they must hold.
            limit: At most so many.

        Raises:
            UsageError: What is searched for is no text.
        """
        found = await self._listed(wanted, listing.NEWEST, limit)
        return tuple(session for _, session in found)

    async def pages(
        self, wanted: str | Wanted = "", *, size: int
    ) -> AsyncIterator[tuple[Session, ...]]:
        """As `sessions`, `size` at a time, whatever comes and goes meanwhile; at least one page."""
        below = listing.NEWEST
        while found := await self._listed(wanted, below, size):
            yield tuple(session for _, session in found)
            if len(found) < size:
                return
            below = found[-1][0]
        if below == listing.NEWEST:
            yield ()

    async def _listed(self, wanted: str | Wanted, below: int, limit: int) -> list[listing.Numbered]:
        asked = Wanted(words=wanted) if isinstance(wanted, str) else wanted

        def job(connection: Connection) -> list[listing.Numbered]:
            return listing.select(connection, self._owner.is_alive, asked, below, limit)

        return await self._handle.read(job)

    async def hits(self, session_id: str, words: str) -> tuple[Segment, ...]:
        """The segments of a session that hold one of the words, without their words' times."""
        looked_for = Search(words)

        def job(connection: Connection) -> tuple[Segment, ...]:
            number = rows.number_of(connection, session_id)
            return segments.holding(connection, number, looked_for)

        return await self._handle.read(job)

    async def count(self) -> int:
        """How many sessions there are."""
        return await self._handle.read(listing.count)

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

        def job(connection: Connection) -> Transcript:
            session = rows.select_session(connection, session_id, self._owner.is_alive)
            number = rows.number_of(connection, session_id)
            return Transcript(
                session=session,
                segments=segments.select(connection, number),
                gaps=rows.select_gaps(connection, number),
                marks=rows.select_marks(connection, number),
                names=rows.select_names(connection, number),
                information=rows.select_information(connection, number),
            )

        return await self._handle.read(job)

    async def delete(self, *session_ids: str) -> None:
        """Delete sessions for good: nothing of their text is left in the library's files.

        Raises:
            UsageError: There is no such session, or another program still captions it.
        """

        def job(connection: Connection) -> None:
            for session_id in session_ids:
                self._refuse_running(connection, session_id)
            for session_id in session_ids:
                self._delete(connection, session_id)
            self._forget(connection)

        await self._handle.alone(job)

    async def hide(self, session_id: str) -> None:
        """Put a session out of sight; it is deleted by `purge`, unless `show` comes before.

        Raises:
            UsageError: There is no such session, or another program still captions it.
        """

        def job(connection: Connection) -> None:
            self._owner.claim()
            with transaction(connection):
                self._refuse_running(connection, session_id)
                rows.hide_session(connection, session_id, self._owner.token)

        await self._handle.alone(job)

    async def show(self, session_id: str) -> None:
        """Bring a session that was put out of sight back."""
        await self._handle.change(lambda c: rows.show_session(c, session_id))

    async def purge(self) -> None:
        """Delete what this program, or one that is gone, has put out of sight."""

        def job(connection: Connection) -> None:
            hidden = rows.select_hidden(connection, self._owner.is_another_alive)
            for session_id in hidden:
                self._delete(connection, session_id)
            if hidden:
                self._forget(connection)

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

    def _refuse_running(self, connection: Connection, session_id: str) -> None:
        session = rows.select_session(connection, session_id, self._owner.is_another_alive)
        if session.running:
            raise UsageError(
                Sentence("“{title}” is still running.", title=session.title), "Stop it first."
            )

    def _delete(self, connection: Connection, session_id: str) -> None:
        deletion.delete_session(connection, session_id)
        if self._path is not None:
            sound_store.forget(self._path, session_id)

    def _forget(self, connection: Connection) -> None:
        """Leave nothing of what was deleted in any file."""
        if self._path is not None:
            migration.forget_old(self._path)
        deletion.give_back(connection)

    async def _starting(self, start: str) -> tuple[Session, ...]:
        alive = self._owner.is_alive
        return await self._handle.read(lambda c: tuple(listing.starting(c, start, alive)))
