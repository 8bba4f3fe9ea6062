"""In a process of its own: where Qt objects end in another thread, it may be the last of it."""

import subprocess
import sys

from tests.guards import HANG_S

PROGRAM = """
import asyncio, gc, sys, threading, weakref
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from captioner.ui.collecting import collected_here
from captioner.ui.loop import run_until_done
app = QApplication([])
ended_in = []

def leave():
    parent = QObject()
    parent.timer = QTimer(parent, interval=50)
    parent.timer.start()
    parent.itself = parent  # only Python's collector finds it
    weakref.finalize(parent, lambda: ended_in.append(threading.current_thread()))

def ask_for_memory():
    return [[] for _ in range(200_000)]

async def main():
    leave()
    await asyncio.to_thread(ask_for_memory)
    while not ended_in:
        kept.append(ask_for_memory())  # as a program does that goes on
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.2)  # the timer would be due
    return 7

kept = []
with collected_here(every_ms=20):
    status = run_until_done(app, main, print, print)
assert gc.isenabled()
print("the window's thread" if ended_in == [threading.main_thread()] else "another thread")
sys.exit(status)
"""


def test_what_is_left_ends_in_the_thread_that_qt_lives_in():
    done = ran(PROGRAM)
    assert (done.returncode, done.stdout, done.stderr) == (7, "the window's thread\n", "")


WINDOW = """
import gc, sys
from captioner.app.loading import uncollected
from captioner.ui import application

def lived(*_):
    with uncollected():
        pass  # the rest is imported
    return 9 if not gc.isenabled() else 1

application.run_until_done = lived
sys.exit(application.run(None))
"""


def test_the_window_looks_for_garbage_itself_all_its_life():
    done = ran(WINDOW)
    assert (done.returncode, done.stderr) == (9, "")


def ran(program: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-W", "error", "-c", program]
    return subprocess.run(command, capture_output=True, text=True, timeout=HANG_S, check=False)
