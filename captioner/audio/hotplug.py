"""Devices that come and go, and defaults that change."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from captioner.audio.devices import this_host
from captioner.audio.in_thread import in_thread
from captioner.core.sources import SourceInfo

_SETTLE_S = 0.3
"""One plug makes several changes; they are told as one."""

_STOP_LIMIT_S = 3.0


class Hotplug:
    """Tells the list of sources, and again when it, or what a role follows, changes."""

    def __init__(self, on_list: Callable[[tuple[SourceInfo, ...]], None]) -> None:
        """Begins; `on_list` is called on the loop's thread."""
        self._on_list = on_list
        self._loop = asyncio.get_running_loop()
        self._host = this_host()
        self._stirred = asyncio.Event()
        self._task = self._loop.create_task(self._compare())
        self._watch = self._host.watch(self._stir)

    async def close(self) -> None:
        """Ends it, thread included."""
        self._task.cancel()
        with suppress(TimeoutError):
            await in_thread(self._watch.stop, limit_s=_STOP_LIMIT_S)

    def _stir(self) -> None:
        with suppress(RuntimeError):  # the loop is closed
            self._loop.call_soon_threadsafe(self._stirred.set)

    async def _compare(self) -> None:
        known: tuple[SourceInfo, ...] = ()
        while True:
            sources = await in_thread(self._host.sources)
            if sources != known:
                known = sources
                self._loop.call_soon(self._on_list, sources)
            await self._stirred.wait()
            await asyncio.sleep(_SETTLE_S)
            self._stirred.clear()
