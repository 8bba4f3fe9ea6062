"""What networks leave in memory, in a program of its own: others' memory is not looked at."""

import subprocess
import sys

import pytest

from tests.guards import HANG_S

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only the C library of Linux keeps it"
)

GIVES_BACK = """
from pathlib import Path
from captioner.engines.memory import give_back

def resident_mb():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6

pieces = [bytes(60_000) for _ in range(2000)]
last = pieces.pop()  # above it nothing is free, so that the C library keeps all below
del pieces
before = resident_mb()
give_back()
print(before - resident_mb())
"""

ONE_PLACE = """
import ctypes, threading
from captioner.engines.memory import take_from_one_place

take_from_one_place()
together = threading.Barrier(4)

def work():
    together.wait()
    bytes(60_000)
    together.wait()

threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
c = ctypes.CDLL(None)
c.malloc_info(0, ctypes.c_void_p.in_dll(c, "stdout"))
c.fflush(None)
"""


def test_what_was_freed_goes_back_to_the_system() -> None:
    assert float(_said_by(GIVES_BACK)) > 60


def test_threads_take_from_one_place() -> None:
    assert _said_by(ONE_PLACE).count("<heap nr=") == 1


def _said_by(program: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=HANG_S, check=True
    ).stdout
