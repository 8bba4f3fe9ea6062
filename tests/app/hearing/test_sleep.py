import asyncio

from captioner.app.hearing.sleep import watch_sleep
from tests import virtual_time


class Clock:
    """The loop's clock, and the time the computer slept."""

    def __init__(self) -> None:
        self.slept = 0.0

    def __call__(self) -> float:
        return asyncio.get_running_loop().time() + self.slept


def wakes(*sleeps: float) -> int:
    """How often the computer was seen to wake up from sleeps of so many seconds."""

    async def main() -> int:
        woke: list[bool] = []
        clock = Clock()

        async def note() -> None:
            woke.append(True)

        watching = asyncio.ensure_future(watch_sleep(clock, note))
        for slept in sleeps:
            await asyncio.sleep(10.2)
            clock.slept += slept
        await asyncio.sleep(10)
        watching.cancel()
        return len(woke)

    return virtual_time.run(main())


def test_a_clock_that_went_on_without_us_means_sleep() -> None:
    assert wakes(8 * 3600.0) == 1


def test_each_sleep_is_told_once() -> None:
    assert wakes(60.0, 5.0, 3600.0) == 3


def test_a_busy_moment_is_no_sleep() -> None:
    assert wakes(1.0, 2.5) == 0
