"""In a process of its own: the loop ends Qt's, and pytest's Qt lives on."""

import subprocess
import sys

from tests.guards import HANG_S
from tests.systems import not_on_windows

PROGRAM = """
import asyncio, os, signal, sys
from PySide6.QtWidgets import QApplication, QWidget
from captioner.ui.loop import Tasks, run_until_done
app = QApplication([])
failures, faults = [], []
quitting = []

async def main():
    loop = asyncio.get_running_loop()
    tasks = Tasks(failures.append)
    window = QWidget(); window.show(); window.close()   # the last window does not end it
    handle = loop.call_later(5, print); assert handle.when() > loop.time(); handle.cancel()
    async def fail(): raise ValueError("told")
    tasks.spawn(fail())
    async def long(): await asyncio.sleep(60)
    tasks.spawn(long())
    loop.call_soon(lambda: 1 / 0)
    assert await asyncio.to_thread(lambda: 42) == 42
    quitting.append(asyncio.Event())
    os.kill(os.getpid(), signal.SIGTERM)
    await quitting[0].wait()
    await tasks.end()
    await asyncio.sleep(0.05)        # cleaning up after the wish to quit still works
    return 7

status = run_until_done(app, main, lambda: quitting[0].set(), faults.append)
assert [str(f) for f in failures] == ["told"], failures
assert isinstance(faults[0]["exception"], ZeroDivisionError), faults
sys.exit(status)
"""


@not_on_windows("signals of Unix")
def test_it_runs_to_its_own_end_holds_tasks_and_tells_faults():
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM],
        capture_output=True,
        text=True,
        timeout=HANG_S,
    )
    assert done.returncode == 7, done.stderr
    assert "Traceback" not in done.stderr


TIMERS = """
import asyncio, sys
from PySide6.QtWidgets import QApplication
from captioner.ui.loop import run_until_done
app = QApplication([])
early, late = [], []

async def wait(seconds):
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    handle = loop.call_later(seconds, done.set_result, None)
    await done
    if loop.time() < handle.when(): early.append(seconds)
    handle.cancel()  # too late, and no harm

async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0.1, late.append, "cancelled").cancel()
    await asyncio.gather(*(wait(seconds) for seconds in (0, 0.02, 0.1, 0.35, 0.5, 1.0)))
    assert not loop._later._timers
    loop.call_later(60, late.append, "never")
    return 5

status = run_until_done(app, main, print, print)
assert early == late == [], (early, late)
sys.exit(status)
"""


def test_a_timer_is_never_early_and_a_cancelled_one_wakes_nobody():
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", TIMERS],
        capture_output=True,
        text=True,
        timeout=HANG_S,
    )
    assert done.returncode == 5, done.stderr


ORDER = """
import asyncio, sys, threading, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from captioner.ui.loop import run_until_done
app = QApplication([])

async def main():
    loop = asyncio.get_running_loop()
    order = []
    loop.call_soon(order.append, 1)
    threading.Thread(target=loop.call_soon_threadsafe, args=(order.append, 2)).start()
    await asyncio.sleep(0.05)
    loop.call_soon(order.append, 3)
    loop.call_soon(order.append, "cancelled").cancel()
    loop.call_soon(order.append, 4)
    await asyncio.sleep(0)
    assert order == [1, 2, 3, 4], order

    ticks = []
    timer = QTimer(interval=5); timer.timeout.connect(lambda: ticks.append(1)); timer.start()
    until = time.monotonic() + 0.5
    while time.monotonic() < until:  # never idle: Qt must have its turns all the same
        await asyncio.sleep(0)
    assert len(ticks) > 5, ticks
    timer.stop()

    loops.append(loop)
    return 9

loops = []
status = run_until_done(app, main, print, print)
try:
    loops[0].call_soon_threadsafe(print)
except RuntimeError:  # as asyncio's own loops say once they are closed
    sys.exit(status)
"""


def test_what_is_ready_runs_in_order_and_never_keeps_qt_waiting():
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", ORDER], capture_output=True, text=True, timeout=HANG_S
    )
    assert done.returncode == 9, done.stderr
    assert "Traceback" not in done.stderr
