"""In a process of its own: the loop ends Qt's, and pytest's Qt lives on."""

import subprocess
import sys

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


def test_it_runs_to_its_own_end_holds_tasks_and_tells_faults():
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 7, done.stderr
    assert "Traceback" not in done.stderr
