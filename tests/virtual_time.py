"""A loop whose clock jumps to the next thing that is due: hours pass in milliseconds."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

WAIT_FOR_THREADS_S = 10.0
"""Real seconds in which a thread may still wake a loop that has nothing to do."""


class _JumpingSelector(selectors.DefaultSelector):
    """Never waits; tells the loop how long it would have waited."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        ready = super().select(0)
        if not ready and timeout is None:
            ready = super().select(WAIT_FOR_THREADS_S)
            if not ready:
                raise RuntimeError("nothing will ever happen again: the test hangs")
        elif not ready and timeout:
            self.now += timeout
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)
        # What is due within one tick of the system's clock is done at once, and Windows' is 16 ms.
        self._clock_resolution = 1e-9

    def time(self) -> float:
        return self._jumping.now

    def stand_still(self, seconds: float) -> None:
        self._jumping.now += seconds


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run `main` to its end in virtual time, starting at 0.0."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(main)


def stand_still(seconds: float) -> None:
    """The program is stopped, or starved of the processor, for so long."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, VirtualLoop)
    loop.stand_still(seconds)
