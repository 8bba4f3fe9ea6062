"""One thread for calls that may block, so that the loop never does."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import TypeVar

from captioner.core.errors import StorageError

T = TypeVar("T")


class Worker:
    """Runs calls one after the other in a thread of its own.

    The thread is a daemon: a disk or keyring that never answers cannot keep the
    program from ending. A call once handed in is made even if nobody waits for it any
    more, so that a caller who loses patience loses no data.
    """

    def __init__(self, name: str) -> None:
        self._calls: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._stopped = False
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    async def run(self, function: Callable[[], T]) -> T:
        """The result of `function()`, or what it raises.

        Raises:
            StorageError: It was stopped: the call would never be made.
        """
        if self._stopped:
            raise StorageError(
                "Captioner is closing.", "What was written is there at the next start."
            )
        future: Future[T] = Future()
        future.set_running_or_notify_cancel()  # from here on it cannot be cancelled

        def call() -> None:
            try:
                future.set_result(function())
            except BaseException as error:  # noqa: BLE001 - whatever it is, the caller gets it
                future.set_exception(error)

        self._calls.put(call)
        return await asyncio.wrap_future(future)

    def stop(self) -> None:
        """Let the thread end after the calls it already has."""
        self._stopped = True
        self._calls.put(None)

    def _work(self) -> None:
        while (call := self._calls.get()) is not None:
            call()
