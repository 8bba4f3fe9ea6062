"""What the program does when nobody takes what it prints, or somebody wants it to end."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile

from captioner.cli.entry import INTERRUPTED
from captioner.server.session import Close
from tests.cli.program import WAYS_TO_END, ask_to_end, lines, program, run
from tests.faulty_server import Plan, answer, faulty_server
from tests.guards import HANG_S
from tests.killing import FINALS, LASTS_S, PROGRAM, recording
from tests.sessions import words
from tests.systems import not_on_windows, only_windows

FULL = Path("/dev/full")
FEW = 60
"""A session that is ended early has all that was to be said at once; a slow disk takes these."""

MORE_THAN_A_PIPE_HOLDS = 600
needs_full = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux has a device that is full"
)


def wanted(folder: Path, *more: str | Path, finals: int = FINALS) -> list[str]:
    """The words that have a recorded session captioned."""
    words = ("caption", recording(folder, finals), "--engine", "replay", *more)
    return [str(word) for word in words]


def caption(folder: Path, *more: str | Path, finals: int = FINALS) -> list[str]:
    """The whole command, without what Windows starts it by."""
    return [*PROGRAM, "--profile", str(folder / "profile"), *wanted(folder, *more, finals=finals)]


@contextmanager
def captioning(
    folder: Path, *more: str, finals: int = FINALS, **how: object
) -> "Iterator[subprocess.Popen[bytes]]":
    settings = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **how}
    with subprocess.Popen(caption(folder, *more, finals=finals), **settings) as started:  # type: ignore[call-overload] # as Popen has it
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
    return 0 < float(str(kept(folder)["seconds"])) < LASTS_S


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
def test_a_reader_that_goes_away_ends_the_program_and_the_session_in_order(
    form: list[str], tmp_path: Path
) -> None:
    with captioning(tmp_path, *form, finals=FEW) as started:
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
        run(tmp_path / "profile", *wanted(tmp_path), "--pace", "fast")
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


@not_on_windows("streams are closed by a shell of Unix")
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


@pytest.mark.parametrize("way", WAYS_TO_END)
def test_asked_to_end_it_ends_the_session_in_order(way: int, tmp_path: Path) -> None:
    """By a signal, or on Windows by keys, a console that is closed, or the end of the day."""
    with captioning(tmp_path, "--json", finals=FEW) as started:
        assert started.stdout is not None
        assert started.stdout.readline()
        ask_to_end(started.pid, way)
        rest = started.stdout.read().decode()
        assert started.wait(HANG_S) == 0
    assert lines(rest)[-1]["type"] == "closed"
    assert stopped_early(tmp_path)


@pytest.mark.parametrize("way", WAYS_TO_END[:2])
def test_asked_to_end_again_and_again_it_ends_all_the_same(way: int, tmp_path: Path) -> None:
    """While the recogniser still reads the last sentence, which takes a second."""
    demo = [*PROGRAM, "--profile", str(tmp_path), "caption", "--demo", "--json"]
    with subprocess.Popen(demo, stdout=subprocess.PIPE) as started:
        try:
            assert started.stdout is not None
            assert any(b'"partial"' in line for line in started.stdout)
            for _ in range(4):
                ask_to_end(started.pid, way)
                time.sleep(0.05)
            # The last may come when nothing is left of the program that could hear it.
            assert started.wait(HANG_S) in (INTERRUPTED, -way)
        finally:
            started.kill()


def test_a_reader_that_does_not_read_holds_up_neither_captions_nor_the_end(tmp_path: Path) -> None:
    read, write = os.pipe()
    printing = {"finals": MORE_THAN_A_PIPE_HOLDS, "stdout": write}
    with captioning(tmp_path, "--json", "--pace", "fast", **printing) as started:
        os.close(write)
        assert os.read(read, 1)
        with pytest.raises(subprocess.TimeoutExpired):
            started.wait(10)  # all is captioned, and the reader is waited for
        ask_to_end(started.pid, WAYS_TO_END[1])
        assert started.wait(HANG_S) == 0
    os.close(read)
    assert kept(tmp_path)["finals"] == MORE_THAN_A_PIPE_HOLDS


@not_on_windows("it has no nohup")
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
            command = wanted(tmp_path, "--export", tmp_path / "good.txt", wrong)
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
            *wanted(tmp_path, "--export", tmp_path / "old.txt", absent),
        )
        assert (tmp_path / "old.txt").read_text() == "old"

    def test_one_that_fails_is_told_and_stops_no_other(self, tmp_path: Path) -> None:
        folder = tmp_path / "folder"
        folder.mkdir()
        both = ("--export", folder / "a.txt", tmp_path / "b.txt", "--json")
        with captioning(tmp_path, *map(str, both), finals=FEW) as started:
            assert started.stdout is not None
            assert started.stdout.readline()
            folder.rmdir()
            ask_to_end(started.pid, WAYS_TO_END[0])
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
