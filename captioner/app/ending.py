"""What becomes of a session that is over: kept or discarded, and told."""

from contextlib import suppress
from typing import TYPE_CHECKING

from captioner.app.keeping.library import Sessions
from captioner.app.observer import Observer
from captioner.app.telling import Telling
from captioner.core import titles
from captioner.core.errors import StorageError
from captioner.core.status import Condition, Status
from captioner.core.transcript import Session

if TYPE_CHECKING:
    from captioner.app.runner import Runner

HURRY_S = 3.0
"""How long the end of the program, or of a session that is broken, waits for last words."""

LAST_WORDS_S = 60.0
"""How long it waits where nobody sees that it does."""


async def conclude(
    runner: "Runner", library: Sessions, observer: Observer, telling: Telling, *, opened: bool
) -> Session:
    """End the session in the library, and tell the user what is kept of it.

    Args:
        runner: The session; nothing more is heard or recognised of it.
        library: Where it is kept.
        observer: Who is told.
        telling: Knows since when something of it is not on disk.
        opened: Whether captions could come; else it is as if it had never begun.

    Returns:
        The session as it is kept now.
    """
    if not opened:
        with suppress(StorageError):  # an empty session is left; the next start drops it
            await library.discard(runner.session)
        return runner.session
    session, lanes, condition = runner.session, runner.lanes, Condition.ENDED_UNKEPT
    try:
        session = await library.end(session, lanes.seconds, lanes.billed_s, lanes.information)
    except StorageError as error:
        observer.error(error)  # it is recovered at the next start, up to what is on disk
        if library.keeps(session) and not runner.all_kept:
            condition = Condition.ENDED_PARTLY_KEPT
    else:
        if library.keeps(session):
            condition = Condition.ENDED if runner.all_kept else Condition.ENDED_PARTLY_KEPT
    told = {"title": session.title, "length": titles.length(lanes.seconds)}
    unsaved = {} if telling.unsaved is None else dict(telling.unsaved.values)
    observer.status(Status(condition, unsaved | told))
    return session
