"""The real program in Wayland sessions: GNOME's compositor, and a tiling one."""

import os
import re
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.program import program
from tests.desktop import Desktop, _bus, until
from tests.guards import HANG_S
from tests.systems import need_desktop

pytest.importorskip("moonshine_voice", reason="no recogniser for this machine")
NAME = "wayland-captioner"
NOBODY = 65534


@contextmanager
def session(compositor: str) -> Iterator[Desktop]:
    """A headless session with XWayland, gone at the end."""
    with tempfile.TemporaryDirectory(prefix="wayland-") as name:
        folder = Path(name)
        processes: list[subprocess.Popen[bytes]] = []
        try:
            environment = {
                "DBUS_SESSION_BUS_ADDRESS": _bus(processes, folder),
                "XDG_RUNTIME_DIR": name,
                "LIBGL_ALWAYS_SOFTWARE": "1",
                "DISPLAY": "",
                "WAYLAND_DISPLAY": NAME,
                "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            }
            desktop = Desktop(environment, folder)
            try:
                environment |= COMPOSITORS[compositor](desktop, processes)
                yield desktop
            finally:
                desktop.kill()
        finally:
            for process in reversed(processes):
                process.terminate()
            for process in processes:
                process.wait(HANG_S)


def mutter(desktop: Desktop, processes: "list[subprocess.Popen[bytes]]") -> dict[str, str]:
    """GNOME's compositor; what a program needs to reach it."""
    monitor = ["--headless", "--wayland", "--virtual-monitor", "1280x800"]
    processes.append(
        desktop.start("mutter", *monitor, "--wayland-display", NAME, WAYLAND_DISPLAY="")
    )
    until((desktop.folder / NAME).exists, "the compositor runs")
    log = desktop.folder / "mutter.log"
    until(lambda: "X11 display" in log.read_text(), "XWayland is offered")
    display = re.search(r"X11 display (:\d+)", log.read_text())
    authority = next(desktop.folder.glob(".mutter-Xwaylandauth*"), None)
    return {"DISPLAY": display[1] if display else "", "XAUTHORITY": str(authority or "")}


def sway(desktop: Desktop, processes: "list[subprocess.Popen[bytes]]") -> dict[str, str]:
    """A tiling compositor; what a program needs to reach it. It refuses to run as root."""
    folder = desktop.folder
    told, config = folder / "told", folder / "config"
    say = f"xhost +local: && echo $WAYLAND_DISPLAY $DISPLAY > {told}"
    config.write_text(f"xwayland enable\nexec {say}\n")
    command = ["sway", "--config", str(config)]
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
        command = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *command]
    headless = {"WLR_BACKENDS": "headless", "WLR_RENDERER": "pixman", "WAYLAND_DISPLAY": ""}
    processes.append(desktop.start(*command, HOME=str(folder), **headless))
    until(lambda: told.exists() and told.read_text().endswith("\n"), "the compositor runs")
    wayland, display = told.read_text().split()
    return {"WAYLAND_DISPLAY": wayland, "DISPLAY": display}


COMPOSITORS = {"mutter": mutter, "sway": sway}


def names(desktop: Desktop) -> str:
    return " ".join(f"{thing['name']} {thing['text']}" for thing in desktop.accessible())


NO_KEYS = "This Wayland desktop gives programs no keys."
NO_PLACE = "This Wayland session places windows itself and may cover the captions."


@pytest.mark.parametrize("compositor", ["mutter", "sway"])
@pytest.mark.parametrize(
    ("platform", "sentence"),
    [("xcb;wayland", NO_KEYS), ("wayland", NO_PLACE)],
    ids=["through XWayland", "natively"],
)
def test_it_shows_captions_and_says_what_it_cannot_do(tmp_path, compositor, platform, sentence):
    need_desktop(compositor, "Xwayland", "dbus-daemon")
    with session(compositor) as desktop:
        window = desktop.start(
            program(), "--profile", str(tmp_path / "profile"), QT_QPA_PLATFORM=platform
        )
        try:
            until(lambda: sentence in names(desktop), "it says what it cannot do")
            until(lambda: desktop.press("Try a sample (silent)"), "the sample can be started")
            until(lambda: "best of times" in names(desktop).lower(), "captions are shown")
        finally:
            window.send_signal(signal.SIGTERM)
            assert window.wait(HANG_S) == 0
