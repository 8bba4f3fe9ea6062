"""What is heard: a device, a file or silence, counted from its own sample 0."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from captioner.app.faults import report
from captioner.core.audio import Chunk
from captioner.core.sources import SourceInfo


class Source(Protocol):
    """It is open, and gives its sound chunk by chunk."""

    @property
    def info(self) -> SourceInfo:
        """What is really recorded."""
        ...

    @property
    def live(self) -> bool:
        """Whether sound comes when it comes; a file waits for its reader instead."""
        ...

    async def __anext__(self) -> Chunk:
        """The next chunk; StopAsyncIteration at its end, SourceGone when it is lost."""
        ...

    async def close(self) -> None:
        """Give it back; safe to call twice."""
        ...


OpenSource = Callable[[], Awaitable[Source]]


async def give_back(source: Source) -> None:
    """Close a source; one that fails to close is nobody's trouble but ours."""
    try:
        await source.close()
    except Exception as fault:  # noqa: BLE001 - whatever a sound library raises at the end
        report(fault, "A source could not be closed.")
