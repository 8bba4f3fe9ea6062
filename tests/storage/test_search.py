"""The index of words: exact after whatever happened, and forgetful."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from captioner.core.errors import UsageError
from captioner.core.transcript import Session
from captioner.storage import search
from captioner.storage.library import Library
from tests.transcripts import segment

STARTED = datetime(2026, 11, 24, 10, 2, tzinfo=UTC)

texts = st.text(alphabet="abA éß.’-今 \n😀", max_size=12)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(0, 2), st.integers(0, 3), texts),
        st.tuples(st.just("amend"), st.integers(0, 2), st.integers(0, 3), texts),
        st.tuples(st.just("delete"), st.integers(0, 2), st.just(0), st.just("")),
    ),
    max_size=12,
)


async def keep(library: Library, *texts: str, days_ago: int = 0) -> Session:
    session = await library.begin(STARTED - timedelta(days=days_ago), "ondevice")
    for turn, text in enumerate(texts):
        await library.add(session.id, segment(turn, text, turn * 2_000))
    return await library.end(session.id, seconds=60)


async def indexed(library: Library) -> set[tuple[str, int, int]]:
    """Word, session and how often it was said there."""
    query = "SELECT v.word, s.session, s.times FROM said s JOIN vocabulary v ON v.number = s.word"
    return await library._handle.read(
        lambda connection: {tuple(row) for row in connection.execute(query)}
    )


async def words(library: Library) -> set[str]:
    return await library._handle.read(
        lambda connection: {row[0] for row in connection.execute("SELECT word FROM vocabulary")}
    )


@given(steps)
@settings(deadline=None, max_examples=40)
def test_the_index_is_what_was_said_whatever_happened(
    steps: list[tuple[str, int, int, str]],
) -> None:
    async def happen() -> None:
        library = await Library.open(None)
        ids = [(await library.begin(STARTED, "ondevice")).id for _ in range(3)]
        gone = set()
        for what, session, turn, text in steps:
            if session in gone:
                continue
            if what == "delete":
                await library.delete(ids[session])
                gone.add(session)
            elif what == "add":
                await library.add(ids[session], segment(turn, text))
            else:
                await library.amend(ids[session], segment(turn, text))
        kept = await indexed(library)

        def anew(connection: search.sqlite3.Connection) -> None:
            for number in range(1, 4):
                search.index_session(connection, number)

        await library._handle.change(anew)
        assert kept == await indexed(library)
        assert await words(library) == {word for word, _, _ in kept}
        await library.close()

    asyncio.run(happen())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“Hello,” said Zoë!", ["hello", "said", "zoe"]),
        ("well-known 3.5% 10:02", ["well-known", "3.5", "10:02"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("今日は良い天気です。", ["今日は良い天気です"]),
        ("😀 ♪ _ ... -", ["😀", "♪"]),
    ],
)
def test_words_are_indexed_without_case_accents_and_punctuation(
    text: str, found: list[str]
) -> None:
    assert search.words_of(text) == found


async def test_a_search_for_bytes_that_are_no_text_is_refused_in_a_sentence(
    library: Library,
) -> None:
    await keep(library, "hello")
    with pytest.raises(UsageError, match="What is searched for is no text"):
        await library.sessions("caf\udce9")
    with pytest.raises(UsageError, match="There is no session"):
        await library.find("caf\udce9")


async def test_a_letter_or_two_are_looked_for_where_words_start(library: Library) -> None:
    session = await keep(library, "an oboe")
    assert await library.sessions("ob") == (session,)
    assert await library.sessions("bo") == ()
    assert await library.sessions("boe") == (session,)


async def test_a_word_that_was_replaced_is_found_no_more(library: Library, path: Path) -> None:
    session = await library.begin(STARTED, "ondevice")
    await library.add(session.id, segment(0, "canary sings"))
    await library.amend(session.id, segment(0, "sparrow sings"))
    assert await library.sessions("canary") == ()
    assert await words(library) == {"sparrow", "sings"}


@pytest.mark.parametrize("search_for", ["", "hello"])
async def test_a_list_comes_page_by_page(library: Library, search_for: str) -> None:
    kept = [await keep(library, f"hello {n}") for n in range(150)]
    kept.reverse()
    pages = [page async for page in library.pages(search_for, size=40)]
    assert [len(page) for page in pages] == [40, 40, 40, 30]
    assert [session for page in pages for session in page] == kept
    assert await library.count() == 150


@pytest.mark.parametrize("search_for", ["", "hello"])
async def test_a_session_that_is_deleted_between_two_pages_ends_no_list(
    library: Library, search_for: str
) -> None:
    kept = [await keep(library, f"hello {n}") for n in range(5)]
    listed: list[Session] = []
    async for page in library.pages(search_for, size=2):
        listed += page
        await library.delete(page[-1].id)
    assert listed == kept[::-1]


async def test_a_list_of_nothing_is_one_empty_page(library: Library) -> None:
    assert [page async for page in library.pages(size=2)] == [()]


async def test_what_only_old_sessions_hold_is_found_on_the_first_page(library: Library) -> None:
    old = await keep(library, "zebra")
    for n in range(200):
        await keep(library, f"hello {n}")
    assert await library.sessions("zebra", limit=10) == (old,)


async def test_the_newest_hits_are_found_without_looking_through_all_sessions() -> None:
    library = await Library.open(None)
    kept = [await keep(library, "budget") for _ in range(search.FIRST_STRETCH + 1)]
    asked: list[str] = []
    await library._handle.read(lambda connection: connection.set_trace_callback(asked.append))
    found = await library.sessions("budget", limit=3)
    assert [session.id for session in found] == [session.id for session in kept[:-4:-1]]
    assert len([query for query in asked if "FROM said" in query]) == 1
    await library.close()
