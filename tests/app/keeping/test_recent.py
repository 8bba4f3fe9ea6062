"""What the vocabulary report counts in: the newest sessions of a real library, and no more."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from captioner.app.keeping import recent as of_late
from captioner.app.keeping.disk import Disk
from captioner.app.keeping.library import Sessions
from tests.transcripts import segment

STARTED = datetime(2026, 11, 24, 10, 2, tzinfo=UTC)


@pytest.fixture
async def sessions(tmp_path: Path):
    disk = Disk(tmp_path / "library.db", lambda _: None)
    await disk.open()
    library = Sessions(disk, {}, lambda *_: None)
    yield library
    await library.close()


async def keep(library: Sessions, day: int, *, seconds: float = 60.0, silent: bool = False) -> str:
    """A session of one line, or of none."""
    session = await library.begin(STARTED + timedelta(days=day), "replay", keep=True)
    if not silent:
        await library.add(session.id, segment(1, "In Lyon."))
    await library.end(session, seconds, 0.0, None)
    return session.id


async def test_the_newest_sessions_are_read_with_all_that_was_said(sessions: Sessions) -> None:
    kept = [await keep(sessions, day) for day in range(of_late.MOST_SESSIONS + 2)]
    said = await of_late.recent(sessions)
    assert set(said) == set(kept[2:])
    assert all(len(segments) == 1 for segments in said.values())


async def test_long_sessions_are_enough_sooner(sessions: Sessions) -> None:
    for day in range(4):
        newest = await keep(sessions, day, seconds=of_late.MOST_S)
    assert set(await of_late.recent(sessions)) == {newest}


async def test_sessions_without_a_word_do_not_count(sessions: Sessions) -> None:
    await keep(sessions, 0, silent=True)
    assert await of_late.recent(sessions) == {}
