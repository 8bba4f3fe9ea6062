import asyncio
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from captioner.core.errors import StorageError, UsageError
from captioner.core.events import SessionInformation
from captioner.core.transcript import SOUNDS, Mark, Segment, Session, Transcript
from captioner.storage.library import Library
from captioner.storage.rows import ID_LENGTH, ID_LETTERS
from tests.systems import WINDOWS, is_private
from tests.transcripts import lost, paused, segment, transcripts

STARTED = datetime(2026, 11, 24, 10, 2, tzinfo=timezone(timedelta(hours=1)))


async def keep(library: Library, *texts: str, started: datetime = STARTED) -> Session:
    """A finished session with these utterances."""
    session = await library.begin(started, "ondevice")
    for turn, text in enumerate(texts):
        await library.add(session.id, segment(turn, text, turn * 10_000))
    return await library.end(session.id, seconds=54 * 60)


async def test_a_session_has_a_short_id_and_is_called_by_its_start(library: Library) -> None:
    session = await library.begin(STARTED, "ondevice")
    assert len(session.id) == ID_LENGTH
    assert set(session.id) <= set(ID_LETTERS)
    assert session.title == "Tue 24 Nov 10:02"
    assert session.started == "2026-11-24T10:02:00+01:00"
    assert (session.running, session.ended, session.finals) == (True, False, 0)


async def test_a_time_without_a_zone_is_local_time(library: Library) -> None:
    naive = datetime(2026, 11, 24, 10, 2)  # noqa: DTZ001 - that is the point
    session = await library.begin(naive, "ondevice")
    assert datetime.fromisoformat(session.started) == naive.astimezone()


async def test_a_session_that_ended_in_order_has_its_length_in_its_title(library: Library) -> None:
    session = await keep(library, "hello there")
    assert session.title == "Tue 24 Nov 10:02, 54 min"
    assert (session.seconds, session.finals) == (3_240, 1)
    assert (session.running, session.ended) == (False, True)
    assert await library.sessions() == (session,)


async def test_everything_of_a_session_comes_back(library: Library) -> None:
    session = await library.begin(STARTED, "assemblyai")
    second = segment(1, "Second.", 4_000, speaker="B", engine="ondevice")
    first = segment(2, "First.", 1_000, speaker="A", engine="assemblyai")
    await library.add(session.id, second)
    await library.add(session.id, first)
    await library.add_gap(session.id, paused(9_000, 9_500))
    await library.add_gap(session.id, lost(2_000, 3_000))
    await library.add_mark(session.id, Mark(at_ms=4_100, note="budget"))
    await library.name_speaker(session.id, "A", "Anna")
    information = SessionInformation(audio_s=9.5, session_s=10.5)
    ended = await library.end(session.id, 10.0, billed_s=10.5, information=information)
    kept = [
        Segment(
            turn=one.turn,
            start_ms=one.start_ms,
            end_ms=one.end_ms,
            text=one.text,
            words=one.words,
            speaker=one.speaker,
            engine=one.engine,
            saved=True,
        )
        for one in (first, second)
    ]
    assert await library.transcript(session.id) == Transcript(
        session=ended,
        segments=tuple(kept),
        gaps=(lost(2_000, 3_000), paused(9_000, 9_500)),
        marks=(Mark(at_ms=4_100, note="budget"),),
        names={"A": "Anna"},
        information=information,
    )
    assert ended.billed_s == 10.5


@given(transcripts)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30
)
def test_any_text_comes_back_as_it_was(transcript: Transcript) -> None:
    async def there_and_back() -> None:
        library = await Library.open(None)
        session = await library.begin(STARTED, "ondevice")
        for one in transcript.segments:
            await library.add(session.id, one)
        back = (await library.transcript(session.id)).segments
        await library.close()
        assert [(one.text, one.words) for one in back] == [
            (one.text, one.words) for one in transcript.segments
        ]

    asyncio.run(there_and_back())


