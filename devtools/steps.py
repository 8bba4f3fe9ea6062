"""Running commands so that whoever waits knows what is going on."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOG = ROOT / "build" / "setup.log"
WAIT_S = 10
STEP_LIMIT_S = 30 * 60


class Stop(Exception):
    """Nothing more can be done; the text tells the user why and what to do."""


def say(text: str) -> None:
    """Print one line at once, also into a pipe."""
    print(text, flush=True)


def step(title: str, command: list[str]) -> None:
    """Run a command that may take long, with a line every ten seconds and its output in a log.

    Raises:
        Stop: It failed or took more than half an hour; the end of its output is in the text.
    """
    say(f"{title} …" if _speaks_utf8() else f"{title} ...")
    LOG.parent.mkdir(exist_ok=True)
    started = time.monotonic()
    with LOG.open("w+b") as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            status = _wait(process, started)
        except BaseException:
            process.kill()
            process.wait()
            raise
        if status != 0:
            log.seek(0)
            lines = log.read().decode(errors="replace").splitlines()
            raise Stop("\n".join([f"{title} failed. The end of {LOG}:", *lines[-12:]]))


def _wait(process: subprocess.Popen[bytes], started: float) -> int:
    while True:
        try:
            return process.wait(timeout=WAIT_S)
        except subprocess.TimeoutExpired:
            passed = time.monotonic() - started
            if passed > STEP_LIMIT_S:
                raise Stop(f"Gave up after {passed / 60:.0f} minutes.") from None
            say(f"  still at it ({passed:.0f} s)")


def call(command: list[str], *, limit_s: float) -> int:
    """Run a command in sight of the user and return its exit status.

    Raises:
        Stop: It took longer than `limit_s` seconds and was ended.
    """
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        return process.wait(timeout=limit_s)
    except subprocess.TimeoutExpired:
        raise Stop(f"Ended after {limit_s / 60:.0f} minutes: {' '.join(command)}") from None
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()


def listen(command: list[str]) -> tuple[int, str]:
    """Run a command out of sight; returns its exit status and all it printed."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return done.returncode, done.stdout.rstrip()


def hand_over(command: list[str]) -> int:
    """Become another program where the system can do that, else run it and return its status."""
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606 - there is no shell to need
    return subprocess.call(command)


def _speaks_utf8() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
