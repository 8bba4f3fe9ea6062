"""Uses the frozen folder as its user would, where there is no package manager to ask."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from devtools.steps import ROOT, Stop, say

LIMIT_S = 120
if sys.platform == "darwin":
    PROGRAM, INSIDE = ROOT / "dist" / "Captioner.app", "Contents/MacOS/captioner"
else:
    PROGRAM, INSIDE = ROOT / "dist" / "captioner", "captioner.exe"
WORDS = "best of times"


def main() -> int:
    """Try it from a read-only folder with a difficult name; 0 if all went well.

    Raises:
        Stop: Something did not.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "Zwölf Wörter"
        program = folder / PROGRAM.name
        shutil.copytree(PROGRAM, program, symlinks=True)
        _make_read_only(program)
        try:
            captioner = str(program / INSIDE)
            _try(captioner, "--version")
            _try(captioner, "doctor")
            exported = folder / "heard.txt"
            _try(captioner, "caption", "--demo", "--pace", "fast", "--export", str(exported))
            if WORDS not in exported.read_text("utf-8").lower():
                raise Stop(f"The sample's words “{WORDS}” were not heard.")
            _window(captioner)
        finally:
            _make_writable(program)
    say("All went well.")
    return 0


def _try(captioner: str, *arguments: str) -> None:
    say(f"captioner {' '.join(arguments)}")
    subprocess.run([captioner, *arguments], check=True, timeout=LIMIT_S)


def _window(captioner: str) -> None:
    """Open the window and ask it something, as a second start would."""
    say("The window")
    with subprocess.Popen([captioner]) as window:
        try:
            until = time.monotonic() + LIMIT_S
            while subprocess.run([captioner, "remote", "show"], check=False).returncode:
                if window.poll() is not None or time.monotonic() > until:
                    raise Stop("The window does not answer.")
        finally:
            window.kill()


def _make_read_only(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))


def _make_writable(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink() and not os.access(path, os.W_OK):
            path.chmod(path.stat().st_mode | stat.S_IWUSR)