async def test_half_a_character_does_not_stop_a_session(library: Library) -> None:
    session = await library.begin(STARTED, "ondevice")
    await library.add(session.id, segment(0, "a\ud800b \ud83d\ude00", speaker="\udfff"))
    (kept,) = (await library.transcript(session.id)).segments
    assert kept.text == "a\ufffdb 😀"
    assert [word.text for word in kept.words] == ["a\ufffdb", "😀"]


async def test_a_sound_in_words_is_kept_and_is_no_utterance(library: Library) -> None:
    session = await library.begin(STARTED, "ondevice")
    await library.add(session.id, segment(0, "Hello."))
    music = Segment(turn=-1, start_ms=4_000, end_ms=7_000, text="[music]", engine=SOUNDS)
    await library.add(session.id, music)
    session = await library.end(session.id, seconds=10)
    assert session.finals == 1
    assert (await library.transcript(session.id)).segments[1] == replace(music, saved=True)


async def test_adding_a_turn_again_replaces_it(library: Library) -> None:
    session = await library.begin(STARTED, "ondevice")
    await library.add(session.id, segment(0, "once", 100))
    await library.add(session.id, segment(0, "twice", 200))
    (kept,) = (await library.transcript(session.id)).segments
    assert (kept.text, kept.start_ms) == ("twice", 200)


async def test_an_amendment_changes_the_text_and_keeps_the_place(library: Library) -> None:
    session = await library.begin(STARTED, "ondevice")
    await library.add(session.id, segment(0, "hello world", 100))
    await library.amend(session.id, segment(0, "Hello, world.", 150))
    (kept,) = (await library.transcript(session.id)).segments
    assert (kept.text, kept.start_ms, kept.words[0].text) == ("Hello, world.", 100, "Hello,")
    assert await library.sessions("hello") != ()


async def test_an_amendment_of_what_was_never_saved_is_saved(library: Library) -> None:
    session = await library.begin(STARTED, "ondevice")
    await library.amend(session.id, segment(0, "Hello.", 100))
    assert [one.text for one in (await library.transcript(session.id)).segments] == ["Hello."]


async def test_sessions_are_listed_newest_first_whatever_the_clock_says(library: Library) -> None:
    winter = await keep(library, "one", started=STARTED)
    earlier = await keep(library, "two", started=STARTED - timedelta(hours=1))
    assert [one.id for one in await library.sessions()] == [earlier.id, winter.id]


async def test_a_title_of_the_users_own_stays_when_the_session_ends(library: Library) -> None:
    session = await library.begin(STARTED, "ondevice")
    await library.rename(session.id, "Budget")
    assert (await library.end(session.id, 60)).title == "Budget"


@pytest.mark.parametrize(
    "search", ["quarter", "QUARTER", "quart budg", "café", "cafe", "nov 10:02", "arte", "24 plan"]
)
async def test_a_session_is_found_by_words_of_title_and_text(library: Library, search: str) -> None:
    wanted = await keep(library, "The budget of this quarter.", "A plan, in the café.")
    await keep(library, "Something else.", started=datetime(2026, 5, 1, 9, tzinfo=UTC))
    assert [one.id for one in await library.sessions(search)] == [wanted.id]


@pytest.mark.parametrize("search", ["zebra", "budget zebra", '"', "%", "_", "\\", "AND (", "*"])
async def test_what_nobody_said_finds_nothing(library: Library, search: str) -> None:
    await keep(library, "The budget of this quarter.")
    assert await library.sessions(search) == ()


async def test_words_without_spaces_between_them_are_found(library: Library) -> None:
    session = await keep(library, "今日は良い天気です")
    assert [one.id for one in await library.sessions("天気")] == [session.id]


async def test_a_search_without_words_finds_all(library: Library) -> None:
    session = await keep(library, "hello")
    assert await library.sessions("  ") == (session,)


async def test_a_session_is_found_by_the_start_of_its_id(library: Library) -> None:
    session = await keep(library)
    assert await library.find(f" {session.id[:3].upper()} ") == session


