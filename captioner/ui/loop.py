"""One asyncio loop inside Qt's: the only file that knows qasync.

What is done here answers to how qasync 0.28 behaves: tasks are held here because its slots
hold them weakly, leaving by Qt's own quit would end the loop before the last task has
finished, its default executor starts ten threads, its timers come up to 5 % early, and it
gives every callback a timer of its own, which takes more time than most callbacks.
"""

import asyncio
import contextlib
import select
import selectors
import signal
import time
from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from math import ceil

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimerEvent
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

_THREADS = 4

_WITHOUT_QT_S = 0.01
_LONGEST_TURN_S = 0.004
"""A quarter of a frame. What is ready then waits until Qt had its turn."""


class Loop(QEventLoop):  # type: ignore[misc] # qasync has no types
    """Qt's loop, which keeps asyncio's promises: what is ready runs in order, nothing early."""

    def __init__(self, app: QApplication) -> None:
        self._soon, self._later = _Ready(), _Later()
        super().__init__(app)

    def call_soon(
        self, callback: Callable[..., object], *args: object, context: Context | None = None
    ) -> asyncio.Handle:
        """See `asyncio.loop.call_soon`."""
        handle = asyncio.Handle(callback, args, self, context)
        self._soon.add(handle)
        return handle

    def call_soon_threadsafe(
        self, callback: Callable[..., object], *args: object, context: Context | None = None
    ) -> asyncio.Handle:
        """See `asyncio.loop.call_soon_threadsafe`."""
        self._check_closed()
        return self.call_soon(callback, *args, context=context)

    def call_later(
        self,
        delay: float,
        callback: Callable[..., object],
        *args: object,
        context: Context | None = None,
    ) -> asyncio.Handle:
        """See `asyncio.loop.call_later`."""
        handle = asyncio.TimerHandle(self.time() + delay, callback, args, self, context)
        self._later.add(handle)
        return handle

    def close(self) -> None:
        """See `asyncio.loop.close`."""
        super().close()
        self._later.close()

    def turn(self, wait_s: float) -> None:
        """What Qt's loop does for this one: what is ready, due, or has come from outside."""
        self._soon.run()
        self._later.run_due()
        keys = {key.fd: key for key in self._selector.get_map().values()}
        reads = [fd for fd, key in keys.items() if key.events & selectors.EVENT_READ]
        writes = [fd for fd, key in keys.items() if key.events & selectors.EVENT_WRITE]
        readable, writable, _ = select.select(reads, writes, [], wait_s)
        for fds, mask in ((readable, selectors.EVENT_READ), (writable, selectors.EVENT_WRITE)):
            for fd in fds:
                self._process_event(keys[fd], mask)

    def _add_callback(self, handle: asyncio.Handle, _delay: float = 0) -> asyncio.Handle:
        """Take what asyncio itself wants to run, such as what follows a signal."""
        self._soon.add(handle)
        return handle

    def _timer_handle_cancelled(self, handle: asyncio.TimerHandle) -> None:
        """Wake up for it no more."""
        self._later.remove(handle)


class _Ready(QObject):
    """What is to run as soon as Qt has a moment. Nothing in it may run a loop of Qt's own."""

    _CALL = QEvent.Type(QEvent.registerEventType())

    def __init__(self) -> None:
        super().__init__()
        self._handles: deque[asyncio.Handle] = deque()
        self._called = False

    def add(self, handle: asyncio.Handle) -> None:
        """Run `handle` after those before it; from any thread."""
        self._handles.append(handle)
        if not self._called:
            self._called = True
            QCoreApplication.postEvent(self, QEvent(self._CALL))

    def customEvent(self, _: QEvent) -> None:
        """Qt has a moment."""
        self.run()

    def timerEvent(self, event: QTimerEvent) -> None:
        """Qt has dealt with everything else."""
        self.killTimer(event.timerId())
        self.run()

    def run(self) -> None:
        """Run what is ready, for as long as Qt can wait."""
        until = time.monotonic() + _LONGEST_TURN_S
        try:
            while self._handles and time.monotonic() < until:
                handle = self._handles.popleft()
                if not handle.cancelled():
                    handle._run()  # noqa: SLF001 - as asyncio's own loops do
        finally:
            self._called = False  # before the look at what is left: a thread may add meanwhile
            if self._handles:
                self._called = True
                self.startTimer(0)  # an event would be next again, before all that Qt has to do


class _Later(QObject):
    """What is to run at its time, and never before it."""

    def __init__(self) -> None:
        super().__init__()
        self._timers: dict[int, asyncio.TimerHandle] = {}

    def add(self, handle: asyncio.TimerHandle) -> None:
        """Run `handle` when it is due."""
        wait_ms = ceil((handle.when() - time.monotonic()) * 1000)
        timer = self.startTimer(max(0, wait_ms), Qt.TimerType.PreciseTimer)
        self._timers[timer] = handle

    def remove(self, handle: asyncio.TimerHandle) -> None:
        """Do not run it."""
        for timer in [timer for timer, waiting in self._timers.items() if waiting is handle]:
            self._end(timer)

    def close(self) -> None:
        """Run nothing any more."""
        for timer in list(self._timers):
            self._end(timer)

    def timerEvent(self, event: QTimerEvent) -> None:
        """A timer has run out."""
        handle = self._end(event.timerId())
        if handle is None:
            return
        if handle.when() > time.monotonic():
            self.add(handle)
        elif not handle.cancelled():
            handle._run()  # noqa: SLF001 - as asyncio's own loops do

    def run_due(self) -> None:
        """Run what is due, without a timer of Qt's."""
        now = time.monotonic()
        for timer, handle in list(self._timers.items()):
            if handle.when() <= now and self._end(timer) is not None and not handle.cancelled():
                handle._run()  # noqa: SLF001 - as asyncio's own loops do

    def _end(self, timer: int) -> asyncio.TimerHandle | None:
        self.killTimer(timer)
        return self._timers.pop(timer, None)


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
        quit_wanted: Called each time the system asks the program to end.
        loop_failed: Called with the context of an error in a callback of the loop.
    """
    app.setQuitOnLastWindowClosed(False)

    async def lived() -> int:
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(_THREADS, thread_name_prefix="captioner"))
        loop.set_exception_handler(lambda _, context: loop_failed(context))
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            with contextlib.suppress(NotImplementedError, AttributeError):  # Windows
                loop.add_signal_handler(getattr(signal, name), quit_wanted)
        return await main()

    with asyncio.Runner(loop_factory=lambda: Loop(app)) as runner:
        return runner.run(lived())


def do_without_qt(loop: asyncio.AbstractEventLoop, work: Coroutine[object, object, None]) -> None:
    """Do `work` now, and what else is due, though Qt's loop does not run.

    Args:
        loop: The loop that `run_until_done` runs.
        work: Must not touch a window.
    """
    task = loop.create_task(work)
    while isinstance(loop, Loop) and not task.done():
        loop.turn(_WITHOUT_QT_S)
