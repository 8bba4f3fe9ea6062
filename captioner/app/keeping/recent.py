"""What was said of late, for whoever counts words in it."""

from captioner.app.keeping.library import Sessions
from captioner.core.transcript import Segment

MOST_SESSIONS = 10
MOST_S = 4 * 3600.0
"""How much of the library is read, so that it is there in a moment."""


async def recent(library: Sessions) -> dict[str, tuple[Segment, ...]]:
    """The segments of the newest sessions, by the session's id.

    Raises:
        StorageError: The library cannot be read.
    """
    said: dict[str, tuple[Segment, ...]] = {}
    seconds = 0.0
    for session in (await anext(library.pages()))[:MOST_SESSIONS]:
        transcript = await library.transcript(session.id)
        if transcript.segments:
            said[session.id] = transcript.segments
        seconds += session.seconds
        if seconds >= MOST_S:
            break
    return said
