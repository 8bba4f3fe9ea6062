"""The user's sessions: kept on disk, or in memory only with *Keep nothing*.

Where the disk cannot keep a session, it is held in memory and every write of it says so;
the first one that finds the disk in order takes the whole session there.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from captioner.app.keeping.beginning import Beginning
from captioner.app.keeping.disk import Disk
from captioner.app.keeping.free_path import free_path
from captioner.app.keeping.unsaved import Held, Unsaved, with_unsaved
from captioner.core.errors import StorageError, UsageError
from captioner.core.events import SessionInformation
from captioner.core.export.file_name import name_of
from captioner.core.export.wish import AS_USUAL, Wish
from captioner.core.file_kinds import Kind
from captioner.core.sentence import Sentence
from captioner.core.transcript import Gap, Mark, Segment, Session, Transcript
from captioner.core.wanted import Wanted
from captioner.storage.library import Library

PAGE = 50
MOST_NAMES = 200
"""How many names of speakers are offered again."""

Export = Callable[[Transcript, str, Path, Wish], None]


class Sessions:
    """Every session there is, whichever library holds it.

    Args:
        disk: The library that lasts.
        formats: Export format → what is said of it.
        write: Writes a transcript in a format to a path, replacing what is there.
    """

    def __init__(self, disk: Disk, formats: Mapping[str, Kind], write: Export) -> None:
        self._disk, self._beginning = disk, Beginning(disk)
        self._memory: Library | None = None
        self._fleeting: set[str] = set()
        self._unsettled: set[str] = set()
        self._settling = asyncio.Lock()
        self._held = Held()
        self._catching_up: asyncio.Task[None] | None = None
        self._formats = formats
        self._write = write

    @property
    def trouble(self) -> StorageError | None:
        """Why nothing can be kept on disk now; None if all is well."""
        return self._disk.trouble

    async def begin(self, started: datetime, engine: str, *, keep: bool) -> Session:
        """A new session; without `keep` it lives in memory until the program ends.

        One that the disk does not take within a second begins in memory as well, and
        goes to the disk when that can be written again.
        """
        if keep:
            with suppress(StorageError):
                session = await self._beginning.begin(started, engine)
                if session is not None:
                    self._catching_up = asyncio.create_task(self._catch_up())
                    return session
        if self._memory is None:
            self._memory = await Library.open(None)
        session = await self._memory.begin(started, engine)
        self._fleeting.add(session.id)
        if keep:
            self._unsettled.add(session.id)
        return session

    def hold(self, session: Session, unsaved: Unsaved) -> None:
        """Read a session, until it ends and after, with what is not on disk yet of it."""
        self._held.hold(session, unsaved)

    async def add(self, session_id: str, segment: Segment) -> None:
        """Keep a segment; returns when it is on disk."""
        await self._keep(session_id, lambda library: library.add(session_id, segment))

    async def amend(self, session_id: str, segment: Segment) -> None:
        """Replace the text of the segment of the same turn."""
        await self._keep(session_id, lambda library: library.amend(session_id, segment))

    async def add_gap(self, session_id: str, gap: Gap) -> None:
        """Keep a stretch that was not heard."""
        await self._keep(session_id, lambda library: library.add_gap(session_id, gap))

    async def add_mark(self, session_id: str, mark: Mark) -> None:
        """Keep a mark."""
        await self._keep(session_id, lambda library: library.add_mark(session_id, mark))

    async def end(
        self,
        session: Session,
        seconds: float,
        billed_s: float,
        information: SessionInformation | None,
    ) -> Session:
        """Close a session in order; as it is kept."""
        self._held.end(session)
        ended = await self._of(session.id).end(session.id, seconds, billed_s, information)
        with suppress(StorageError):  # `keeps` tells
            await self._settle(session.id)
        return ended

    async def discard(self, session: Session) -> None:
        """Forget a session that never began."""
        self._held.forget(session.id)
        library = self._of(session.id)
        await library.end(session.id, 0.0)
        await self.delete(session.id)

    async def pages(
        self, wanted: str | Wanted = "", size: int = PAGE
    ) -> AsyncIterator[tuple[Session, ...]]:
        """The sessions that are wanted, or whose title or text holds it, newest first.

        They come `size` at a time: the first page is there at once, whatever there is.

        Raises:
            StorageError: The library cannot be read.
            UsageError: What is searched for is no text.
        """
        fleeting = await self._memory.sessions(wanted) if self._memory is not None else ()
        if self._disk.library is None:
            yield tuple(sorted(fleeting, key=_started, reverse=True))
            return
        async for page in self._disk.library.pages(wanted, size=size):
            yield tuple(sorted((*fleeting, *page), key=_started, reverse=True))
            fleeting = ()

    async def transcript(self, session_id: str) -> Transcript:
        """A session with everything in it, also with what is not saved of it.

        Raises:
            UsageError: There is none of this name.
        """
        if (held := self._held.of(session_id)) is not None:
            library = self._memory if session_id in self._fleeting else self._disk.library
            return await with_unsaved(library, *held)
        return await self._of(session_id).transcript(session_id)

    async def rename(self, session_id: str, title: str) -> None:
        """Give a session a title of the user's own."""
        await self._of(session_id).rename(session_id, title)

    async def name_speaker(self, session_id: str, label: str, name: str) -> None:
        """Call a speaker of a session so in every line and export of it; "" for the label."""
        await self._of(session_id).name_speaker(session_id, label, name)

    async def names(self) -> list[str]:
        """The names that were given to speakers of the sessions there are, the last one first."""
        found = [await self._memory.names(MOST_NAMES)] if self._memory is not None else []
        if self._disk.library is not None:
            found.append(await self._disk.library.names(MOST_NAMES))
        return list(dict.fromkeys(name for names in found for name in names))[:MOST_NAMES]

    async def hits(self, session_id: str, words: str) -> tuple[Segment, ...]:
        """The segments of a session that hold one of the words."""
        return await self._of(session_id).hits(session_id, words)

    async def correct(self, session_id: str, turn: int, text: str | None) -> Segment:
        """Write a line as the user does; None brings back what the recogniser wrote."""
        return await self._of(session_id).correct(session_id, turn, text)

    async def give(self, session_id: str, turn: int, label: str) -> Segment:
        """Say whose voice a line is, as the user does; "" for what the engine tells."""
        return await self._of(session_id).give(session_id, turn, label)

    async def strike(self, session_id: str, start_ms: int, end_ms: int) -> Gap:
        """Take a stretch off the record for good; the gap that tells of it."""
        return await self._of(session_id).strike(session_id, start_ms, end_ms)

    async def remove_mark(self, session_id: str, mark: Mark) -> None:
        """Forget a mark; `add_mark` at the same moment changes its note."""
        await self._of(session_id).remove_mark(session_id, mark)

    async def put_away(self, session_id: str) -> None:
        """Delete a session in such a way that `bring_back` can undo it until `purge`."""
        await self._of(session_id).hide(session_id)

    async def bring_back(self, session_id: str) -> None:
        """Undo `put_away`."""
        await self._of(session_id).show(session_id)

    async def purge(self) -> None:
        """Delete for good what was put away; `close` does that, too.

        Raises:
            StorageError: It cannot be written; the next start does it.
        """
        if self._memory is not None:
            await self._memory.purge()
        if self._disk.library is not None:
            await self._disk.library.purge()

    async def delete(self, session_id: str) -> None:
        """Delete a session for good."""
        await self._of(session_id).delete(session_id)
        self._held.forget(session_id)
        self._fleeting.discard(session_id)
        self._unsettled.discard(session_id)

    def formats(self) -> Mapping[str, Kind]:
        """Export format → what is said of it."""
        return self._formats

    async def export(
        self, session_id: str, format_name: str, path: Path, wish: Wish = AS_USUAL
    ) -> None:
        """Write what is wanted of a session to `path`.

        Raises:
            UsageError: There is no such session or format.
            StorageError: The file cannot be written.
        """
        if format_name not in self._formats:
            raise UsageError(
                Sentence("There is no format “{name}”.", name=format_name),
                Sentence("Choose {choices}.", choices=", ".join(self._formats)),
            )
        transcript = await self.transcript(session_id)
        await asyncio.to_thread(self._write, transcript, format_name, path, wish)

    async def export_into(
        self, session_id: str, format_name: str, folder: Path, wish: Wish = AS_USUAL
    ) -> Path:
        """Write what is wanted of a session to a new file in a folder; where that is.

        Raises:
            UsageError: There is no such session.
            StorageError: The file cannot be written.
        """
        transcript = await self.transcript(session_id)
        name = f"{name_of(transcript.session)}{self._formats[format_name].suffix}"

        def write() -> Path:
            path = free_path(folder / name)
            self._write(transcript, format_name, path, wish)
            return path

        return await asyncio.to_thread(write)

    async def close(self) -> None:
        """Close the libraries; what was only in memory is gone."""
        if self._catching_up is not None:
            self._catching_up.cancel()
        if self._memory is not None:
            await self._memory.close()
        await self._disk.close()

    def keeps(self, session: Session) -> bool:
        """Whether a session outlives the program."""
        return session.id not in self._fleeting

    async def _catch_up(self) -> None:
        """The disk takes sessions again: give it what it lacks of those that are over."""
        for session, rest in self._held.over():
            try:
                for write in rest:
                    await write(self)
            except StorageError:
                return  # it is tried again when the next session begins
            except UsageError:  # it was deleted
                pass
            self._held.forget(session.id)

    def _of(self, session_id: str) -> Library:
        if session_id in self._fleeting and self._memory is not None:
            return self._memory
        return self._disk.readable()

    async def _keep(self, session_id: str, write: Callable[[Library], Awaitable[None]]) -> None:
        """Write; what the disk cannot take is in memory when its error is raised."""
        await write(self._of(session_id))
        await self._settle(session_id)

    async def _settle(self, session_id: str) -> None:
        """Take a session that began in memory to the disk, if that is where it belongs."""
        async with self._settling:
            if session_id not in self._unsettled or self._memory is None:
                return
            disk = await self._disk.writable()
            await disk.put(await self._memory.take(session_id))
            self._unsettled.discard(session_id)
            self._fleeting.discard(session_id)
            await self._memory.delete(session_id)


def _started(session: Session) -> str:
    return session.started
