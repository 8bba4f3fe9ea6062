"""What was shown is read and exported whole, also while the library lacks some of it."""

import asyncio
import gc
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from captioner.app.keeping.disk import Disk
from captioner.app.keeping.library import Sessions
from captioner.app.keeping.recorder import Recorder
from captioner.core.correction import corrected
from captioner.core.errors import StorageError
from captioner.core.transcript import Gap, GapKind, Mark, Segment, Session
from captioner.storage.library import Library
from tests.fakes import texts
from tests.transcripts import lost, segment

STARTED = datetime(2026, 11, 24, 10, 2, tzinfo=UTC)
HANG_S = 30


class Shelf:
    """A session on disk with a recorder, as the program has it."""

    def __init__(self, sessions: Sessions, session: Session, path: Path) -> None:
        self.sessions, self.session, self.path = sessions, session, path
        self.shown: list[Segment] = []
        self.recorder = Recorder(sessions, session.id, self.shown.append, lambda _: None)
        self.running = asyncio.create_task(self.recorder.run())
        sessions.hold(session, self.recorder.unsaved)
        self._triggers: list[str] = []

    async def until_shown(self, count: int) -> None:
        async with asyncio.timeout(HANG_S):
            while len(self.shown) < count:  # noqa: ASYNC110 - another thread's work
                await asyncio.sleep(0.01)

    def fill(self) -> None:
        """From now on the disk takes nothing."""
        for table in ("segments", "gaps", "marks"):
            for change in ("INSERT", "UPDATE", "DELETE"):
                self._do(f"CREATE TRIGGER {table}{change} BEFORE {change} ON {table}"
                         " BEGIN SELECT RAISE(FAIL, 'full'); END")  # fmt: skip

    def make_room(self) -> None:
        for table in ("segments", "gaps", "marks"):
            for change in ("INSERT", "UPDATE", "DELETE"):
                self._do(f"DROP TRIGGER {table}{change}")

    def _do(self, statement: str) -> None:
        connection = sqlite3.connect(self.path)
        with connection:
            connection.execute(statement)
        connection.close()


@pytest.fixture
async def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Shelf]:
    monkeypatch.setattr("captioner.app.keeping.recorder.RETRY_EVERY_S", 0.1)
    monkeypatch.setattr("captioner.app.keeping.recorder.HURRIED_RETRY_S", 0.01)
    path = tmp_path / "library.db"
    disk = Disk(path, lambda _: None)
    await disk.open()
    sessions = Sessions(disk, {}, lambda *_: None)
    session = await sessions.begin(STARTED, "ondevice", keep=True)
    shelf = Shelf(sessions, session, path)
    yield shelf
    shelf.running.cancel()
    await sessions.close()


async def test_everything_since_the_disk_is_full_is_read_with_what_was_before(
    shelf: Shelf,
) -> None:
    shelf.recorder.segment(segment(0, "kept"))
    await shelf.until_shown(1)
    shelf.fill()
    for turn, text in ((1, "second"), (2, "thurd"), (3, "secret")):
        shelf.recorder.segment(segment(turn, text, turn * 1_000))
    shelf.recorder.gap(lost(5_000, 6_000))
    shelf.recorder.mark(Mark(at_ms=1_200, note="here"))
    shelf.recorder.correction(corrected(segment(2, "thurd", 2_000), "third"))
    struck = Gap(start_ms=3_000, end_ms=4_000, kind=GapKind.OFF_THE_RECORD, reason="off the record")
    shelf.recorder.strike(struck)
    await shelf.until_shown(4)
    transcript = await shelf.sessions.transcript(shelf.session.id)
    assert [(one.text, one.saved) for one in transcript.segments] == [
        ("kept", True),
        ("second", False),
        ("third", False),
    ]
    assert transcript.gaps == (struck, lost(5_000, 6_000))
    assert [mark.note for mark in transcript.marks] == ["here"]
    assert transcript.session.finals == 3


