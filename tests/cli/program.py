"""The installed program as a process, with a profile of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.guards import HANG_S


def program() -> str:
    """The path of the installed `captioner`."""
    return str(Path(sys.executable).with_name("captioner"))


def run(
    profile: Path, *arguments: str | Path, environment: dict[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run it to its end."""
    return subprocess.run(
        [program(), "--profile", str(profile), *map(str, arguments)],
        env={**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": "", **(environment or {})},
        capture_output=True,
        text=True,
        timeout=HANG_S,
        check=False,
    )


def start(profile: Path, *arguments: str | Path) -> "subprocess.Popen[str]":
    """Start it; whoever started it waits for its end."""
    return subprocess.Popen(
        [program(), "--profile", str(profile), *map(str, arguments)],
        env={**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def lines(output: str) -> list[dict[str, object]]:
    """JSON lines, parsed."""
    return [json.loads(line) for line in output.splitlines()]


def words(text: str) -> list[str]:
    """The words of a text without case and punctuation."""
    cleaned = "".join(char if char.isalnum() or char.isspace() else " " for char in text.lower())
    return cleaned.split()
