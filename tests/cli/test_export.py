"""`captioner export`, with what one likes in it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from captioner.core.transcript import Mark
from captioner.storage.library import Library
from captioner.storage.paths import Paths
from tests.cli.program import run
from tests.transcripts import lost, segment


@pytest.fixture
async def kept(tmp_path: Path) -> list[str]:
    """Two sessions in the profile `p`; their ids."""
    places = Paths(tmp_path / "p")
    places.create()
    library = await Library.open(places.library)
    ids = []
    for hour in (10, 11):
        begun = await library.begin(datetime(2026, 11, 24, hour, 2, tzinfo=UTC), "ondevice")
        await library.add(begun.id, segment(0, "Good morning.", 1_000, speaker="A"))
        await library.add(begun.id, segment(1, "Good night.", 90_000, speaker="B"))
        await library.add_gap(begun.id, lost(20_000, 46_000))
        await library.add_mark(begun.id, Mark(at_ms=90_500, note="late"))
        await library.end(begun.id, 120.0)
        ids.append(begun.id)
    await library.close()
    return ids


async def test_names_times_gaps_and_marks_stand_in_it_as_one_likes(
    kept: list[str], tmp_path: Path
) -> None:
    profile = tmp_path / "p"
    plain = run(profile, "export", kept[0], "--with", "names", "--without", "marks").stdout
    assert plain == "A: Good morning.\nB: Good night.\n"
    part = run(profile, "export", kept[0], "--from", "1:00", "--to", "1:40").stdout
    assert part == "Good night.\n[Marked: late]\n"
    marked = run(profile, "export", kept[0], "--marked", "--without", "marks").stdout
    assert marked == "Good night.\n"


async def test_several_go_into_a_folder_and_one_that_fails_stops_none(
    kept: list[str], tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    done = run(tmp_path / "p", "export", kept[0], "zzzz", kept[1], "--format", "srt", "-o", folder)
    assert done.returncode == 2
    assert "There is no session “zzzz”." in done.stderr
    assert sorted(path.name for path in folder.iterdir()) == [
        "2026-11-24 10-02, 2 min.srt",
        "2026-11-24 11-02, 2 min.srt",
    ]
    refused = run(tmp_path / "p", "export", *kept)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "Several sessions need a folder." in refused.stderr


async def test_subtitles_are_checked_and_cut_to_a_reading_speed(
    kept: list[str], tmp_path: Path
) -> None:
    checked = run(tmp_path / "p", "export", kept[0], "--format", "vtt", "--check")
    assert checked.stdout.startswith("WEBVTT")
    assert "Subtitles: 3. None is faster than 17 characters a second." in checked.stderr
    slow = run(tmp_path / "p", "export", kept[0], "--format", "srt", "--characters-a-second", "5")
    assert "00:00:01,000 --> 00:00:04,200" in slow.stdout
    text = run(tmp_path / "p", "export", kept[0], "--check")
    assert text.returncode == 2
    assert "Text is not read in time.\nChoose srt or vtt." in text.stderr


async def test_sessions_are_listed_by_day_length_speaker_and_marks(
    kept: list[str], tmp_path: Path
) -> None:
    wanted = ("--since", "2026-11-24", "--longer-than", "1", "--speaker", "A", "--marked")
    found = run(tmp_path / "p", "sessions", *wanted, "--engine", "ondevice")
    assert [line.split()[0] for line in found.stdout.splitlines()] == kept[::-1]
    assert run(tmp_path / "p", "sessions", "--shorter-than", "1").stdout == ""
    wrong = run(tmp_path / "p", "sessions", "--until", "yesterday")
    assert "write the day like 2026-11-24" in wrong.stderr
