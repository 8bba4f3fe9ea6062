"""Blocking calls off the loop's thread."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


async def in_thread(
    work: Callable[[], T],
    *,
    limit_s: float | None = None,
    unwanted: Callable[[T], object] | None = None,
) -> T:
    """Does `work` in a thread of its own and waits for it, at most `limit_s`.

    The thread is a daemon and is left alone if it hangs: sound libraries do, and neither
    the window nor the end of the program may wait for them.

    Args:
        work: The blocking call.
        limit_s: Seconds; None waits for ever.
        unwanted: Puts away a result that came after the limit, or after the caller was
            cancelled; called in the thread.

    Raises:
        TimeoutError: The limit has passed.
    """
    outcome: Future[T] = Future()
    outcome.set_running_or_notify_cancel()  # from here on, cancelling the caller leaves it alone

    def run() -> None:
        try:
            outcome.set_result(work())
        except BaseException as error:  # noqa: BLE001 - handed to the caller, whatever it is
            outcome.set_exception(error)

    threading.Thread(target=run, name="captioner-audio", daemon=True).start()
    try:
        async with asyncio.timeout(limit_s):
            return await asyncio.wrap_future(outcome)
    except (TimeoutError, asyncio.CancelledError):
        if unwanted is not None:
            outcome.add_done_callback(lambda late: late.exception() or unwanted(late.result()))
        raise
