"""Programs with windows, measured from outside, on a display of their own."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from Xlib import X, error
from Xlib.display import Display
from Xlib.xobject.drawable import Window

LIMIT_S = 30
LOOK_EVERY_S = 0.002
QUIET_S = 2
BARE = [sys.executable, str(Path(__file__).parent / "bare_window.py")]
BARE_TITLE = "bare window"
OURS = [str(Path(sys.executable).parent / "captioner")]
OURS_TITLE = "Captioner"
ROUNDS = 5
"""How often each side of a pair is measured, in turn; the medians are told."""


@contextmanager
def display() -> Iterator[str]:
    """The name of a virtual display that lives as long as the context."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as number:
            name = f":{number.readline().strip()}"
        try:
            yield name
        finally:
            server.terminate()


@contextmanager
def started(command: list[str], title: str, on: str) -> Iterator[tuple[int, float]]:
    """Start a program; ends it afterwards.

    Args:
        command: What to start.
        title: A part of its window's title.
        on: The display.

    Yields:
        Its process id, and the seconds until its window was painted.
    """
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **_installed(),
            "DISPLAY": on,
            "HOME": home,
            "XDG_CONFIG_HOME": home,
            "XDG_DATA_HOME": home,
            "XDG_STATE_HOME": home,
            "QT_QPA_PLATFORM": "xcb",
        }
        start = time.monotonic()
        with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
            try:
                yield process.pid, _painted(Display(on), title, process) - start
            finally:
                process.kill()


def _installed() -> dict[str, str]:
    """This environment, but Python keeps what it compiles, as an installation has it kept."""
    return {name: said for name, said in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def all_gone(on: str) -> float:
    """When no window was to be seen any more, by the monotonic clock."""
    display = Display(on)
    try:
        until = time.monotonic() + LIMIT_S
        while any(_windows(display.screen().root)):
            if time.monotonic() > until:
                raise TimeoutError(f"windows are still there after {LIMIT_S} s")
            time.sleep(LOOK_EVERY_S)
        return time.monotonic()
    finally:
        display.close()


def imports_of_ours(on: str) -> list[str]:
    """All modules that Captioner has imported once its window is there and all is quiet."""
    with tempfile.NamedTemporaryFile("r") as log:
        program = (
            "import sys, threading, time\n"
            "def note():\n"
            "    while True:\n"
            "        names = [n for n in list(sys.modules) if n.split('.')[0] != 'captioner']\n"
            f"        open({log.name!r}, 'w').write('\\n'.join(names))\n"
            "        time.sleep(0.2)\n"
            "threading.Thread(target=note, daemon=True).start()\n"
            "from captioner.cli.main import main\n"
            "main([])\n"
        )
        with started([sys.executable, "-c", program], OURS_TITLE, on):
            before: list[str] = []
            found: list[str] = []
            while not found or found != before:
                time.sleep(QUIET_S)
                before, found = found, Path(log.name).read_text("utf-8").splitlines()
            return found


def _painted(display: Display, title: str, process: "subprocess.Popen[bytes]") -> float:
    """When a window with that title first showed more than one colour."""
    try:
        until = time.monotonic() + LIMIT_S
        while time.monotonic() < until:
            for window in _windows(display.screen().root):
                if title in _title(window) and _has_picture(window):
                    return time.monotonic()
            if process.poll() is not None:
                raise RuntimeError(f"ended with status {process.returncode} before it was painted")
            time.sleep(LOOK_EVERY_S)
    finally:
        display.close()
    raise TimeoutError(f"no window “{title}” was painted within {LIMIT_S} s")


def _windows(root: Window) -> Iterator[Window]:
    for window in root.query_tree().children:
        try:
            if window.get_attributes().map_state == X.IsViewable:
                yield window
        except error.BadWindow:  # closed between the question and the answer
            continue


def _title(window: Window) -> str:
    try:
        return str(window.get_wm_name() or "")
    except error.BadWindow:
        return ""


def _has_picture(window: Window) -> bool:
    try:
        size = window.get_geometry()
        image = window.get_image(0, 0, size.width, size.height, X.ZPixmap, 0xFFFFFFFF)
    except (error.BadWindow, error.BadMatch):
        return False
    data = bytes(image.data)
    return data != data[:4] * (len(data) // 4)
