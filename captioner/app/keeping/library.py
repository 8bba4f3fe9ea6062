"""The user's sessions: kept on disk, or in memory only with *Keep nothing*."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from captioner.core.errors import UsageError
from captioner.core.events import SessionInformation
from captioner.core.sentence import Sentence
from captioner.core.transcript import Gap, Mark, Segment, Session, Transcript
from captioner.storage.library import Library

Write = Callable[[Transcript, str, Path], None]


class Sessions:
    """Every session there is, whichever library holds it.

    Args:
        disk: The library that lasts.
        formats: Export format → its name on screen.
        write: Writes a transcript in a format to a path, replacing what is there.
    """

    def __init__(self, disk: Library, formats: Mapping[str, str], write: Write) -> None:
        self._disk = disk
        self._memory: Library | None = None
        self._fleeting: set[str] = set()
        self._formats = formats
        self._write = write

    async def begin(self, started: datetime, engine: str, *, keep: bool) -> Session:
        """A new session; without `keep` it lives in memory until the program ends."""
        if keep:
            return await self._disk.begin(started, engine)
        if self._memory is None:
            self._memory = await Library.open(None)
        session = await self._memory.begin(started, engine)
        self._fleeting.add(session.id)
        return session

    async def add(self, session_id: str, segment: Segment) -> None:
        """Keep a segment; returns when it is on disk."""
        await self._of(session_id).add(session_id, segment)

    async def amend(self, session_id: str, segment: Segment) -> None:
        """Replace the text of the segment of the same turn."""
        await self._of(session_id).amend(session_id, segment)

    async def add_gap(self, session_id: str, gap: Gap) -> None:
        """Keep a stretch that was not heard."""
        await self._of(session_id).add_gap(session_id, gap)

    async def add_mark(self, session_id: str, mark: Mark) -> None:
        """Keep a mark."""
        await self._of(session_id).add_mark(session_id, mark)

    async def end(
        self,
        session: Session,
        seconds: float,
        billed_s: float,
        information: SessionInformation | None,
    ) -> Session:
        """Close a session in order; as it is kept."""
        return await self._of(session.id).end(session.id, seconds, billed_s, information)

    async def discard(self, session: Session) -> None:
        """Forget a session that never began."""
        library = self._of(session.id)
        await library.end(session.id, 0.0)
        await self.delete(session.id)

    async def list(self, search: str = "") -> tuple[Session, ...]:
        """The sessions whose title or text holds `search`, newest first."""
        kept = await self._disk.sessions(search)
        fleeting = await self._memory.sessions(search) if self._memory is not None else ()
        return tuple(sorted((*fleeting, *kept), key=_started, reverse=True))

    async def transcript(self, session_id: str) -> Transcript:
        """A session with everything in it.

        Raises:
            UsageError: There is none of this name.
        """
        return await self._of(session_id).transcript(session_id)

    async def rename(self, session_id: str, title: str) -> None:
        """Give a session a title of the user's own."""
        await self._of(session_id).rename(session_id, title)

    async def name_speaker(self, session_id: str, label: str, name: str) -> None:
        """Call a speaker of a session by a name, in every line and export of it."""
        await self._of(session_id).name_speaker(session_id, label, name)

    async def delete(self, session_id: str) -> None:
        """Delete a session for good."""
        await self._of(session_id).delete(session_id)
        self._fleeting.discard(session_id)

    def formats(self) -> Mapping[str, str]:
        """Export format → its name on screen."""
        return self._formats

    async def export(self, session_id: str, format_name: str, path: Path) -> None:
        """Write a session to `path`.

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
        await asyncio.to_thread(self._write, transcript, format_name, path)

    async def close(self) -> None:
        """Close the libraries; what was only in memory is gone."""
        for library in (self._memory, self._disk):
            if library is not None:
                await library.close()

    def keeps(self, session: Session) -> bool:
        """Whether a session outlives the program."""
        return session.id not in self._fleeting

    def _of(self, session_id: str) -> Library:
        if session_id in self._fleeting and self._memory is not None:
            return self._memory
        return self._disk


def _started(session: Session) -> str:
    return session.started
