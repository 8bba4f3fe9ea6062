"""Memory: the window beside a bare one, and an hour of speech beside its first five minutes.

Eight simulated hours are in the section `faults`.
"""

import json
import math
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import psutil

from bench import speech, windows
from captioner.core.audio import BYTES_PER_SAMPLE, RATE

MB = 1e6
SETTLED_S = 5
LISTEN_LIMIT_S = 400
MINUTE_MS = 60_000


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
    return [
        _row("bare window, same imports", bare, None, ""),
        _row("Captioner's window, idle", ours, ours - bare, "≤ +15"),
        _row("session in the terminal, after 5 min of speech", early, None, ""),
        _row(f"the same after {reached} min", late, late - early, "≤ 0"),
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
    """Memory after five minutes of sound and at the end, and how many minutes that was.

    Fed faster than real time; ended where that takes more than `LISTEN_LIMIT_S`.
    """
    with tempfile.TemporaryDirectory() as folder:
        sound = Path(folder) / "speech.wav"
        _write_speech(sound, minutes)
        command = [*windows.OURS, "--profile", folder, "caption", str(sound), "--pace", "fast"]
        started = time.monotonic()
        early = late = 0.0
        reached = 0
        with subprocess.Popen([*command, "--json"], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for line in process.stdout:
                heard = json.loads(line)
                if heard["type"] != "final":
                    continue
                late, reached = _resident(process.pid), heard["end_ms"] // MINUTE_MS
                if reached >= 5 and not early:
                    early = late
                if time.monotonic() - started > LISTEN_LIMIT_S:
                    process.terminate()
        if not early:
            raise RuntimeError(f"captioning ended with status {process.returncode}")
        return early, late, reached


def _write_speech(path: Path, minutes: int) -> None:
    """All recordings, over and over."""
    pcm = speech.sounds()
    times = math.ceil(minutes * 60 * RATE * BYTES_PER_SAMPLE / len(pcm))
    speech.write(path, [pcm] * times)
