"""What a terminal shows of libraries that print."""

import platform
import subprocess
import sys

import pytest

SCRIPT = """
import ctypes, subprocess, sys
from captioner.audio.quiet import silence_libraries
silence_libraries()
ctypes.CDLL(None).perror(b"ALSA lib")
print("one sentence", file=sys.stderr)
subprocess.run(["sh", "-c", "echo a child >&2"])
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="needs the GNU C library")
def test_libraries_are_silent_and_the_program_is_not() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True
    )
    assert done.stderr == "one sentence\na child\n"


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="needs the GNU C library")
def test_the_test_above_would_hear_a_library() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.replace("silence_libraries()\n", "\n")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "ALSA lib" in done.stderr
