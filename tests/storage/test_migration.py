"""Libraries of older versions, as those versions wrote them, are carried over whole.

`version-<n>.db.gz` is a library that the program of that time made.
"""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from captioner.core.errors import StorageError
from captioner.core.transcript import GapKind, Mark, Session, Transcript
from captioner.storage import migration
from captioner.storage.library import Library
from captioner.storage.schema import VERSION, connect, version_of

OLD = {
    int(path.name.removeprefix("version-").removesuffix(".db.gz")): path
    for path in Path(__file__).parent.glob("version-*.db.gz")
}
EXPECTED = {"Tue 24 Nov 10:02, 1 min", "Design review", "Thu 26 Nov 09:00"}


@pytest.fixture(params=sorted(OLD), ids="version {}".format)
def version(request: pytest.FixtureRequest, path: Path) -> int:
    """A library of an older version stands in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.decompress(OLD[request.param].read_bytes()))
    return int(request.param)


def test_there_is_a_library_of_every_older_version() -> None:
    assert sorted(OLD) == list(range(1, VERSION))


async def every(library: Library) -> dict[str, Transcript]:
    sessions: tuple[Session, ...] = await library.sessions()
    return {one.title: await library.transcript(one.id) for one in sessions}


def kept(path: Path, version: int) -> Path:
    return path.with_name(f"{path.name}.version-{version}")


def content(path: Path) -> bytes:
    return path.read_bytes()


def version_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return version_of(connection)


async def test_all_that_was_in_it_is_in_the_new_one(path: Path, version: int) -> None:
    library = await Library.open(path)
    found = await every(library)
    assert set(found) == EXPECTED
    meeting = found["Tue 24 Nov 10:02, 1 min"]
    assert meeting.segments[0].text == "Good morning, everyone."
    assert [one.speaker for one in meeting.segments] == ["A", "B"]
    assert [one.engine for one in meeting.segments] == ["assemblyai", "ondevice"]
    assert [word.start_ms for word in meeting.segments[0].words] == [1_000, 1_300, 1_600]
    assert [(gap.start_ms, gap.kind) for gap in meeting.gaps] == [
        (20_000, GapKind.LOST),
        (50_000, GapKind.PAUSED),
    ]
    assert meeting.gaps[0].reason == "Jabra was disconnected"
    assert meeting.marks == (Mark(at_ms=9_500, note="budget"),)
    assert meeting.names == {"A": "Anna"}
    assert meeting.session.started == "2026-11-24T10:02:00+01:00"
    assert meeting.session.seconds == 60.0
    assert [one.text for one in found["Design review"].segments] == ["Größe, naïve, 北京."]
    assert [one.text for one in found["Thu 26 Nov 09:00"].segments] == ["Then the power went out."]
    assert version_in(path) == VERSION
    await library.close()


async def test_what_the_user_did_to_it_holds(path: Path, version: int) -> None:
    library = await Library.open(path)
    found = await every(library)
    line = found["Tue 24 Nov 10:02, 1 min"].segments[1]
    if version == 1:  # no line could be corrected or taken off the record yet
        assert (line.text, line.heard) == ("The numbers of Kowalsky are in.", "")
    else:
        assert line.text == "The numbers of Kowalski are in."
        assert line.heard == "The numbers of Kowalsky are in."
        [struck] = found["Design review"].gaps
        assert struck.kind is GapKind.OFF_THE_RECORD
    await library.close()


async def test_it_is_searched_and_written_like_any_other(path: Path, version: int) -> None:
    library = await Library.open(path)
    [found] = await library.sessions("naive")
    assert found.title == "Design review"
    await library.rename(found.id, "Reviewed")
    assert (await library.find(found.id)).title == "Reviewed"
    await library.close()


async def test_the_one_that_a_power_cut_ended_is_recovered(path: Path, version: int) -> None:
    library = await Library.open(path)
    [recovered] = await library.recover()
    assert recovered.title.startswith("Thu 26 Nov 09:00")
    await library.close()


async def test_the_old_one_is_kept_until_the_new_one_is_proven(path: Path, version: int) -> None:
    before = content(path)
    await (await Library.open(path)).close()
    assert content(kept(path, version)) == before
    await (await Library.open(path)).close()  # it opens: that is the proof
    assert not kept(path, version).exists()


def _copy_to_disk(path: Path | None) -> sqlite3.Connection:
    if path is not None:
        raise sqlite3.OperationalError("disk I/O error")
    return connect(None)


def _last_step(path: Path) -> None:
    if path.suffix != ".new":
        raise OSError(28, "No space left on device")


FAILURES = {"connect": _copy_to_disk, "_remove_beside": _last_step}
"""What of the migration fails in its place."""


@pytest.mark.parametrize("step", FAILURES)
async def test_a_copy_that_fails_leaves_the_old_one_to_be_read_and_is_made_later(
    path: Path, version: int, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = content(path)
    with monkeypatch.context() as patch:
        patch.setattr(migration, step, FAILURES[step])
        library = await Library.open(path)
        assert library.unwritable is not None
        assert content(path) == before
        with pytest.raises(StorageError):
            await library.rename((await library.sessions())[0].id, "no")
        await library.close()
    library = await Library.open(path)
    assert set(await every(library)) == EXPECTED
    assert library.unwritable is None
    await library.close()
