"""What is understood of a few seconds of a source: the *Test* beside the source picker."""

from captioner.app.hearing.source import OpenSource, Source
from captioner.core.audio import RATE, Chunk
from captioner.core.events import Event, Final
from captioner.engines.base import Engine
from captioner.engines.wishes import Wishes


class _Limited:
    """The first `samples` of a source."""

    def __init__(self, source: Source, samples: int) -> None:
        self._source = source
        self._left = samples

    def __aiter__(self) -> "_Limited":
        return self

    async def __anext__(self) -> Chunk:
        """The next chunk, until there were enough."""
        if self._left <= 0:
            raise StopAsyncIteration
        chunk = await self._source.__anext__()
        self._left -= chunk.samples
        return chunk


async def understand(engine: Engine, open_source: OpenSource, seconds: float) -> str:
    """The finals of `seconds` of a source, joined by spaces; "" for none.

    Raises:
        CaptionerError: Source or engine cannot be used.
    """
    texts: list[str] = []

    def emit(event: Event) -> None:
        if isinstance(event, Final) and not event.amends:
            texts.append(event.text)

    source = await open_source()
    try:
        await engine.run(_Limited(source, round(seconds * RATE)), Wishes(), emit)
    finally:
        await source.close()
    return " ".join(texts)
