"""The cloud client's own cost: beside AssemblyAI's SDK and a bare `websockets` client.

All three stream the same sound in real time to the same server, each in a process of its
own, in turns: what the machine does meanwhile meets all of them. A figure is the median of
the rounds.
"""

import json
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench import sdk

PROGRAMS = Path(__file__).parent / "streaming"
ROOT = Path(__file__).parents[1]
LIMIT_S = 300

Row = dict[str, object]

GOALS = {
    "sound handed in to server, beyond the chunk, p50 ms": "≤ 1.0 ×",
    "sound handed in to server, beyond the chunk, p99 ms": "≤ 1.0 ×",
    "message sent to event p50 ms": "≤ 1.0 ×",
    "message sent to event p99 ms": "",
    "CPU ms per minute of sound": "≤ 1.0 ×",
    "resident memory MB": "",
    "threads": "",
}
"""Of each figure, beside the bare client's in the same rounds; "" for none."""


def rows(quick: bool) -> list[Row]:  # noqa: FBT001 - the signature of every section
    """The figures of all clients that are there."""
    rounds, seconds = (1, 10) if quick else (5, 20)
    pythons = {"captioner": sys.executable, "bare websockets": sys.executable}
    if (python := sdk.python()) is not None:
        pythons[sdk.NAME] = str(python)
    measured = _medians(
        [
            {name: _measure(name, python, seconds) for name, python in pythons.items()}
            for _ in range(rounds)
        ]
    )
    peers = [name for name in measured if name != "captioner"]
    return [
        {
            "section": "client",
            "name": name,
            "value": measured["captioner"][name],
            "goal": goal,
            "times bare": measured["captioner"][name] / measured["bare websockets"][name],
            "peer": ", ".join(f"{peer}: {measured[peer][name]:.4g}" for peer in peers),
        }
        for name, goal in GOALS.items()
    ]


def _medians(rounds: list[dict[str, dict[str, float]]]) -> dict[str, dict[str, float]]:
    return {
        client: {name: statistics.median(each[client][name] for each in rounds) for name in figures}
        for client, figures in rounds[0].items()
    }


def _measure(name: str, python: str, seconds: int) -> dict[str, float]:
    program = {"captioner": "ours.py", "bare websockets": "bare.py"}.get(name, "sdk.py")
    command = [sys.executable, str(PROGRAMS / "peer.py")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        url = f"ws://127.0.0.1:{server.stdout.readline().strip()}"
        try:
            said = subprocess.run(
                [python, str(PROGRAMS / program), url, str(seconds)],
                cwd=ROOT,
                env={"PYTHONPATH": str(ROOT)},
                stdout=subprocess.PIPE,
                check=True,
                timeout=LIMIT_S,
            ).stdout
            return _figures(json.loads(said), json.loads(server.stdout.readline()))
        finally:
            server.terminate()


def _figures(report: dict[str, Any], arrived: list[float]) -> dict[str, float]:
    up = [(there - here) * 1000 for here, there in zip(report["handed"], arrived, strict=True)]
    down = [(out - sent) * 1000 for sent, out in report["events"]]
    return {
        "sound handed in to server, beyond the chunk, p50 ms": statistics.median(up),
        "sound handed in to server, beyond the chunk, p99 ms": _p99(up),
        "message sent to event p50 ms": statistics.median(down),
        "message sent to event p99 ms": _p99(down),
        "CPU ms per minute of sound": report["cpu_ms_per_min"],
        "resident memory MB": report["memory_mb"],
        "threads": report["threads"],
    }


def _p99(values: list[float]) -> float:
    return statistics.quantiles(values, n=100)[98]
