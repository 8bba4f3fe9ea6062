"""One asyncio loop inside Qt's: the only file that knows qasync.

What is done here answers to how qasync 0.28 behaves: tasks are held here because its slots
hold them weakly, leaving by Qt's own quit would end the loop before the last task has
finished, and its default executor starts ten threads.
"""

import asyncio
import contextlib
import signal
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

_THREADS = 4


class Loop(QEventLoop):  # type: ignore[misc] # qasync has no types
    """Qt's loop whose timers can be asked when they are due, as asyncio promises."""

    def call_later(
        self,
        delay: float,
        callback: Callable[..., object],
        *args: object,
        context: Context | None = None,
    ) -> asyncio.Handle:
        """See `asyncio.loop.call_later`."""
        handle = asyncio.TimerHandle(self.time() + delay, callback, args, self, context)
        return self._add_callback(handle, delay)  # type: ignore[no-any-return] # as above

    def _timer_handle_cancelled(self, handle: asyncio.TimerHandle) -> None:
        """Nothing to do: a cancelled handle is passed over when its timer fires."""


class Tasks:
    """Tasks that nobody awaits, held until they are done."""

    def __init__(self, failed: Callable[[BaseException], None]) -> None:
        self._failed = failed
        self._running: set[asyncio.Task[None]] = set()

    def spawn(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        """Start `work`; what it raises is told at once, not when it is collected."""
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._failed(error)

    async def end(self) -> None:
        """Cancel what still runs and wait for it."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)


def run_until_done(
    app: QApplication,
    main: Callable[[], Coroutine[object, object, int]],
    quit_wanted: Callable[[], None],
    loop_failed: Callable[[dict[str, object]], None],
) -> int:
    """Run `main` on Qt's event loop and return what it returns.

    Args:
        app: The application.
        main: The whole life of the window.
        quit_wanted: Called when the system asks the program to end.
        loop_failed: Called with the context of an error in a callback of the loop.
    """
    app.setQuitOnLastWindowClosed(False)

    async def lived() -> int:
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(_THREADS, thread_name_prefix="captioner"))
        loop.set_exception_handler(lambda _, context: loop_failed(context))
        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(NotImplementedError):  # Windows
                loop.add_signal_handler(number, quit_wanted)
        return await main()

    with asyncio.Runner(loop_factory=lambda: Loop(app)) as runner:
        return runner.run(lived())
