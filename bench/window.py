"""The processor time of the real window while it captions through a service.

Everything is real but what the service hears: it knows beforehand what is said, so that it
takes no processor time from the window. A virtual microphone hears recorded speech, so that
the window has no silent source to wonder about.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from bench import windows
from bench.service import LIMIT_S, Service
from bench.speech import sound
from captioner.core.audio import BYTES_PER_SAMPLE, RATE
from captioner.engines.sample import sample_path
from tests.pulse import running_pulse

Row = dict[str, object]

SENTENCE = "We have put aside a little more for travel this year because the work goes on."
WORD_MS = 300
SETTLED_S = 5


def rows(quick: bool) -> list[Row]:  # noqa: FBT001 - the signature of every section
    """In % of one core. Idle with the windows hidden is measured in the section `overlay`."""
    seconds = 10 if quick else 30
    with (
        running_pulse() as pulse,
        windows.display() as on,
        tempfile.TemporaryDirectory() as folder,
    ):
        os.environ.update(pulse.environment, DISPLAY=on)
        speech = sound(sample_path())
        long_s = windows.ROUNDS * (2 * seconds + 60)
        repeats = 1 + long_s * RATE * BYTES_PER_SAMPLE // len(speech)
        pulse.microphone.say(speech * repeats)
        script = Path(folder) / "script"
        script.write_text(_script(seconds + 60))
        bare, ours = [], []
        for _ in range(windows.ROUNDS):
            bare.append(_floor(seconds))
            with Service(folder, "--script", str(script)) as service:
                ours.append(_measure(on, folder, service, seconds))
    talking, floor = statistics.median(ours), statistics.median(bare)
    told = f"only recording, with sounddevice and asyncio: {floor:.2f}, so {talking / floor:.1f} ×"
    name = "captioning through a service, windows open, % of a core"
    return [_row(name, talking, "≤ 2.5 ×", told)]


def _row(name: str, value: float, goal: str, peer: str = "") -> Row:
    return {"section": "window", "name": name, "value": value, "goal": goal, "peer": peer}


def _floor(seconds: int) -> float:
    """What recording alone takes, in % of a core."""
    program = Path(__file__).parent / "bare_capture.py"
    said = subprocess.run(
        [sys.executable, str(program), str(seconds)],
        env={**os.environ, "PULSE_SOURCE": "mic"},
        check=True,
        capture_output=True,
        timeout=seconds + LIMIT_S,
    ).stdout
    return float(said)


def _script(seconds: int) -> str:
    """Somebody who talks fluently: a word each `WORD_MS`."""
    words = SENTENCE.split()
    lines = [
        {
            "word": words[number % len(words)],
            "start_ms": number * WORD_MS,
            "end_ms": (number + 1) * WORD_MS - 20,
            "ends_turn": number % len(words) == len(words) - 1,
        }
        for number in range(seconds * 1000 // WORD_MS)
    ]
    return "\n".join(json.dumps(line) for line in lines)


def _measure(on: str, folder: str, service: Service, seconds: int) -> float:
    ours = [*windows.OURS, "--profile", folder]
    settings = ["--set", "engine=assemblyai", "--set", f"server_url={service.url}"]
    settings += ["--set", "source=microphone", "--set", "first_word_seen=true"]
    with windows.started([*ours, *settings], windows.OURS_TITLE, on) as (pid, _):
        process = psutil.Process(pid)
        _ask(ours, "start")
        service.wait_for_client()
        time.sleep(SETTLED_S)
        return _percent(process, seconds)


def _ask(ours: list[str], word: str) -> None:
    subprocess.run([*ours, "remote", word], check=True, timeout=LIMIT_S)


def _percent(process: psutil.Process, seconds: float) -> float:
    before, began = process.cpu_times(), time.monotonic()
    time.sleep(seconds)
    after = process.cpu_times()
    used_s: float = after.user + after.system - before.user - before.system
    return 100 * used_s / (time.monotonic() - began)
