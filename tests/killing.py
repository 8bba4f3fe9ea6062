"""Kills the real program in mid-session and looks at what is left."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.guards import HANG_S

FINALS = 300
LASTS_S = 6.0
PROGRAM = (sys.executable, "-c", "from captioner.cli.main import main; raise SystemExit(main())")


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What a killed program leaves.

    Attributes:
        said: The finals it had told to be on disk; one that a slow disk held up is told
            as not saved and is not among them.
        kept: The finals its library holds.
        title: What the list of sessions calls it.
    """

    said: tuple[str, ...]
    kept: tuple[str, ...]
    title: str

    @property
    def lost(self) -> list[str]:
        """What it had told to be on disk and what is not there."""
        return sorted(set(self.said) - set(self.kept))


def recording(folder: Path, finals: int = FINALS) -> Path:
    """A session of `LASTS_S`, with so many finals."""
    lines = []
    for turn in range(finals):
        at_ms = round(turn * LASTS_S / finals * 1000)
        words = [{"text": f"word{turn}", "start_ms": at_ms, "end_ms": at_ms + 15}]
        line = {"type": "final", "at": at_ms / 1000, "turn": turn, "words": words}
        lines.append(json.dumps({**line, "text": f"Word{turn}."}))
    path = folder / "recording.jsonl"
    path.write_text("\n".join(lines))
    return path


def killed_after(
    folder: Path, finals: int, before: Callable[[Path], None] = lambda _: None
) -> Aftermath:
    """Caption, `kill -9` once so many finals are on disk, and start again.

    Args:
        folder: Where all of it happens.
        finals: After how many.
        before: Called with the folder of the library when half of them are.
    """
    profile = ["--profile", str(folder / "profile")]
    command = [*PROGRAM, "caption", str(recording(folder))]
    saved: list[str] = []
    with subprocess.Popen(
        [*command, "--engine", "replay", "--json", *profile],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as program:
        assert program.stdout is not None
        for line in program.stdout:
            saved += _saved(line)
            if len(saved) == finals // 2:
                before(folder / "profile" / "data")
            if len(saved) >= finals:
                program.kill()
                break
        for line in program.stdout:
            saved += _saved(line)
    listed = _run("sessions", "--json", *profile)
    session = json.loads(listed.splitlines()[0])
    text = folder / "out.txt"
    _run("export", session["id"], "--format", "txt", "-o", str(text), *profile)
    kept = tuple(word for word in text.read_text("utf-8").split() if word.startswith("Word"))
    return Aftermath(tuple(saved), kept, session["title"])


def _saved(line: bytes) -> list[str]:
    """The text of a whole line that tells of a final on disk."""
    try:
        event = json.loads(line)
    except ValueError:
        return []  # the kill cut it off
    return [event["text"]] if event.get("type") == "final" and event.get("saved") else []


def _run(*arguments: str) -> str:
    done = subprocess.run(
        [*PROGRAM, *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=HANG_S,
    )
    return done.stdout
