import asyncio

from captioner.app.hearing.sleep import watch_sleep
from tests import virtual_time


def wakes(*sleeps: float, busy_s: float = 0.0) -> int:
    """How often the computer was seen to wake up from sleeps of so many seconds.

    Args:
        sleeps: One after the other.
        busy_s: How long the program is stopped in the middle.
    """

    async def main() -> int:
        woke: list[bool] = []
        slept = [0.0]

        async def note() -> None:
            woke.append(True)

        watching = asyncio.ensure_future(watch_sleep(lambda: slept[0], note))
        for seconds in sleeps:
            await asyncio.sleep(10.2)
            slept[0] += seconds
        virtual_time.stand_still(busy_s)
        await asyncio.sleep(10)
        watching.cancel()
        return len(woke)

    return virtual_time.run(main())


def test_a_clock_that_counts_sleep_runs_away_from_one_that_does_not() -> None:
    assert wakes(8 * 3600.0) == 1


def test_each_sleep_is_told_once() -> None:
    assert wakes(60.0, 5.0, 3600.0) == 3


def test_a_program_that_was_stopped_has_not_slept() -> None:
    assert wakes(busy_s=3600.0) == 0


def test_a_blink_is_no_sleep() -> None:
    assert wakes(0.2, 0.9) == 0
