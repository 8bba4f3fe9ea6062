"""Memory: the window beside a bare one, and an hour of speech beside its first five minutes.

Eight simulated hours are in the section `faults`.
"""

import json
import math
import statistics
import subprocess
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

import psutil

from bench import speech, windows
from captioner.core.audio import BYTES_PER_SAMPLE, RATE

MB = 1e6
SETTLED_S = 5
LISTEN_LIMIT_S = 400
MINUTE_MS = 60_000
LOOK_EVERY_S = 0.1
FIRST = 5
"""The minute of speech from which on nothing more may be held."""
FEW = 5
"""So many minutes are compared with as many."""


def rows(quick: bool) -> list[dict[str, object]]:  # noqa: FBT001 - the signature of every section
    """Resident memory in MB: idle window and its floor, then a long session and its start."""
    minutes = 15 if quick else 60
    with windows.display() as on:
        imports = [*windows.BARE, *windows.imports_of_ours(on)]
        pairs = [
            (_idle(imports, windows.BARE_TITLE, on), _idle(windows.OURS, windows.OURS_TITLE, on))
            for _ in range(windows.ROUNDS)
        ]
        bare, ours = (statistics.median(side) for side in zip(*pairs, strict=True))
    early, late, reached = _long_session(minutes)
    told = f"session in the terminal, lowest in minutes {FIRST} to {FIRST + FEW - 1}"
    return [
        _row("bare window, same imports", bare, None, ""),
        _row("Captioner's window, idle", ours, ours - bare, "≤ +15"),
        _row(told, early, None, ""),
        _row(f"the same, minutes {reached - FEW + 1} to {reached}", late, late - early, "≤ 0"),
    ]


def _row(name: str, resident: float, more: float | None, goal: str) -> dict[str, object]:
    return {"memory": name, "resident MB": resident, "more MB": more, "goal": goal}


def _idle(command: list[str], title: str, on: str) -> float:
    with windows.started(command, title, on) as (process, _):
        time.sleep(SETTLED_S)
        return _resident(process)


def _resident(process: int) -> float:
    return float(psutil.Process(process).memory_info().rss) / MB


def _long_session(minutes: int) -> tuple[float, float, int]:
    """The lowest memory in early minutes of sound and in the last ones, and which the last is.

    The lowest counts: while a sentence is read again a process stands up to 90 MB higher for
    a moment. Fed faster than real time; ended where that takes more than `LISTEN_LIMIT_S`.
    """
    with tempfile.TemporaryDirectory() as folder:
        sound = Path(folder) / "speech.wav"
        _write_speech(sound, minutes)
        command = [*windows.OURS, "--profile", folder, "caption", str(sound), "--pace", "fast"]
        with subprocess.Popen([*command, "--json"], stdout=subprocess.PIPE, text=True) as process:
            lowest = _lowest_of_minutes(process)
    last = max(lowest, default=0) - 1
    if last < FIRST + FEW:
        raise RuntimeError(f"captioning ended with status {process.returncode}")
    return _lowest_from(lowest, FIRST), _lowest_from(lowest, last - FEW + 1), last


def _lowest_from(lowest: dict[int, float], first: int) -> float:
    return min(lowest[minute] for minute in range(first, first + FEW) if minute in lowest)


def _lowest_of_minutes(process: "subprocess.Popen[str]") -> dict[int, float]:
    """The lowest memory while each minute of its sound is read; ends it after the limit."""
    lowest: dict[int, float] = {}
    minute, over = 0, threading.Event()

    def look() -> None:
        while not over.wait(LOOK_EVERY_S):
            with suppress(psutil.Error):
                resident = _resident(process.pid)
                lowest[minute] = min(resident, lowest.get(minute, resident))

    looking = threading.Thread(target=look)
    looking.start()
    try:
        assert process.stdout is not None
        started = time.monotonic()
        for line in process.stdout:
            heard = json.loads(line)
            if heard["type"] == "final":
                minute = heard["end_ms"] // MINUTE_MS
            if time.monotonic() - started > LISTEN_LIMIT_S:
                process.terminate()
    finally:
        over.set()
        looking.join()
    return lowest


def _write_speech(path: Path, minutes: int) -> None:
    """All recordings, over and over."""
    pcm = speech.sounds()
    times = math.ceil(minutes * 60 * RATE * BYTES_PER_SAMPLE / len(pcm))
    speech.write(path, [pcm] * times)
