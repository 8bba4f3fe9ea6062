"""Reads a source to its end, by its own count of samples or by a clock that another one keeps.

Only here that count is turned into positions on the session's time line.
"""

import asyncio
from collections.abc import Callable, Sequence

from captioner.app.hearing.source import Source
from captioner.app.hearing.time_line import TimeLine
from captioner.core.arrival import Alignment
from captioner.core.audio import BYTES_PER_SAMPLE, RATE, Chunk, level_of
from captioner.core.watch import SOUND_DB

SETTLED = RATE
"""Samples of a device after which it is known how late its sound comes."""

AHEAD = 2 * RATE
"""Samples a source that is not live may run ahead of its reader."""


async def drain(source: Source, line: TimeLine, is_over: Callable[[], bool]) -> None:
    """Hear a source by its own count of samples; one that is live keeps the session's clock.

    Args:
        source: Ends by itself, or because it is closed.
        line: Where its sound is put.
        is_over: Whether one that is not live need not wait for its reader any more.

    Raises:
        SourceGone: It is lost.
    """
    base: int | None = None
    while True:
        try:
            chunk = await source.__anext__()
        except StopAsyncIteration:
            return
        if base is None:
            base = line.place(_due(chunk, line)) - chunk.position
        line.keep(Chunk(base + chunk.position, chunk.pcm), chunk.samples)
        if source.live:
            line.arrival.heard(line.sound.end, line.came(chunk))
        while not source.live and line.sound.end - line.sound.reached > AHEAD:
            if is_over():
                return
            await asyncio.sleep(0.01)


def _due(first: Chunk, line: TimeLine) -> int:
    """Where on the time line a chunk belongs that comes now."""
    now = line.came(first)
    if line.arrival.origin is None:
        line.arrival.heard(line.sound.end + first.samples, now)
    return line.arrival.due(now) - first.samples


async def follow(source: Source, line: TimeLine) -> None:
    """Hear a source by the clock that another one keeps.

    Args:
        source: A live one; ends by itself, or because it is closed.
        line: Where its sound is put.

    Raises:
        SourceGone: It is lost.
    """
    alignment, first, over = Alignment(line.arrival), list[Chunk](), False
    while not over:
        try:
            chunk = await source.__anext__()
        except StopAsyncIteration:
            over = True
        else:
            first.append(chunk)
            alignment.heard(chunk.end, line.came(chunk))
        if first and (over or first[-1].end - first[0].position >= SETTLED):
            _settle(alignment, first, line)
            break
    while not over:
        try:
            chunk = await source.__anext__()
        except StopAsyncIteration:
            return
        alignment.heard(chunk.end, line.came(chunk))
        position = chunk.position + alignment.shift
        quiet = level_of(chunk.pcm).rms_db < SOUND_DB
        longer = alignment.longer(chunk.samples, quiet=quiet)
        line.keep(Chunk(position, chunk.pcm), chunk.samples + longer)


def _settle(alignment: Alignment, first: Sequence[Chunk], line: TimeLine) -> None:
    """Give what came first its place, now that it is known."""
    start = first[0].position
    if line.arrival.origin is None:
        line.arrival.heard(line.sound.end + first[-1].end - start, line.came(first[-1]))
    due = start + alignment.wanted
    early = -due if line.is_blank else 0
    alignment.shift = line.place(due) - start - max(0, early)
    for chunk in first:
        place = chunk.position + alignment.shift
        if place + chunk.samples > 0:  # the session had begun by then
            before = max(0, -place)
            kept = Chunk(place + before, chunk.pcm[before * BYTES_PER_SAMPLE :])
            line.keep(kept, kept.samples)
