"""A library of 1,000 hours (10 million words): open, list, search, delete; 8 hours exported.

Beside each figure stands what the plainest way takes in the same library: a look through
all texts, a whole rewriting of the file, python-docx by its own paragraphs.
"""

import asyncio
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from statistics import median

from captioner.core.events import Word
from captioner.core.transcript import Segment, Session, Transcript
from captioner.storage.exporting import FORMATS
from captioner.storage.library import Library
from captioner.storage.packed_words import pack
from captioner.storage.schema import connect, transaction
from captioner.storage.transfer import Row, Whole, put

HOURS, QUICK_HOURS = 1_000, 50
WORDS_AN_HOUR = 10_000
WORDS_A_SENTENCE = 25
WORD_MS = 3_600_000 // WORDS_AN_HOUR
DIFFERENT_WORDS = 60_000
PAGE = 50
REPEATS = 5
STARTED = datetime(2020, 1, 1, 9, tzinfo=UTC)

SEARCHES = {
    "a word of every hour": "w10",
    "a word of few hours": "w41234",
    "a part of words": "4123",
    "two words": "w300 w50321",
    "a word nobody said": "zebra",
}


def rows(quick: bool) -> list[dict[str, object]]:  # noqa: FBT001 - the signature of every section
    """Seconds for what a user waits for, its goal, and what the plainest way takes."""
    hours = QUICK_HOURS if quick else HOURS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "transcripts.db"
        return asyncio.run(_measured(path, hours))


async def _measured(path: Path, hours: int) -> list[dict[str, object]]:
    speech = _Speech()
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -200000")
        for begin in range(0, hours, PAGE):
            with transaction(connection):
                for hour in range(begin, min(hours, begin + PAGE)):
                    put(connection, speech.session(hour))
    eight = speech.transcript(8 * WORDS_AN_HOUR)
    started = time.perf_counter()
    library = await Library.open(path)
    told = [_row("open", time.perf_counter() - started, 1.0, None, hours)]
    told.append(_row("first page", await _median(library, ""), 0.1, None, hours))
    for name, words in SEARCHES.items():
        bare = _timed(partial(_looked_through, path, words))
        told.append(_row(f"search: {name}", await _median(library, words), 0.1, bare, hours))
    victim = (await library.sessions(limit=PAGE))[-1]
    started = time.perf_counter()
    await library.delete(victim.id)
    deleting = time.perf_counter() - started
    await library.close()
    told.append(_row("delete an hour", deleting, 1.0, _timed(partial(_rewritten, path)), hours))
    for name, made in FORMATS.items():
        bare_word = _timed(partial(_plain_docx, eight)) if name == "docx" else None
        seconds = _timed(partial(made.render, eight))
        told.append(_row(f"export 8 h: {name}", seconds, 2.0, bare_word, 8))
    return told


def _row(
    what: str, seconds: float, goal_s: float, plain_s: float | None, hours: int
) -> dict[str, object]:
    ratio = None if plain_s is None else seconds / plain_s
    return {
        "library": f"{what} ({hours} h)",
        "s": seconds,
        "goal": f"≤ {goal_s:g} s",
        "plainest way s": plain_s,
        "ratio": ratio,
    }


async def _median(library: Library, words: str) -> float:
    """How long the first page takes."""
    taken = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        await library.sessions(words, limit=PAGE)
        taken.append(time.perf_counter() - started)
    return median(taken)


def _timed(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def _looked_through(path: Path, words: str) -> None:
    query = " INTERSECT ".join(
        f"SELECT DISTINCT session FROM segments WHERE text LIKE '%{word}%'"
        for word in words.split()
    )
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(query).fetchall()


def _rewritten(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM")


def _plain_docx(transcript: Transcript) -> bytes:
    from docx import Document

    document = Document()
    for segment in transcript.segments:
        paragraph = document.add_paragraph()
        paragraph.add_run("10:00:00  ").bold = True
        paragraph.add_run(f"{segment.speaker}: ")
        paragraph.add_run(segment.text)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


class _Speech:
    """Words as people use them: a few very often, most hardly ever. Always the same."""

    def __init__(self) -> None:
        self._chance = random.Random(11)
        self._times: list[bytes] = []
        self._words = [f"w{rank}" for rank in range(DIFFERENT_WORDS)]
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(DIFFERENT_WORDS)))

    def transcript(self, words: int) -> Transcript:
        """A session of so many words."""
        segments = tuple(
            Segment(
                turn=turn,
                start_ms=turn * WORDS_A_SENTENCE * WORD_MS,
                end_ms=(turn + 1) * WORDS_A_SENTENCE * WORD_MS,
                text=" ".join(texts),
                words=_words(texts, turn * WORDS_A_SENTENCE * WORD_MS),
                speaker="AB"[turn % 2],
                engine="ondevice",
                saved=True,
            )
            for turn, texts in enumerate(self._sentences(words))
        )
        session = Session(
            id="eight",
            title="Eight hours",
            started=STARTED.isoformat(),
            seconds=words / WORDS_AN_HOUR * 3600,
            engine="ondevice",
            finals=len(segments),
            ended=True,
        )
        return Transcript(session, segments)

    def session(self, hour: int) -> Whole:
        """An hour as rows."""
        segments: list[Row] = [
            {
                "turn": turn,
                "start_ms": turn * WORDS_A_SENTENCE * WORD_MS,
                "end_ms": (turn + 1) * WORDS_A_SENTENCE * WORD_MS,
                "text": " ".join(texts),
                "words": self._packed(turn),
                "speaker": "AB"[turn % 2],
                "engine": "ondevice",
            }
            for turn, texts in enumerate(self._sentences(WORDS_AN_HOUR))
        ]
        session: Row = {
            "id": f"h{hour:04}",
            "title": f"Hour {hour}",
            "started": (STARTED + timedelta(hours=3 * hour)).isoformat(),
            "seconds": 3600.0,
            "engine": "ondevice",
            "ending": "ended",
            "owner": "",
        }
        return Whole(session, {"segments": segments})

    def _packed(self, turn: int) -> bytes:
        """The words of a sentence as they are kept: their times, which are always the same."""
        while len(self._times) <= turn:
            texts = ["w"] * WORDS_A_SENTENCE
            words = _words(texts, len(self._times) * WORDS_A_SENTENCE * WORD_MS)
            self._times.append(pack(" ".join(texts), words))
        return self._times[turn]

    def _sentences(self, words: int) -> list[list[str]]:
        chosen = self._chance.choices(self._words, cum_weights=self._weights, k=words)
        return [chosen[at : at + WORDS_A_SENTENCE] for at in range(0, words, WORDS_A_SENTENCE)]


def _words(texts: list[str], start_ms: int) -> tuple[Word, ...]:
    return tuple(
        Word(
            text=text,
            start_ms=start_ms + index * WORD_MS,
            end_ms=start_ms + (index + 1) * WORD_MS,
            confidence=0.9,
        )
        for index, text in enumerate(texts)
    )
