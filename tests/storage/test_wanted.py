"""Filters of the list, in the library itself."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from captioner.core.transcript import Mark
from captioner.core.wanted import Wanted
from captioner.storage.library import Library
from tests.transcripts import segment

START = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)


@pytest.fixture
async def library(tmp_path: Path) -> Library:
    """Four sessions, a day and ten minutes apart: `one` to `four`."""
    made = await Library.open(tmp_path / "library.db")
    for number, title in enumerate(("one", "two", "three", "four")):
        engine = "assemblyai" if number == 3 else "ondevice"
        begun = await made.begin(START + timedelta(days=number), engine)
        await made.add(begun.id, segment(0, "The budget.", 0, speaker="AB"[number % 2]))
        if number == 1:
            await made.add_mark(begun.id, Mark(at_ms=0))
        if number == 2:
            await made.name_speaker(begun.id, "A", "Marta")
        await made.end(begun.id, 600.0 * (number + 1))
        await made.rename(begun.id, title)
    return made


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        (Wanted(), "four three two one"),
        (Wanted(since="2026-11-21", until="2026-11-22"), "three two"),
        (Wanted(shortest_s=1200.0), "four three two"),
        (Wanted(longest_s=1200.0), "two one"),
        (Wanted(engine="assemblyai"), "four"),
        (Wanted(speaker="B"), "four two"),
        (Wanted(speaker="Marta"), "three"),
        (Wanted(marked=True), "two"),
        (Wanted(words="budget", since="2026-11-23"), "four"),
        (Wanted(words="budget", marked=True, speaker="A"), ""),
    ],
)
async def test_only_what_is_wanted_is_listed(library: Library, wanted: Wanted, titles: str) -> None:
    found = await library.sessions(wanted)
    assert [one.title for one in found] == titles.split()
    await library.close()
