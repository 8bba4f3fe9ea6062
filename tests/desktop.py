"""A desktop of its own: a virtual screen, a real window manager, a session bus, AT-SPI."""

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.guards import HANG_S
from tests.systems import need_desktop

SYSTEM_PYTHON = "/usr/bin/python3"
READER = Path(__file__).with_name("atspi_reader.py")
_NEEDED = ("Xvfb", "dbus-daemon", "xdotool", "xprop", "import")


class Desktop:
    """A running desktop.

    Attributes:
        environment: What a program needs to appear on it.
        folder: Where the programs' output goes.
        end_screen: Takes the screen away under everything that is on it.
    """

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self.environment = environment
        self.end_screen: Callable[[], None] = self.kill
        self.folder = folder
        self._programs: list[subprocess.Popen[bytes]] = []

    def run(self, *command: str) -> str:
        """What a command prints that speaks to this desktop."""
        done = subprocess.run(
            command, env=self._whole(), capture_output=True, text=True, timeout=HANG_S, check=False
        )
        return done.stdout.strip()

    def start(self, *command: str, **more: str) -> "subprocess.Popen[bytes]":
        """Start a program on it; its output goes to a file in `folder`."""
        output = (self.folder / f"{Path(command[0]).name}.log").open("ab")
        with output:
            program = subprocess.Popen(
                command,
                env={**self._whole(), **more},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        self._programs.append(program)
        return program

    def kill(self) -> None:
        """End what a test that failed has left running, and say what programs said."""
        for program in self._programs:
            program.kill()
            program.wait(HANG_S)
        for log in sorted(self.folder.glob("*.log")):
            said = log.read_text(errors="replace")
            print(f"--- {log.name}\n{said}")  # noqa: T201 - shown where a test failed

    def picture(self, path: Path) -> None:
        """Save what is on the screen."""
        self.run("import", "-window", "root", str(path))

    def accessible(self) -> list[dict[str, Any]]:
        """Role, name, text and whether it is in sight of all that a screen reader finds."""
        printed = self.run(SYSTEM_PYTHON, str(READER), "read")
        return json.loads(printed) if printed else []

    def press(self, name: str) -> bool:
        """Do the first action of the thing called `name`, as a screen reader would."""
        return self.run(SYSTEM_PYTHON, str(READER), "press", name) == "pressed"

    def _whole(self) -> dict[str, str]:
        return {**os.environ, **self.environment}


def until(true: Callable[[], object], what: str, limit_s: float = HANG_S) -> None:
    """Wait until something is true.

    Raises:
        AssertionError: It does not become true.
    """
    end = time.monotonic() + limit_s
    while not true():
        assert time.monotonic() < end, f"waited in vain until {what}"
        time.sleep(0.1)


@contextmanager
def running_desktop(window_manager: str = "openbox", size: str = "1280x800") -> Iterator[Desktop]:
    """A desktop with that window manager, gone at the end whatever happens.

    Without the programs for it the test is skipped.
    """
    need_desktop(*_NEEDED, window_manager)
    with tempfile.TemporaryDirectory(prefix="desktop-") as name:
        folder = Path(name)
        processes: list[subprocess.Popen[bytes]] = []
        try:
            display = _screen(processes, size)
            bus = _bus(processes, folder)
            environment = {
                "DISPLAY": f":{display}",
                "WAYLAND_DISPLAY": "",
                "DBUS_SESSION_BUS_ADDRESS": bus,
                "XDG_RUNTIME_DIR": name,
                "QT_QPA_PLATFORM": "xcb",
                "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            }
            desktop = Desktop(environment, folder)
            desktop.end_screen = processes[0].kill
            try:
                _manage(desktop, window_manager)
                yield desktop
            finally:
                desktop.kill()
        finally:
            for process in reversed(processes):
                process.terminate()
            for process in processes:
                process.wait(HANG_S)


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    """A private desktop with openbox."""
    with running_desktop() as running:
        yield running


def _manage(desktop: Desktop, window_manager: str) -> None:
    """Start the window manager; one that comes too early for the screen is started again."""
    manager = desktop.start(window_manager)

    def running() -> bool:
        nonlocal manager
        if manager.poll() is not None:
            manager = desktop.start(window_manager)
        return "window id" in desktop.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")

    until(running, f"{window_manager} runs")


def _screen(processes: "list[subprocess.Popen[bytes]]", size: str) -> str:
    read, write = os.pipe()
    processes.append(
        subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
            pass_fds=(write,),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    )
    os.close(write)
    with os.fdopen(read) as answer:
        return answer.readline().strip()


def _bus(processes: "list[subprocess.Popen[bytes]]", folder: Path) -> str:
    address = f"unix:path={folder}/bus"
    processes.append(
        subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", f"--address={address}"],
            env={**os.environ, "XDG_RUNTIME_DIR": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    )
    until((folder / "bus").exists, "the bus listens")
    return address
