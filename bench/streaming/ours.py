"""Captioner's own client."""

import asyncio

from report import CHUNK, Report

from captioner.core.audio import Chunk
from captioner.core.engines import ENGINES
from captioner.core.events import Event, Opened, Partial
from captioner.core.retry import OpenLimiter
from captioner.core.settings import Settings
from captioner.engines.assemblyai.client import AssemblyAI
from captioner.engines.assemblyai.tokens import Credentials
from captioner.engines.base import Control


class Sound:
    """Chunks of silence in real time."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._at = 0

    def __aiter__(self) -> "Sound":
        return self

    async def __anext__(self) -> Chunk:
        if self._at == 0:
            self._report.start()
        if len(self._report.handed) == self._report.chunks:
            self._report.print()
            raise StopAsyncIteration
        await asyncio.sleep(self._report.wait_s())
        self._report.hand_in()
        chunk = Chunk(self._at, CHUNK)
        self._at = chunk.end
        return chunk


class NoWishes:
    """Controls that never come."""

    def __aiter__(self) -> "NoWishes":
        return self

    async def __anext__(self) -> Control:
        await asyncio.Event().wait()
        raise AssertionError


async def main() -> None:
    """Stream, then say goodbye."""
    report = Report()

    def emit(event: Event) -> None:
        if isinstance(event, Partial):
            report.event(event.words[-1].text)
        assert not isinstance(event, Opened) or event.id == "bench"

    engine = AssemblyAI(
        ENGINES["assemblyai"], Settings(server_url=report.url), Credentials(), opens=OpenLimiter()
    )
    await engine.run(Sound(report), NoWishes(), emit)


asyncio.run(main())
