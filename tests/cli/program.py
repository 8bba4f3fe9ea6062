"""The installed program as a process, with a profile of its own."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.guards import HANG_S
from tests.killing import PROGRAM

if sys.platform == "win32":
    from tests.console_events import Event
    from tests.console_events import tell as ask_to_end

    WAYS_TO_END: "list[int]" = list(Event)
else:
    from os import kill as ask_to_end

    WAYS_TO_END = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]

__all__ = ["WAYS_TO_END", "ask_to_end"]
"""In which the user or the system asks a program in a terminal."""


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


@asynccontextmanager
async def running(
    *arguments: object, **environment: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """It is at work while the block runs, without what Windows starts it by."""
    process = await asyncio.create_subprocess_exec(
        *PROGRAM,
        *map(str, arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        limit=2**20,
        env={**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": "", **environment},
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def line_of(process: asyncio.subprocess.Process) -> str:
    """The next line that it says; "" once it says no more."""
    assert process.stdout is not None
    async with asyncio.timeout(HANG_S):
        return (await process.stdout.readline()).decode()


def lines(output: str) -> list[dict[str, object]]:
    """JSON lines, parsed."""
    return [json.loads(line) for line in output.splitlines()]


def words(text: str) -> list[str]:
    """The words of a text without case and punctuation."""
    cleaned = "".join(char if char.isalnum() or char.isspace() else " " for char in text.lower())
    return cleaned.split()
