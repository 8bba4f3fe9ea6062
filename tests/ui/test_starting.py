"""From the double-click to the last word: the real program where something is in its way."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import program, run
from tests.desktop import Desktop, running_desktop, until
from tests.guards import HANG_S

SAMPLE = "Try a sample (silent)"
FIRST_WORDS = "best of times"


def texts(desktop: Desktop) -> str:
    return " ".join(f"{thing['name']} {thing['text']}" for thing in desktop.accessible())


def log(desktop: Desktop, name: str = "captioner") -> str:
    return (desktop.folder / f"{name}.log").read_text()


def open_window(desktop: Desktop, profile: Path) -> "subprocess.Popen[bytes]":
    return desktop.start(program(), "--profile", str(profile))


BROKEN = """
import sys
from captioner.core.errors import StorageError
from captioner.ui import application

async def make(observer):
    raise StorageError("Captioner cannot be built here.", "Try another place.")

sys.exit(application.run(make, profile=sys.argv[1]))
"""
"""A start with a fault made to order: what else is in the way leaves a window to say so in."""


def open_broken(desktop: Desktop, profile: Path) -> "subprocess.Popen[bytes]":
    return desktop.start(sys.executable, "-c", BROKEN, str(profile))


def caption_the_sample(desktop: Desktop) -> None:
    until(lambda: desktop.press(SAMPLE), "the sample can be started")
    until(lambda: FIRST_WORDS in texts(desktop).lower(), "captions are shown")


def ended_in_order(profile: Path) -> bool:
    """Whether the one session is kept, and not as one that a crash cut off."""
    listed = run(profile, "sessions")
    assert (listed.returncode, listed.stderr) == (0, "")
    [title] = listed.stdout.splitlines()
    return "ecovered" not in title


def test_why_there_is_no_window_is_told_in_a_box(desktop: Desktop, tmp_path: Path) -> None:
    started = open_broken(desktop, tmp_path)
    until(lambda: "Captioner cannot be built here." in texts(desktop), "the box is there")
    assert desktop.press("Close")
    assert started.wait(HANG_S) == 6
    assert "Traceback" not in log(desktop, Path(sys.executable).name)


def test_a_box_that_nobody_reads_ends_with_the_session_of_the_desktop(
    desktop: Desktop, tmp_path: Path
) -> None:
    started = open_broken(desktop, tmp_path)
    until(lambda: "Captioner cannot be built here." in texts(desktop), "the box is there")
    started.send_signal(signal.SIGTERM)
    assert started.wait(HANG_S) == 6


def test_a_mistake_on_the_command_line_is_told_there(desktop: Desktop, tmp_path: Path) -> None:
    started = desktop.start(program(), "--profile", str(tmp_path / "p"), "--set", "lines=many")
    assert started.wait(HANG_S) == 2
    assert "whole number" in log(desktop)


def test_a_library_that_cannot_be_opened_is_told_in_the_window(
    desktop: Desktop, tmp_path: Path
) -> None:
    library = tmp_path / "profile" / "data" / "transcripts.db"
    library.mkdir(parents=True)  # a folder where the file should be
    started = open_window(desktop, tmp_path / "profile")
    until(lambda: "Captions are not saved" in texts(desktop), "the window says it")
    caption_the_sample(desktop)
    started.send_signal(signal.SIGTERM)
    assert started.wait(HANG_S) == 0


@pytest.mark.parametrize("how", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_ends_the_session_in_order(how: str, desktop: Desktop, tmp_path: Path) -> None:
    started = open_window(desktop, tmp_path / "profile")
    caption_the_sample(desktop)
    started.send_signal(getattr(signal, how))
    assert started.wait(HANG_S) == 0
    assert log(desktop) == ""
    assert ended_in_order(tmp_path / "profile")


def test_a_screen_that_goes_away_ends_the_session_in_order(tmp_path: Path) -> None:
    with running_desktop() as desktop:
        started = open_window(desktop, tmp_path / "profile")
        caption_the_sample(desktop)
        desktop.end_screen()
        assert started.wait(HANG_S) == 0
        assert log(desktop) == "captioner: The screen is gone, so Captioner ends.\n"
    assert ended_in_order(tmp_path / "profile")


def test_a_window_that_is_saving_its_last_words_is_waited_for_in_sight(
    desktop: Desktop, tmp_path: Path
) -> None:
    leaving = holder(desktop, tmp_path, "instance.leave()")
    started = open_window(desktop, tmp_path)
    until(lambda: "keeping the last words" in texts(desktop), "it shows that it waits")
    leaving.kill()
    until(lambda: SAMPLE in texts(desktop), "the window opens")
    started.send_signal(signal.SIGTERM)
    assert started.wait(HANG_S) == 0


def test_a_window_that_is_busy_is_waited_for_and_not_robbed(
    desktop: Desktop, tmp_path: Path
) -> None:
    first = open_window(desktop, tmp_path)
    until(lambda: SAMPLE in texts(desktop), "the window opens")
    first.send_signal(signal.SIGSTOP)
    try:
        second = open_window(desktop, tmp_path)
        waits = ("xdotool", "search", "--onlyvisible", "--pid", str(second.pid), "--name", ".")
        until(lambda: desktop.run(*waits), "it shows that it waits")
        assert second.poll() is None
    finally:
        first.send_signal(signal.SIGCONT)
    assert second.wait(HANG_S) == 0
    assert first.poll() is None
    assert run(tmp_path, "remote", "hide", environment=desktop.environment).returncode == 0
    first.send_signal(signal.SIGTERM)
    assert first.wait(HANG_S) == 0


def test_of_two_starts_at_once_one_window_opens(desktop: Desktop, tmp_path: Path) -> None:
    both = [open_window(desktop, tmp_path) for _ in range(2)]
    until(lambda: any(one.poll() is not None for one in both), "one has shown the other")
    until(lambda: SAMPLE in texts(desktop), "the window opens")
    assert sorted(one.poll() is None for one in both) == [False, True]
    for one in both:
        one.send_signal(signal.SIGTERM)
        assert one.wait(HANG_S) == 0


def holder(desktop: Desktop, profile: Path, then: str) -> "subprocess.Popen[bytes]":
    """Another program that is the profile's first window, and does what a test wants."""
    code = (
        "import sys\n"
        "from PySide6.QtCore import QCoreApplication\n"
        "from captioner.ui.single_instance import Instance\n"
        "app = QCoreApplication([])\n"
        "instance = Instance(sys.argv[1])\n"
        f"assert instance.listen()\n{then}\nprint(flush=True)\napp.exec()\n"
    )
    started = desktop.start(sys.executable, "-c", code, str(profile))
    told = desktop.folder / f"{Path(sys.executable).name}.log"
    until(lambda: told.read_text(), "it has the place")
    return started
