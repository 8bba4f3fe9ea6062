"""What loading a network leaves, in a program of its own: others' memory is not looked at."""

import subprocess
import sys

import pytest

from tests.guards import HANG_S

PROGRAM = """
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


@pytest.mark.skipif(sys.platform != "linux", reason="only the C library of Linux keeps it")
def test_what_was_freed_goes_back_to_the_system() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=HANG_S, check=True
    )
    assert float(done.stdout) > 60
