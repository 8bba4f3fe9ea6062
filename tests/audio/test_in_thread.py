"""Blocking calls that hang, and what comes of them too late."""

import asyncio
import threading

import pytest

from captioner.audio.in_thread import in_thread
from tests.guards import HANG_S


async def test_what_the_work_returns_is_returned() -> None:
    assert await in_thread(threading.get_ident) != threading.get_ident()


async def test_what_the_work_raises_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        await in_thread(lambda: 1 // 0)


async def test_work_that_hangs_is_left_alone_and_its_result_put_away() -> None:
    go_on, put_away = threading.Event(), threading.Event()

    def work() -> int:
        go_on.wait(HANG_S)
        return 7

    def unwanted(result: int) -> None:
        assert result == 7
        put_away.set()

    with pytest.raises(TimeoutError):
        await in_thread(work, limit_s=0.01, unwanted=unwanted)
    assert not put_away.is_set()
    go_on.set()
    assert put_away.wait(HANG_S)


async def test_the_result_of_a_cancelled_call_is_put_away() -> None:
    go_on, put_away = threading.Event(), threading.Event()
    call = asyncio.create_task(
        in_thread(lambda: go_on.wait(HANG_S), unwanted=lambda _: put_away.set())
    )
    await asyncio.sleep(0)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    go_on.set()
    assert put_away.wait(HANG_S)


async def test_a_late_failure_is_nobodys_trouble() -> None:
    go_on = threading.Event()

    def work() -> None:
        go_on.wait(HANG_S)
        raise OSError

    unwanted: list[None] = []
    with pytest.raises(TimeoutError):
        await in_thread(work, limit_s=0.01, unwanted=unwanted.append)
    go_on.set()
    assert unwanted == []


def test_a_loop_that_has_ended_is_not_waited_for() -> None:
    go_on, done = threading.Event(), threading.Event()

    def work() -> None:
        go_on.wait(HANG_S)
        done.set()

    async def scenario() -> None:
        with pytest.raises(TimeoutError):
            await in_thread(work, limit_s=0.01)

    asyncio.run(scenario())
    go_on.set()
    assert done.wait(HANG_S)
