"""AssemblyAI's own SDKs as judges, each in its own virtual environment under build/."""

import asyncio
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

from captioner.core.settings import Settings
from tests.guards import HANG_S
from tests.sessions import SharedSession

ROOT = Path(__file__).parents[2]
DRIVERS = Path(__file__).parent / "drivers"
Said = list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """What a client shows.

    Attributes:
        key: The key, or None to use a token.
        token: A token.
        token_seconds: Get a token of so many seconds with the key first, and use that.
        token_url: Where v2 tokens come from.
    """

    key: str | None = None
    token: str | None = None
    token_seconds: int = 0
    token_url: str = ""


@dataclass(frozen=True, kw_only=True)
class Judge:
    """One SDK with one of its clients.

    Attributes:
        version: The SDK's version, locked in locks/sdk-VERSION.txt.
        driver: The script that runs it, with its arguments.
        model: The v3 speech model it asks for.
    """

    version: str
    driver: tuple[str, ...]
    model: str = "universal-3-6-pro"

    async def run(
        self,
        url: str,
        session: SharedSession,
        sign_in: SignIn | None = None,
        environment: dict[str, str] | None = None,
    ) -> Said:
        """What the SDK reported of a session, in order.

        Args:
            url: Where to, as this SDK wants it.
            session: What to do there.
            sign_in: What to show; any key if nothing is said.
            environment: More environment variables.
        """
        job = {
            "url": url,
            **asdict(sign_in or SignIn(key="ANY-KEY")),
            "model": self.model,
            "settings": _plain(session.settings),
            "steps": [(type(step).__name__, _value(step)) for step in session.steps],
        }
        python = await asyncio.to_thread(python_with, self.version)
        process = await asyncio.create_subprocess_exec(
            python,
            *(str(DRIVERS / part) if part.endswith(".py") else part for part in self.driver),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | (environment or {}),
        )
        try:
            output, _ = await asyncio.wait_for(
                process.communicate(json.dumps(job).encode()), timeout=HANG_S
            )
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        assert process.returncode == 0, "the SDK's driver failed; see its stderr"
        said: Said = json.loads(output)
        return said


V3_SYNC = Judge(version="1.8.2", driver=("v3.py", "sync"))
V3_ASYNC = Judge(version="1.8.2", driver=("v3.py", "async"))
V3_STREAMING = Judge(version="1.8.2", driver=("v3.py", "sync"), model="universal-streaming-english")
V2 = Judge(version="0.43.1", driver=("v2.py",))


def python_with(version: str) -> Path:
    """The interpreter of the environment with this SDK, made if it is not there yet."""
    if sys.platform == "win32" and importlib.util.find_spec("ensurepip") is None:
        pytest.skip("this Python has no pip to install the SDK with")
    lock = ROOT / "locks" / f"sdk-{version}.txt"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    folder = ROOT / "build" / f"sdk-{version}"
    if not _is_made_from(folder, digest):
        _make(folder, lock, digest)
    return _python(folder)


def _is_made_from(folder: Path, digest: str) -> bool:
    note = folder / "made-from"
    return note.exists() and note.read_text() == digest


def _make(folder: Path, lock: Path, digest: str) -> None:
    """Make it beside its place and move it there whole: tests run in parallel."""
    making = folder.with_name(f"{folder.name}.{os.getpid()}")
    venv.create(making, with_pip=True)
    pip = [_python(making), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "-r", lock], check=True, timeout=300)
    (making / "made-from").write_text(digest)
    if _is_made_from(folder, digest):  # another test was faster, and uses it now
        shutil.rmtree(making)
    else:
        shutil.rmtree(folder, ignore_errors=True)
        making.rename(folder)


def _python(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _plain(settings: Settings) -> dict[str, object]:
    wanted = (
        "encoding",
        "sample_rate",
        "word_boost",
        "end_utterance_silence_threshold",
        "disable_partial_transcripts",
        "enable_extra_session_information",
    )
    return {name: getattr(settings, name) for name in wanted}


def _value(step: object) -> object:
    return next(iter(asdict(step).values()), None)  # type: ignore[call-overload] - each step is a dataclass


def of_kind(said: Said, kind: str) -> Sequence[dict[str, Any]]:
    """What was reported of one kind, in order."""
    return [item for item in said if item["kind"] == kind]


def texts(said: Said, kind: str) -> tuple[str, ...]:
    """The texts reported of one kind, in order."""
    return tuple(item["text"] for item in of_kind(said, kind))
