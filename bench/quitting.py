"""Quitting the window while the service does not answer any more.

The real window on a display of its own records a virtual microphone; the service is
`captioner serve`, stopped in mid-sentence as a machine that hangs is.
"""

import json
import os
import subprocess
import tempfile
import time

import psutil

from bench import windows
from bench.service import LIMIT_S, Service
from captioner.engines.sample import sample_path
from tests.pulse import running_pulse

Row = dict[str, object]

TALK_S = 8.0


def rows(quick: bool) -> list[Row]:  # noqa: FBT001 - the signature of every section
    """The worst of a few times, in s."""
    with running_pulse() as pulse, windows.display() as on:
        os.environ.update(pulse.environment, DISPLAY=on)
        runs = []
        for _ in range(1 if quick else 3):
            speech = pulse.speak(sample_path())
            runs.append(_quit(on))
            speech.wait(LIMIT_S * 2)
    windows_s, process_s, lost_s = (max(values) for values in zip(*runs, strict=True))
    return [
        _row("windows gone after quitting with a deaf server, s", windows_s, "≤ 0.1"),
        _row("process gone, s", process_s, "≤ 4"),
        _row("speech not captioned (a gap says so), s", lost_s, "0"),
    ]


def _row(name: str, value: float, goal: str) -> Row:
    return {"section": "quitting", "name": name, "value": value, "goal": goal}


def _quit(on: str) -> tuple[float, float, float]:
    """Windows gone and process gone after so many s; how much is missing, in s."""
    with tempfile.TemporaryDirectory() as folder, Service(folder) as service:
        ours = [*windows.OURS, "--profile", folder]
        settings = ["--set", "engine=assemblyai", "--set", f"server_url={service.url}"]
        source = ["--set", "source=microphone"]
        with windows.started([*ours, *settings, *source], windows.OURS_TITLE, on) as (pid, _):
            subprocess.run([*ours, "remote", "start"], check=True, timeout=LIMIT_S)
            service.wait_for_client()
            time.sleep(TALK_S)
            service.go_deaf()
            began = time.monotonic()
            process = psutil.Process(pid)
            process.terminate()
            windows_s = windows.all_gone(on) - began
            process.wait(LIMIT_S)
            process_s = time.monotonic() - began
        return windows_s, process_s, _lost_s(ours)


def _lost_s(ours: list[str]) -> float:
    """What the newest session's account says was lost."""
    (session, *_) = _told([*ours, "sessions", "--json"]).splitlines()
    number = json.loads(session)["id"]
    account = json.loads(_told([*ours, "export", number, "--format", "json"]))["account"]
    return sum(float(lost["ms"]) for lost in account["lost"]) / 1000


def _told(command: list[str]) -> str:
    return subprocess.run(
        command, check=True, timeout=LIMIT_S, capture_output=True, text=True
    ).stdout
