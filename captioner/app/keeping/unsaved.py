"""A transcript with all that was shown, also while its library lacks some of it."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from captioner.app.keeping.keeper import Write
from captioner.core.errors import StorageError, UsageError
from captioner.core.transcript import Session, Transcript
from captioner.storage.library import Library
from captioner.storage.transfer import Whole

PATIENCE_S = 10.0
"""How long a disk that does not answer is waited for."""


Unsaved = Callable[[], Sequence[Write]]


class Held:
    """What is not on disk yet of the session that runs, and of those that are over."""

    def __init__(self) -> None:
        self._running: dict[str, tuple[Session, Unsaved]] = {}
        self._over: dict[str, tuple[Session, Sequence[Write]]] = {}

    def hold(self, session: Session, unsaved: Unsaved) -> None:
        """A session begins; `unsaved` tells what waits of it, in order."""
        self._running[session.id] = session, unsaved

    def end(self, session: Session) -> None:
        """It is over: what waits now is all that there will be."""
        _, unsaved = self._running.pop(session.id, (session, tuple))
        if rest := tuple(unsaved()):
            self._over[session.id] = session, rest

    def forget(self, session_id: str) -> None:
        """Nothing of it waits any more."""
        self._running.pop(session_id, None)
        self._over.pop(session_id, None)

    def of(self, session_id: str) -> tuple[Session, Sequence[Write]] | None:
        """A session and what waits of it; None where nothing does."""
        if session_id in self._running:
            session, unsaved = self._running[session_id]
            rest = unsaved()
            return (session, rest) if rest else None
        return self._over.get(session_id)

    def over(self) -> list[tuple[Session, Sequence[Write]]]:
        """The sessions that are over and of which something waits."""
        return list(self._over.values())


async def with_unsaved(
    library: Library | None, session: Session, unsaved: Sequence[Write]
) -> Transcript:
    """What a library holds of a session, and what is still to be written there.

    Of a library that is gone, or does not answer, only the latter is there.

    Args:
        library: Where the session is; None where that cannot be read.
        session: Which one.
        unsaved: What waits to be written, in order.
    """
    kept = Transcript(session)
    wholes: tuple[Whole, ...] = ()
    if library is not None:
        with suppress(StorageError, UsageError, TimeoutError):
            async with asyncio.timeout(PATIENCE_S):
                kept = await library.transcript(session.id)
                wholes = await library.take(session.id)
    scratch = await Library.open(None)
    try:
        await scratch.put(wholes or [_empty(session)])
        for write in unsaved:
            await write(scratch)
        shown = await scratch.transcript(session.id)
    finally:
        await scratch.close()
    on_disk = {segment.turn: segment for segment in kept.segments}
    segments = tuple(
        replace(segment, saved=on_disk.get(segment.turn) == segment) for segment in shown.segments
    )
    return replace(shown, session=replace(kept.session, finals=len(segments)), segments=segments)


def _empty(session: Session) -> Whole:
    row = {
        "id": session.id,
        "title": session.title,
        "started": session.started,
        "seconds": session.seconds,
        "engine": session.engine,
    }
    return Whole(row)
