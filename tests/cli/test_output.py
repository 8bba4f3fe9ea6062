"""What the program does when nobody takes what it prints, or somebody wants it to end."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile

from captioner.server.session import Close
from tests.cli.program import lines, program, run
from tests.faulty_server import Plan, answer, faulty_server
from tests.guards import HANG_S
from tests.killing import EVERY_S, FINALS, recording
from tests.sessions import words
from tests.systems import only_windows

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux has a device that is full"
)


def _has_console() -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(ctypes.WinDLL("kernel32").GetConsoleWindow())


def caption(folder: Path, *more: str | Path) -> list[str]:
    """The command that captions a recorded session, a final every 20 ms."""
    wanted = ("caption", recording(folder), "--engine", "replay", *more)
    return [program(), "--profile", str(folder / "profile"), *map(str, wanted)]


@contextmanager
def captioning(folder: Path, *more: str, **how: object) -> "Iterator[subprocess.Popen[bytes]]":
    settings = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **how}
    with subprocess.Popen(caption(folder, *more), **settings) as started:  # type: ignore[call-overload] # as Popen has it
        try:
            yield started
        finally:
            started.kill()


def kept(folder: Path) -> dict[str, object]:
    """The one session that is kept; it must have ended in order."""
    profile = folder / "profile"
    assert "ecovered" not in run(profile, "sessions").stdout
    [session] = lines(run(profile, "sessions", "--json").stdout)
    return session


def stopped_early(folder: Path) -> bool:
    """Whether the session ended before its sound did."""
    return 0 < float(str(kept(folder)["seconds"])) < FINALS * EVERY_S


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
def test_a_reader_that_goes_away_ends_the_program_and_the_session_in_order(
    form: list[str], tmp_path: Path
) -> None:
    with captioning(tmp_path, *form) as started:
        assert started.stdout is not None
        assert started.stdout.readline()
        started.stdout.close()
        assert started.wait(HANG_S) == 0
        assert started.stderr is not None
        assert started.stderr.read() == b""
    assert stopped_early(tmp_path)


@needs_full
def test_a_full_disk_behind_the_output_is_told_and_the_session_is_kept(tmp_path: Path) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            caption(tmp_path, "--json", "--pace", "fast"),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=HANG_S,
            check=False,
        )
    assert done.returncode == 6
    assert done.stderr.splitlines() == [
        "captioner: The output could not be written (No space left on device).",
        "Print to another place.",
    ]
    assert kept(tmp_path)["finals"] == FINALS


@needs_full
@pytest.mark.parametrize("command", [["sources"], ["doctor"], ["sessions"], ["--help"]])
def test_every_command_says_that_its_output_is_full(command: list[str], tmp_path: Path) -> None:
    if command == ["sessions"]:
        run(tmp_path / "profile", *caption(tmp_path)[3:], "--pace", "fast")
    with FULL.open("wb") as full:
        done = subprocess.run(
            [program(), "--profile", str(tmp_path / "profile"), *command],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=HANG_S,
            check=False,
        )
    assert done.returncode == 6
    assert "could not be written" in done.stderr
    assert "Traceback" not in done.stderr


@needs_full
def test_what_cannot_be_told_on_standard_error_breaks_nothing(tmp_path: Path) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [program(), "--profile", str(tmp_path), "caption", str(tmp_path / "absent.wav")],
            stdout=subprocess.PIPE,
            stderr=full,
            timeout=HANG_S,
            check=False,
        )
    assert (done.returncode, done.stdout) == (3, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="streams are closed by a shell of Unix")
@pytest.mark.parametrize("how", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_keep_the_session(how: str, tmp_path: Path) -> None:
    command = caption(tmp_path, "--json", "--pace", "fast")
    shell = f'exec "$@" {how}'
    done = subprocess.run(
        ["sh", "-c", shell, "sh", *command], capture_output=True, timeout=HANG_S, check=False
    )
    assert done.returncode == 0
    assert kept(tmp_path)["finals"] == FINALS


def test_letters_that_the_output_cannot_spell_end_nothing(tmp_path: Path) -> None:
    word = {"text": "Łodz 日本", "start_ms": 0, "end_ms": 300}
    line = {"type": "final", "at": 0.3, "turn": 1, "text": word["text"], "words": [word]}
    (tmp_path / "recording.jsonl").write_text(json.dumps(line))
    command = ("caption", tmp_path / "recording.jsonl", "--engine", "replay", "--pace", "fast")
    done = run(tmp_path, *command, environment={"PYTHONIOENCODING": "latin-1"})
    assert (done.returncode, done.stdout, done.stderr) == (0, "?odz ??\n", "")


@only_windows
def test_pipes_and_files_of_windows_get_every_letter() -> None:
    code = "from captioner.cli.output import guard_streams; guard_streams(); print('Łodz 日本')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONUTF8": "0"},
        capture_output=True,
        timeout=HANG_S,
        check=False,
    )
    assert (done.stdout.decode(), done.stderr) == ("Łodz 日本\r\n", b"")


@only_windows
@pytest.mark.skipif(not _has_console(), reason="there is no console of Windows here")
def test_ctrl_break_ends_the_session_in_order(tmp_path: Path) -> None:
    group = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}  # type: ignore[attr-defined,unused-ignore] # Windows has it
    with captioning(tmp_path, "--json", **group) as started:
        assert started.stdout is not None
        assert started.stdout.readline()
        started.send_signal(signal.CTRL_BREAK_EVENT)  # type: ignore[attr-defined,unused-ignore] # Windows has it
        rest = started.stdout.read().decode()
        assert started.wait(HANG_S) == 0
    assert lines(rest)[-1]["type"] == "closed"
    assert stopped_early(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_ends_the_session_in_order(name: str, tmp_path: Path) -> None:
    with captioning(tmp_path, "--json") as started:
        assert started.stdout is not None
        assert started.stdout.readline()
        started.send_signal(getattr(signal, name))
        rest = started.stdout.read().decode()
        assert started.wait(HANG_S) == 0
    assert lines(rest)[-1]["type"] == "closed"
    assert stopped_early(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_a_reader_that_does_not_read_holds_up_neither_captions_nor_signals(tmp_path: Path) -> None:
    read, write = os.pipe()
    with captioning(tmp_path, "--json", "--pace", "fast", stdout=write) as started:
        os.close(write)
        with pytest.raises(subprocess.TimeoutExpired):
            started.wait(10)  # all is captioned, and the reader is waited for
        started.send_signal(signal.SIGTERM)
        assert started.wait(HANG_S) == 0
    os.close(read)
    assert kept(tmp_path)["finals"] == FINALS


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_nohup_outlives_its_terminal(tmp_path: Path) -> None:
    ignoring = {"preexec_fn": lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)}
    with captioning(tmp_path, "--json", **ignoring) as started:
        assert started.stdout is not None
        assert started.stdout.readline()
        started.send_signal(signal.SIGHUP)
        rest = started.stdout.read().decode()
        assert started.wait(HANG_S) == 0
    assert kept(tmp_path)["finals"] == FINALS
    assert lines(rest)[-1]["type"] == "closed"


class TestExports:
    def test_a_place_that_cannot_be_written_is_refused_before_the_session(
        self, tmp_path: Path
    ) -> None:
        for wrong in (tmp_path / "absent" / "a.txt", tmp_path / "folder.srt"):
            (tmp_path / "folder.srt").mkdir(exist_ok=True)
            command = caption(tmp_path, "--export", tmp_path / "good.txt", wrong)[3:]
            done = run(tmp_path / "profile", *command)
            assert (done.returncode, done.stdout) == (6, "")
            assert str(wrong) in done.stderr
            assert not (tmp_path / "good.txt").exists()
        assert run(tmp_path / "profile", "sessions").stdout == ""

    def test_a_file_that_was_there_is_untouched_until_the_session_ended(
        self, tmp_path: Path
    ) -> None:
        (tmp_path / "old.txt").write_text("old")
        absent = tmp_path / "absent" / "a.txt"
        run(
            tmp_path / "profile",
            *caption(tmp_path, "--export", tmp_path / "old.txt", absent)[3:],
        )
        assert (tmp_path / "old.txt").read_text() == "old"

    def test_one_that_fails_is_told_and_stops_no_other(self, tmp_path: Path) -> None:
        folder = tmp_path / "folder"
        folder.mkdir()
        wanted = ("--export", folder / "a.txt", tmp_path / "b.txt", "--json")
        with captioning(tmp_path, *map(str, wanted)) as started:
            assert started.stdout is not None
            assert started.stdout.readline()
            folder.rmdir()
            if sys.platform != "win32":  # where it is heard to its end
                started.send_signal(signal.SIGINT)
            started.stdout.read()
            assert started.wait(HANG_S) == 6
            assert started.stderr is not None
            assert str(folder / "a.txt") in started.stderr.read().decode()
        assert "Word0." in (tmp_path / "b.txt").read_text()

    async def test_a_session_that_ends_in_an_error_is_exported(self, tmp_path: Path) -> None:
        said = words("Can you hear me?", 210, ends_turn=True)
        soundfile.write(tmp_path / "speech.wav", np.zeros(4 * 16_000), 16_000)
        async with faulty_server(said) as server:

            def turn_away() -> None:
                server.answers += [answer(401)] * 100

            server.plans += [Plan(after_frames=40, deeds=(turn_away, Close(1008)), mute=True)]
            started = await asyncio.create_subprocess_exec(
                program(),
                *("--profile", tmp_path / "profile", "--set", "fall_back=false"),
                *("--set", f"server_url={server.url}", "caption", tmp_path / "speech.wav"),
                *("--engine", "assemblyai", "--export", tmp_path / "a.txt"),
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
            )
            async with asyncio.timeout(HANG_S):
                out, err = await started.communicate()
        assert out.decode().splitlines()[:1] == ["Can you hear me?"], (started.returncode, err)
        assert (started.returncode, b"Traceback" in err) == (5, False)
        assert "Can you hear me?" in (tmp_path / "a.txt").read_text()
