"""Calls that are due later, and none of them once whoever wanted them is over."""

import asyncio
from collections.abc import Callable


class Timers:
    """The timers of one owner."""

    def __init__(self) -> None:
        self._running: list[asyncio.TimerHandle] = []

    def later(self, seconds: float, call: Callable[[], None]) -> asyncio.TimerHandle:
        """Call in so many seconds; at once if that is not in the future."""
        loop = asyncio.get_running_loop()
        self._running = [timer for timer in self._running if timer.when() > loop.time()]
        timer = loop.call_later(max(0.0, seconds), call)
        self._running.append(timer)
        return timer

    def close(self) -> None:
        """Call nobody any more."""
        for timer in self._running:
            timer.cancel()
