"""A transcript with all that was shown, also while its library lacks some of it."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from captioner.app.keeping.keeper import Write
from captioner.core.errors import StorageError, UsageError
from captioner.core.transcript import Session, Transcript
from captioner.storage.library import Library
from captioner.storage.transfer import Whole

PATIENCE_S = 10.0
"""How long a disk that does not answer is waited for."""


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
