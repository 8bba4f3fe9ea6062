import asyncio
import threading

import pytest

from captioner.core.errors import StorageError
from captioner.storage.worker import Worker


async def test_a_call_runs_in_another_thread_and_its_result_comes_back() -> None:
    worker = Worker("test")
    assert await worker.run(lambda: threading.current_thread().name) == "test"
    worker.stop()


async def test_what_it_raises_comes_back() -> None:
    worker = Worker("test")

    def fails() -> None:
        raise KeyError("gone")

    with pytest.raises(KeyError, match="gone"):
        await worker.run(fails)
    assert await worker.run(lambda: 1) == 1
    worker.stop()


async def test_calls_are_made_in_the_order_asked() -> None:
    worker, made = Worker("test"), list[int]()
    await asyncio.gather(*(worker.run(lambda n=n: made.append(n)) for n in range(50)))
    assert made == list(range(50))
    worker.stop()


async def test_a_call_whose_caller_gave_up_is_made_all_the_same() -> None:
    worker, go_on, made = Worker("test"), threading.Event(), list[str]()
    stalled = asyncio.create_task(worker.run(go_on.wait))
    waiting = asyncio.create_task(worker.run(lambda: made.append("kept")))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    go_on.set()
    await stalled
    await worker.run(lambda: None)
    assert made == ["kept"]
    worker.stop()


async def test_a_stalled_call_does_not_hold_up_the_loop() -> None:
    worker, go_on = Worker("test"), threading.Event()
    stalled = asyncio.create_task(worker.run(go_on.wait))
    done, _ = await asyncio.wait({stalled}, timeout=0)
    assert not done
    go_on.set()
    assert await stalled
    worker.stop()


async def test_its_thread_ends_after_the_calls_it_has() -> None:
    worker = Worker("test")
    last = asyncio.create_task(worker.run(threading.current_thread))
    await asyncio.sleep(0)
    worker.stop()
    thread = await last
    await asyncio.to_thread(thread.join, 10)
    assert not thread.is_alive()
    assert thread.daemon


async def test_who_comes_after_the_end_is_told_so_and_does_not_wait_for_ever() -> None:
    worker = Worker("test")
    worker.stop()
    with pytest.raises(StorageError, match="closing"):
        await worker.run(lambda: 1)
