"""A feed that is listened to, and what is told meanwhile."""

import asyncio

from captioner.app.hearing.feed import Feed
from captioner.app.hearing.source import OpenSource
from captioner.app.hearing.time_line import TimeLine
from captioner.app.sound import Sound
from captioner.core.arrival import Arrival
from captioner.core.audio import Chunk
from captioner.core.sources import SourceInfo
from captioner.core.transcript import Gap


class Watching:
    def __init__(self) -> None:
        self.opened: list[str] = []
        self.lost: list[str] = []
        self.gaps: list[Gap] = []

    def source_opened(self, info: SourceInfo) -> None:
        self.opened.append(info.label)

    def source_chosen(self, info: SourceInfo) -> None:
        self.opened.append(f"{info.label}, chosen")

    def source_lost(self, info: SourceInfo, why: str) -> None:
        self.lost.append(info.label)

    def hole(self, gap: Gap) -> None:
        self.gaps.append(gap)


class Listening:
    """A feed with a reader that reads all there is."""

    def __init__(self, opens: OpenSource) -> None:
        clock = asyncio.get_running_loop().time
        self.watching = Watching()
        self.sound = Sound()
        line = TimeLine(self.sound, self.watching.hole, clock, Arrival())
        self.feed = Feed(opens, line, self.watching)
        self.read: list[Chunk] = []

    async def run(self) -> None:
        await self.feed.open()
        await self.feed.run()
        position = 0
        while (chunk := await self.sound.read(position)) is not None:
            self.read.append(chunk)
            position = chunk.end
