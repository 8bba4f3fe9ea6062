"""`captioner sessions` and `export`: what they read, and what they tell of the library."""

import os
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from captioner.storage.paths import Paths
from tests.cli.program import lines, program, run
from tests.guards import HANG_S
from tests.systems import WINDOWS, not_on_windows

SPEECH = """{"type": "final", "at": 0.1, "turn": 0, "text": "The canary sings.",
 "words": [{"text": "canary", "start_ms": 0, "end_ms": 90}]}"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile with one session."""
    recording = tmp_path / "recording.jsonl"
    recording.write_text(SPEECH.replace("\n", " "))
    done = run(tmp_path / "profile", "caption", recording, "--engine", "replay")
    assert done.returncode == 0, done.stderr
    return tmp_path / "profile"


def damage(profile: Path) -> None:
    library = Paths(profile).library
    content = bytearray(library.read_bytes())
    content[:100] = bytes(100)
    library.write_bytes(content)


def test_a_damaged_library_is_told_by_the_command_that_finds_it(profile: Path) -> None:
    damage(profile)
    done = run(profile, "sessions", "--json")
    assert "The transcripts were damaged. 1 session could be saved" in done.stderr
    assert len(lines(done.stdout)) == 1
    assert run(profile, "sessions").stderr == ""


def test_export_tells_it_too_and_writes_what_was_saved(profile: Path) -> None:
    (session,) = lines(run(profile, "sessions", "--json").stdout)
    damage(profile)
    done = run(profile, "export", str(session["id"]))
    assert "The transcripts were damaged." in done.stderr
    assert done.stdout == "The canary sings.\n"


def test_what_a_newer_version_made_is_listed_and_exported(profile: Path) -> None:
    with closing(sqlite3.connect(Paths(profile).library)) as connection:
        connection.execute("PRAGMA user_version = 99")
    done = run(profile, "sessions", "--json", "--search", "canary")
    (session,) = lines(done.stdout)
    assert "A newer version of Captioner made these transcripts." in done.stderr
    assert run(profile, "export", str(session["id"])).stdout == "The canary sings.\n"


def test_captions_go_on_unsaved_where_a_newer_version_made_the_library(profile: Path) -> None:
    with closing(sqlite3.connect(Paths(profile).library)) as connection:
        connection.execute("PRAGMA user_version = 99")
    recording = profile.with_name("recording.jsonl")
    out = profile.with_name("out.txt")
    done = run(profile, "caption", recording, "--engine", "replay", "--json", "--export", out)
    finals = [line for line in lines(done.stdout) if line["type"] == "final"]
    assert [(final["text"], final["saved"]) for final in finals] == [("The canary sings.", False)]
    assert "A newer version of Captioner made these transcripts." in done.stderr
    assert out.read_text() == "The canary sings.\n"
    assert done.returncode == 6
    assert done.stderr.splitlines()[-2:] == [
        "captioner: This session is not saved."
        " A newer version of Captioner made these transcripts.",
        f"All of it is in {out}.",
    ]


def test_keep_nothing_captions_although_there_is_no_place_for_a_library(profile: Path) -> None:
    library = Paths(profile).library
    library.unlink()
    library.mkdir()
    recording = profile.with_name("recording.jsonl")
    done = run(profile, "caption", recording, "--engine", "replay", "--set", "keep_nothing=yes")
    assert done.returncode == 0
    assert done.stdout == "The canary sings.\n"


def test_a_search_for_bytes_that_are_no_text_is_one_sentence(profile: Path) -> None:
    done = run(profile, "sessions", "--search", "caf\udce9")
    assert done.returncode == 2
    assert done.stderr.startswith("captioner: What is searched for is no text.")
    assert len(done.stderr.splitlines()) <= 2
    assert run(profile, "export", "caf\udce9").returncode == 2


@pytest.mark.parametrize(
    "form",
    [
        "profile",
        pytest.param("home", marks=not_on_windows("no variable says there where a profile is")),
    ],
)
def test_where_no_profile_can_be_made_captions_go_on_and_every_word_is_exported(
    form: str, tmp_path: Path
) -> None:
    recording = tmp_path / "recording.jsonl"
    recording.write_text(
        "\n".join(
            SPEECH.replace("\n", " ").replace('"turn": 0', f'"turn": {turn}') for turn in range(3)
        )
    )
    in_the_way, out = tmp_path / "file", tmp_path / "out.txt"
    in_the_way.touch()
    wanted = ("caption", recording, "--engine", "replay", "--export", out)
    if form == "profile":
        done = run(in_the_way, *wanted)
    else:
        places = {f"XDG_{kind}_HOME": str(in_the_way) for kind in ("CONFIG", "DATA", "STATE")}
        done = subprocess.run(
            [program(), *map(str, wanted)],
            env={**os.environ, **places, "HOME": str(in_the_way)},
            capture_output=True,
            text=True,
            timeout=HANG_S,
            check=False,
        )
    assert done.stdout.splitlines() == ["The canary sings."] * 3
    assert out.read_text() == done.stdout
    assert "Captions are not saved." in done.stderr
    assert done.returncode == 6
    assert done.stderr.endswith(f"All of it is in {out}.\n")


def test_no_transcript_takes_the_place_of_what_it_is_made_from(profile: Path) -> None:
    recording = profile.with_name("recording.jsonl").rename(profile.with_name("recording.json"))
    before = recording.read_bytes()
    done = run(profile, "caption", recording, "--engine", "replay", "--export", recording)
    assert done.returncode == 2
    assert "recording.json is the file that is captioned." in done.stderr
    assert recording.read_bytes() == before


def test_no_name_steers_the_terminal(tmp_path: Path) -> None:
    done = run(tmp_path, "export", "\x1b[31mred", "-o", "\x1b[2J.pdf")
    assert done.returncode == 2
    assert "\x1b" not in done.stderr


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for a library and some sentences."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", folder]
    if WINDOWS or os.geteuid() or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("this user may not mount a small disk")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_disk_that_fills_in_mid_session_leaves_no_word_out_of_the_export(
    small_disk: Path, tmp_path: Path
) -> None:
    recording, out = tmp_path / "recording.jsonl", tmp_path / "out.txt"
    said = [f"sentence {turn} " + "word " * 2_000 + "end." for turn in range(60)]
    recording.write_text(
        "\n".join(
            SPEECH.replace("\n", " ")
            .replace("The canary sings.", text)
            .replace("0.1", str(turn / 100))
            .replace('"turn": 0', f'"turn": {turn}')
            for turn, text in enumerate(said)
        )
    )
    done = run(small_disk, "caption", recording, "--engine", "replay", "--json", "--export", out)
    finals = [line for line in lines(done.stdout) if line["type"] == "final"]
    assert {final["saved"] for final in finals} == {True, False}
    assert out.read_text().splitlines() == said
    assert done.returncode == 6
    title, advice = done.stderr.splitlines()[-2:]
    assert re.fullmatch(r"captioner: Text since \d\d:\d\d is not saved\. The disk is full\.", title)
    assert advice == f"All of it is in {out}."
