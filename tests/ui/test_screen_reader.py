"""What a screen reader finds and hears of the real program."""

import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.program import program
from tests.desktop import (
    SYSTEM_PYTHON,
    Desktop,
    running_desktop,
    until,
)
from tests.guards import HANG_S
from tests.systems import need_desktop

LISTENER = Path(__file__).with_name("atspi_listener.py")
pytest.importorskip("moonshine_voice", reason="no recogniser for this machine")


def test_finished_lines_are_announced_each_once_and_everything_has_a_name(tmp_path):
    need_desktop(SYSTEM_PYTHON)
    if subprocess.run([SYSTEM_PYTHON, "-c", "import pyatspi"], check=False).returncode:
        pytest.skip("AT-SPI cannot be asked here")
    with running_desktop() as desktop:
        heard = tmp_path / "heard"
        with heard.open("wb") as output:
            listener = subprocess.Popen(
                [SYSTEM_PYTHON, LISTENER], env=desktop._whole(), stdout=output
            )
        window = desktop.start(
            program(), "--profile", str(tmp_path / "profile"), "--set", "announce_lines=true"
        )
        try:
            until(lambda: "listening" in heard.read_text(), "somebody listens")
            until(lambda: desktop.press("Try a sample (silent)"), "the sample can be started")
            until(lambda: len(heard.read_text().splitlines()) > 2, "lines are announced")
            lines = heard.read_text().splitlines()[1:]
            assert "best of times" in lines[0].lower()
            assert len(lines) == len(set(lines))
            assert unnamed(desktop) == []
        finally:
            window.send_signal(signal.SIGTERM)
            window.wait(HANG_S)
            listener.kill()
            listener.wait(HANG_S)


def unnamed(desktop: Desktop) -> list[str]:
    """Roles of things in sight that one can press or write in and that have no name."""
    roles = ("push button", "check box", "radio button", "combo box", "text", "menu item")
    return [
        thing["role"]
        for thing in desktop.accessible()
        if thing["role"] in roles and thing["shown"] and not thing["name"]
    ]