async def test_it_is_so_after_the_end_too_and_over_once_the_disk_has_it(shelf: Shelf) -> None:
    shelf.fill()
    shelf.recorder.segment(segment(0, "first"))
    await shelf.until_shown(1)
    assert not await shelf.recorder.flush()
    await shelf.sessions.end(shelf.session, 60.0, 0.0, None)
    transcript = await shelf.sessions.transcript(shelf.session.id)
    assert [(one.text, one.saved) for one in transcript.segments] == [("first", False)]
    assert transcript.session.ended


async def test_what_a_session_lacks_is_written_when_the_next_one_begins(shelf: Shelf) -> None:
    shelf.fill()
    shelf.recorder.segment(segment(0, "first"))
    shelf.recorder.mark(Mark(at_ms=100))
    await shelf.until_shown(1)
    assert not await shelf.recorder.flush()
    await shelf.sessions.end(shelf.session, 60.0, 0.0, None)
    await shelf.sessions.begin(STARTED, "ondevice", keep=True)
    transcript = await shelf.sessions.transcript(shelf.session.id)
    assert [one.saved for one in transcript.segments] == [False]
    shelf.make_room()
    await shelf.sessions.begin(STARTED, "ondevice", keep=True)
    async with asyncio.timeout(HANG_S):
        while not all(one.saved for one in transcript.segments):
            await asyncio.sleep(0.01)
            transcript = await shelf.sessions.transcript(shelf.session.id)
    assert (texts(transcript.segments), len(transcript.marks)) == (["first"], 1)
    assert transcript.session.ended


async def test_a_write_that_fails_after_the_end_is_no_error_of_the_loop(
    shelf: Shelf, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = asyncio.Event()

    asked: list[object] = []

    async def fails_late(*_: object) -> None:
        asked.append(_)
        if len(asked) == 3:  # it failed, also ahead of its turn, and is tried again
            await failing.wait()
        raise StorageError("Another program holds the transcripts.", "Close it or wait.")

    monkeypatch.setattr(shelf.sessions, "add", fails_late)
    shelf.recorder.segment(segment(0, "first"))
    async with asyncio.timeout(HANG_S):
        while len(asked) < 3:  # noqa: ASYNC110 - the recorder's own pace
            await asyncio.sleep(0.01)
    shelf.running.cancel()
    await asyncio.wait({shelf.running})
    failing.set()
    shelf.running = asyncio.create_task(asyncio.sleep(0))  # nobody holds what it waited for
    await asyncio.sleep(0.01)
    gc.collect()
    assert caplog.records == []


async def test_all_of_a_session_that_is_saved_comes_from_the_disk(shelf: Shelf) -> None:
    shelf.fill()
    shelf.recorder.segment(segment(0, "first"))
    await shelf.until_shown(1)
    shelf.make_room()
    assert await shelf.recorder.flush()
    await shelf.sessions.end(shelf.session, 60.0, 0.0, None)
    transcript = await shelf.sessions.transcript(shelf.session.id)
    assert [(one.text, one.saved) for one in transcript.segments] == [("first", True)]


async def test_of_a_disk_that_never_answers_what_is_not_saved_is_there(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def for_ever(*_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr("captioner.app.keeping.unsaved.PATIENCE_S", 0.05)
    for call in ("add", "transcript", "take"):
        answer = getattr(Library, call)
        monkeypatch.setattr(
            Library,
            call,
            lambda library, *a, answer=answer: (
                answer(library, *a) if library is not shelf.sessions._disk.library else for_ever()
            ),
        )
    shelf.recorder.segment(segment(0, "first"))
    shelf.recorder.segment(segment(1, "second", 1_000))
    await shelf.until_shown(1)
    async with asyncio.timeout(HANG_S):
        transcript = await shelf.sessions.transcript(shelf.session.id)
    assert texts(transcript.segments) == ["first", "second"]
    assert transcript.session.id == shelf.session.id