async def test_the_start_of_an_id_must_tell_one_session(library: Library) -> None:
    ids = [(await keep(library)).id for _ in range(len(ID_LETTERS) + 1)]
    letters = [one[0] for one in ids]
    twice = next(letter for letter in letters if letters.count(letter) > 1)
    with pytest.raises(UsageError, match=f"sessions start with “{twice}”") as caught:
        await library.find(twice)
    assert any(one in caught.value.advice for one in ids)


@pytest.mark.parametrize("start", ["", "aaaaa", "%"])
async def test_an_id_that_is_not_there_is_said_in_a_sentence(library: Library, start: str) -> None:
    await keep(library)
    with pytest.raises(UsageError, match="There is no session"):
        await library.find(start)


async def test_a_session_that_is_not_there_is_said_in_a_sentence(library: Library) -> None:
    with pytest.raises(UsageError, match="There is no session “aaaaa”"):
        await library.transcript("aaaaa")
    with pytest.raises(UsageError, match="There is no session"):
        await library.end("aaaaa", 1)
    with pytest.raises(StorageError, match="not in the library"):
        await library.add("aaaaa", segment(0, "hello"))


async def test_ids_are_unique_even_if_chance_repeats_itself(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = iter("aaaaa" + "aaaaa" + "bbbbb")
    monkeypatch.setattr("captioner.storage.rows.choice", lambda _: next(letters))
    ids = [(await library.begin(STARTED, "ondevice")).id for _ in range(2)]
    assert ids == ["aaaaa", "bbbbb"]


async def test_what_was_deleted_is_in_no_file_any_more(library: Library, path: Path) -> None:
    stays = await keep(library, "other words")
    session = await keep(library, *["canary phrase"] * 50)
    await library.rename(session.id, "canary title")
    await library.amend(session.id, segment(3, "canary amended"))
    await library.add_mark(session.id, Mark(at_ms=1, note="canary mark"))
    await library.add_gap(session.id, lost(1, 2, "canary gap"))
    await library.name_speaker(session.id, "A", "canary name")
    assert b"canary" in everything_beside(path)
    await library.delete(session.id)
    assert b"canary" not in everything_beside(path)
    assert await library.sessions() == (stays,)
    assert await library.sessions("canary") == ()
    assert await library.sessions("other") == (stays,)


async def test_a_session_of_our_own_that_runs_can_be_deleted(library: Library) -> None:
    session = await library.begin(STARTED, "ondevice")
    await library.delete(session.id)
    assert await library.sessions() == ()


async def test_deleting_what_is_not_there_is_said_in_a_sentence(library: Library) -> None:
    with pytest.raises(UsageError, match="There is no session"):
        await library.delete("aaaaa")


async def test_files_are_for_their_owner_only(path: Path) -> None:
    before = os.umask(0)
    try:
        library = await Library.open(path)
        await library.begin(STARTED, "ondevice")
    finally:
        os.umask(before)
    found = are_private(path.parent)
    await library.close()
    assert {"transcripts.db", "transcripts.db-wal", "transcripts.db-shm"} < set(found)
    assert is_private(path.parent)
    if WINDOWS:  # whose folder hands its list of who may open it on to SQLite's own files
        found = {name: private for name, private in found.items() if name == path.name}
    assert set(found.values()) == {True}


async def test_a_library_that_others_could_read_is_closed_to_them(path: Path) -> None:
    await (await Library.open(path)).close()
    open_to_all(path)
    library = await Library.open(path)
    assert are_private(path.parent)[path.name]
    await library.close()


async def test_keep_nothing_writes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    library = await Library.open(None)
    session = await keep(library, "only on screen")
    assert await library.sessions("screen") == (session,)
    assert await library.recover() == ()
    await library.delete(session.id)
    assert are_private(tmp_path) == {}
    await library.close()


async def test_closing_leaves_one_file(path: Path) -> None:
    library = await Library.open(path)
    await keep(library, "hello")
    await library.close()
    assert list(are_private(path.parent)) == ["transcripts.db"]


def everything_beside(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


def are_private(folder: Path) -> dict[str, bool]:
    return {file.name: is_private(file) for file in folder.iterdir()}


def open_to_all(path: Path) -> None:
    path.chmod(0o644)
