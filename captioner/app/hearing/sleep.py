"""Noticing that the computer was asleep, and not merely busy or stopped for a while.

A clock that counts sleep runs on against one that does not. A program that was stopped, or
a machine that was busy, moves both alike: nothing has slept then, and what the devices
recorded meanwhile still comes.
"""

import asyncio
from collections.abc import Awaitable, Callable

from captioner.core.sentence import Sentence

TICK_S = 0.5
ASLEEP_S = 1.0
"""A shorter sleep costs no connection and no device."""

ASLEEP = Sentence("the computer was asleep")


async def watch_sleep(slept: Callable[[], float], woke: Callable[[], Awaitable[None]]) -> None:
    """Call `woke` each time the computer wakes up, until cancelled.

    Args:
        slept: How many seconds the computer has slept so far; always the same where it
            cannot tell.
        woke: What is to be done then.
    """
    before = slept()
    while True:
        await asyncio.sleep(TICK_S)
        now = slept()
        if now - before >= ASLEEP_S:
            await woke()
        before = now
