"""The real program in a Wayland session of GNOME's own compositor."""

import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.program import program
from tests.desktop import Desktop, _bus, until

pytest.importorskip("moonshine_voice", reason="no recogniser for this machine")
NAME = "wayland-captioner"


@contextmanager
def session() -> Iterator[Desktop]:
    """A headless session with XWayland, gone at the end."""
    with tempfile.TemporaryDirectory(prefix="wayland-") as name:
        folder = Path(name)
        processes: list[subprocess.Popen[bytes]] = []
        try:
            bus = _bus(processes, folder)
            environment = {
                "DBUS_SESSION_BUS_ADDRESS": bus,
                "XDG_RUNTIME_DIR": name,
                "LIBGL_ALWAYS_SOFTWARE": "1",
                "DISPLAY": "",
                "WAYLAND_DISPLAY": NAME,
                "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            }
            desktop = Desktop(environment, folder)
            mutter = ["mutter", "--headless", "--wayland", "--virtual-monitor", "1280x800"]
            processes.append(desktop.start(*mutter, "--wayland-display", NAME, WAYLAND_DISPLAY=""))
            until((folder / NAME).exists, "the compositor runs")
            log = folder / "mutter.log"
            until(lambda: "X11 display" in log.read_text(), "XWayland is offered")
            environment["DISPLAY"] = re.search(r"X11 display (:\d+)", log.read_text())[1]
            authority = next(folder.glob(".mutter-Xwaylandauth*"), None)
            environment["XAUTHORITY"] = str(authority or "")
            yield desktop
        finally:
            for process in reversed(processes):
                process.terminate()
            for process in processes:
                process.wait(20)


def names(desktop: Desktop) -> str:
    return " ".join(f"{thing['name']} {thing['text']}" for thing in desktop.accessible())


@pytest.mark.parametrize(
    ("platform", "sentence"),
    [
        ("xcb;wayland", "This Wayland desktop gives programs no keys."),
        ("wayland", "This Wayland session places windows itself and may cover the captions."),
    ],
    ids=["through XWayland", "natively"],
)
def test_it_shows_captions_and_says_what_it_cannot_do(tmp_path, platform, sentence):
    if not (shutil.which("mutter") and shutil.which("Xwayland") and shutil.which("dbus-daemon")):
        pytest.skip("mutter or Xwayland is not installed")
    with session() as desktop:
        window = desktop.start(
            program(), "--profile", str(tmp_path / "profile"), QT_QPA_PLATFORM=platform
        )
        try:
            until(lambda: sentence in names(desktop), "it says what it cannot do")
            until(lambda: desktop.press("Try a sample (silent)"), "the sample can be started")
            until(lambda: "best of times" in names(desktop).lower(), "captions are shown")
        finally:
            window.send_signal(signal.SIGTERM)
            assert window.wait(20) == 0
