"""What the user changes in a transcript, and how sessions are told apart."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from captioner.core.errors import UsageError
from captioner.core.transcript import GapKind, Mark, Session
from captioner.core.wanted import Wanted
from captioner.storage.library import Library
from tests.storage.test_search import indexed
from tests.transcripts import lost, segment

STARTED = datetime(2026, 11, 24, 10, 2, tzinfo=UTC)


async def keep(
    library: Library, *texts: str, days_ago: int = 0, minutes: int = 1, engine: str = "ondevice"
) -> Session:
    session = await library.begin(STARTED - timedelta(days=days_ago), engine)
    for turn, text in enumerate(texts):
        await library.add(session.id, segment(turn, text, turn * 10_000, speaker="AB"[turn % 2]))
    return await library.end(session.id, seconds=60 * minutes)


async def lines(library: Library, session: Session) -> list[tuple[str, str]]:
    return [(one.text, one.heard) for one in (await library.transcript(session.id)).segments]


def everything_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def test_a_correction_is_kept_beside_what_was_heard_and_undone(library: Library) -> None:
    session = await keep(library, "The bud get.", "Next.")
    made = await library.correct(session.id, 0, "The budget,\n Anna.")
    assert (made.text, made.heard) == ("The budget, Anna.", "The bud get.")
    assert await lines(library, session) == [("The budget, Anna.", "The bud get."), ("Next.", "")]
    assert await library.sessions("budget") == (session,)
    assert await library.hits(session.id, "bud") == (await library.hits(session.id, "budget"))
    await library.correct(session.id, 0, "The budget.")
    undone = await library.correct(session.id, 0, None)
    assert undone == (await library.transcript(session.id)).segments[0]
    assert await lines(library, session) == [("The bud get.", ""), ("Next.", "")]
    assert await library.sessions("anna") == ()


async def test_what_the_recogniser_says_later_does_not_touch_a_correction(library: Library) -> None:
    session = await library.begin(STARTED, "ondevice")
    await library.add(session.id, segment(0, "the bud get"))
    await library.correct(session.id, 0, "The budget.")
    await library.amend(session.id, segment(0, "The bud get."))
    assert await lines(library, session) == [("The budget.", "The bud get.")]
    await library.add(session.id, segment(0, "the butt get"))
    assert await lines(library, session) == [("The budget.", "the butt get")]
    assert (await library.correct(session.id, 0, None)).text == "the butt get"
    assert {word for word, _, _ in await indexed(library)} == {"the", "butt", "get"}


async def test_a_line_that_was_put_right_gets_its_speaker_later_all_the_same(
    library: Library,
) -> None:
    session = await library.begin(STARTED, "ondevice")
    await library.add(session.id, segment(0, "the bud get"))
    await library.correct(session.id, 0, "The budget.")
    await library.amend(session.id, segment(0, "the bud get", speaker="B"))
    [line] = (await library.transcript(session.id)).segments
    assert (line.text, line.heard, line.speaker) == ("The budget.", "the bud get", "B")
    assert (await library.correct(session.id, 0, None)).speaker == "B"


async def test_a_line_that_is_gone_is_said_in_a_sentence(library: Library) -> None:
    session = await keep(library, "Hello.")
    with pytest.raises(UsageError, match="not in the transcript any more"):
        await library.correct(session.id, 7, "Bye.")


async def test_what_is_off_the_record_is_in_no_file_any_more(library: Library, path: Path) -> None:
    session = await library.begin(STARTED, "ondevice")
    await library.add(session.id, segment(0, "stays canaryone canarytwo stays", 0, word_ms=1_000))
    await library.add(session.id, segment(1, "canarythree", 2_000))
    await library.add(session.id, segment(2, "corrected", 2_500))
    await library.correct(session.id, 2, "canaryfour")
    await library.add(session.id, segment(3, "after", 10_000))
    await library.add_mark(session.id, Mark(at_ms=2_000, note="canary mark"))
    await library.add_mark(session.id, Mark(at_ms=9_000, note="other"))
    assert b"canary" in everything_in(path.parent)
    gap = await library.strike(session.id, 1_500, 3_000)
    assert (gap.kind, gap.start_ms, gap.end_ms) == (GapKind.OFF_THE_RECORD, 1_500, 3_000)
    assert b"canary" not in everything_in(path.parent)
    assert await library.sessions("canary") == ()
    transcript = await library.transcript(session.id)
    assert [one.text for one in transcript.segments] == ["stays stays", "after"]
    assert transcript.gaps == (gap,)
    assert [mark.note for mark in transcript.marks] == ["other"]


async def test_what_comes_later_cannot_bring_it_back(library: Library, path: Path) -> None:
    session = await library.begin(STARTED, "ondevice")
    await library.add(session.id, segment(0, "before canary", 0, word_ms=1_000))
    await library.strike(session.id, 1_000, 5_000)
    await library.amend(session.id, segment(0, "Before, canary.", 0, word_ms=1_000))
    await library.add(session.id, segment(1, "a canary filler", 2_000))
    await library.add(session.id, segment(2, "canary and after", 4_500, word_ms=1_000))
    assert [text for text, _ in await lines(library, session)] == ["Before,", "and after"]
    assert await library.sessions("canary") == ()


async def test_a_mark_gets_its_note_later_and_can_be_removed(library: Library) -> None:
    session = await keep(library, "Hello.")
    await library.add_mark(session.id, Mark(at_ms=500))
    await library.add_mark(session.id, Mark(at_ms=500, note="budget"))
    assert (await library.transcript(session.id)).marks == (Mark(at_ms=500, note="budget"),)
    await library.remove_mark(session.id, Mark(at_ms=500))
    assert (await library.transcript(session.id)).marks == ()


async def test_a_session_that_is_put_away_can_be_brought_back_until_it_is_purged(
    library: Library, path: Path
) -> None:
    stays, session = await keep(library, "other"), await keep(library, "canary")
    await library.hide(session.id)
    assert await library.sessions() == await library.sessions("o") == (stays,)
    assert await library.count() == 1
    with pytest.raises(UsageError):
        await library.find(session.id)
    await library.show(session.id)
    assert await library.sessions("canary") == (session,)
    await library.hide(session.id)
    other = await Library.open(path)
    await other.purge()  # this program may still bring it back
    await other.close()
    await library.show(session.id)
    assert await library.sessions("canary") == (session,)
    await library.hide(session.id)
    await library.purge()
    assert b"canary" not in everything_in(path.parent)
    assert await library.sessions() == (stays,)


async def test_what_a_program_put_away_that_is_gone_is_purged(path: Path) -> None:
    library = await Library.open(path)
    session = await keep(library, "canary")
    await library.hide(session.id)
    await library.close()
    library = await Library.open(path)
    await library.purge()
    assert b"canary" not in everything_in(path.parent)
    await library.close()


async def test_sessions_are_told_apart_by_all_that_is_known_of_them(library: Library) -> None:
    old = await keep(library, "Plan.", days_ago=30, minutes=5)
    service = await keep(library, "Plan.", "Yes.", days_ago=2, minutes=90, engine="assemblyai")
    new = await keep(library, "Plan B.", minutes=30)
    await library.name_speaker(service.id, "B", "Anna")
    await library.add_mark(old.id, Mark(at_ms=1))
    await library.add_gap(new.id, lost(1, 2))

    async def ids(**wanted: object) -> list[str]:
        return [one.id for one in await library.sessions(Wanted(**wanted))]

    assert await ids() == [new.id, service.id, old.id]
    assert await ids(since="2026-11-22") == [new.id, service.id]
    assert await ids(until="2026-11-22") == [service.id, old.id]
    assert await ids(shortest_s=30 * 60) == [new.id, service.id]
    assert await ids(longest_s=30 * 60) == [new.id, old.id]
    assert await ids(engine="assemblyai") == [service.id]
    assert await ids(speaker="Anna") == await ids(speaker="B") == [service.id]
    assert await ids(marked=True) == [old.id]
    assert await ids(words="plan", until="2026-11-23") == [service.id, old.id]
    assert await ids(words="plan", since="2026-11-23") == [new.id]
    assert await ids(words="plan", marked=True, engine="assemblyai") == []


async def test_a_search_shows_its_hits_in_their_sentences(library: Library) -> None:
    session = await keep(library, "The plan.", "Nothing.", "Plans, plans!")
    hits = await library.hits(session.id, "plan")
    assert [(one.turn, one.text) for one in hits] == [(0, "The plan."), (2, "Plans, plans!")]
    assert await library.hits(session.id, "") == ()


async def test_whose_voice_a_line_is_stays_as_the_user_says_until_it_is_taken_back(
    library: Library,
) -> None:
    session = await library.begin(STARTED, "ondevice")
    await library.add(session.id, segment(0, "Yes.", speaker="A"))
    made = await library.give(session.id, 0, "B")
    assert (made.label, made.speaker) == ("B", "A")
    await library.amend(session.id, segment(0, "Yes!", speaker="C"))
    (kept,) = (await library.transcript(session.id)).segments
    assert (kept.text, kept.label, kept.speaker) == ("Yes!", "B", "C")
    await library.end(session.id, 60.0)
    assert [len(await library.sessions(Wanted(speaker=who))) for who in "BC"] == [1, 0]
    assert (await library.hits(session.id, "yes"))[0].label == "B"
    assert (await library.give(session.id, 0, "")).label == "C"
    with pytest.raises(UsageError):
        await library.give(session.id, 7, "B")


async def test_a_name_is_taken_back(library: Library) -> None:
    session = await keep(library, "Hello.")
    await library.name_speaker(session.id, "A", "Marta")
    await library.name_speaker(session.id, "A", "")
    assert (await library.transcript(session.id)).names == {}


async def test_names_are_offered_again_the_last_one_first_until_their_sessions_are_deleted(
    library: Library,
) -> None:
    one, other = await keep(library, "Hello."), await keep(library, "Hello.")
    await library.name_speaker(one.id, "A", "Marta")
    await library.name_speaker(one.id, "B", "Ben")
    await library.name_speaker(other.id, "A", "Marta")
    assert await library.names(9) == ["Marta", "Ben"]
    assert await library.names(1) == ["Marta"]
    await library.hide(one.id)
    assert await library.names(9) == ["Marta"]
    await library.delete(other.id)
    assert await library.names(9) == []
