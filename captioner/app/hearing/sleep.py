"""Noticing that the computer was asleep: the clock went on, and nothing else did."""

import asyncio
from collections.abc import Awaitable, Callable

from captioner.core.sentence import Sentence

TICK_S = 0.5
ASLEEP_S = 3.0
"""No computer is so busy that a tick comes this much late."""

ASLEEP = Sentence("the computer was asleep")


async def watch_sleep(clock: Callable[[], float], woke: Callable[[], Awaitable[None]]) -> None:
    """Call `woke` each time the computer wakes up, until cancelled.

    Args:
        clock: Seconds that also count while the computer sleeps.
        woke: What is to be done then.
    """
    while True:
        before = clock()
        await asyncio.sleep(TICK_S)
        if clock() - before >= TICK_S + ASLEEP_S:
            await woke()
