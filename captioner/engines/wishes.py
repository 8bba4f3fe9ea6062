"""The controls of one engine run: a queue that never waits behind audio."""

import asyncio

from captioner.engines.base import Control


class Wishes:
    """`captioner.engines.base.Controls` that somebody fills."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Control] = asyncio.Queue()

    def __aiter__(self) -> "Wishes":
        return self

    async def __anext__(self) -> Control:
        """The next wish."""
        return await self._queue.get()

    def put(self, control: Control) -> None:
        """Wish for something."""
        self._queue.put_nowait(control)
