"""Sessions, segments, gaps and marks as rows, and rows as them again."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import islice
from secrets import choice

from captioner.core import titles
from captioner.core.errors import StorageError, UsageError
from captioner.core.events import SessionInformation
from captioner.core.sentence import Sentence
from captioner.core.transcript import Gap, GapKind, Mark, Segment, Session, Transcript
from captioner.storage import search
from captioner.storage.packed_words import pack, unpack
from captioner.storage.search import Search

ENDED = "ended"
RECOVERED = "recovered"
ID_LETTERS = "23456789bcdfghjkmnpqrstvwxz"
"""What a session's id is made of: nothing that looks like another, no vowels, no words."""

ID_LENGTH = 5

IsAlive = Callable[[str], bool]

_SESSION = """SELECT *,
    (SELECT COUNT(*) FROM segments WHERE session = sessions.number AND turn >= 0) AS finals,
    CASE WHEN ending IS NULL THEN MAX(
        COALESCE((SELECT MAX(end_ms) FROM segments WHERE session = sessions.number), 0),
        COALESCE((SELECT MAX(end_ms) FROM gaps WHERE session = sessions.number), 0),
        COALESCE((SELECT MAX(at_ms) FROM marks WHERE session = sessions.number), 0)
    ) / 1000.0 ELSE seconds END AS so_far
    FROM sessions"""


def fresh_id() -> str:
    """An id for a session."""
    return "".join(choice(ID_LETTERS) for _ in range(ID_LENGTH))


def insert_session(
    connection: sqlite3.Connection, started: datetime, engine: str, owner: str
) -> str:
    """Begin a session; its id."""
    started = started.astimezone() if started.tzinfo is None else started
    while True:
        session_id = fresh_id()
        done = connection.execute(
            "INSERT INTO sessions (id, title, started, engine, owner) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO NOTHING",
            (session_id, titles.opening(started), started.isoformat(), engine, owner),
        )
        if done.rowcount:
            return session_id


def insert_segment(connection: sqlite3.Connection, session_id: str, segment: Segment) -> None:
    """Keep a segment; one of the same turn is replaced, so that trying again does no harm."""
    segment = _whole(segment)
    session = _number(connection, session_id)
    _forget_text(connection, session, segment.turn)
    search.add(connection, session, segment.text)
    connection.execute(
        "INSERT INTO segments (session, turn, start_ms, end_ms, text, words, speaker, engine)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (session, turn) DO UPDATE SET"
        " start_ms = excluded.start_ms, end_ms = excluded.end_ms, text = excluded.text,"
        " words = excluded.words, speaker = excluded.speaker, engine = excluded.engine",
        (
            session,
            segment.turn,
            segment.start_ms,
            segment.end_ms,
            segment.text,
            pack(segment.text, segment.words),
            segment.speaker,
            segment.engine,
        ),
    )


def amend_segment(connection: sqlite3.Connection, session_id: str, segment: Segment) -> None:
    """Replace text and words of the segment of the same turn; it keeps its place in time."""
    segment = _whole(segment)
    session = _number(connection, session_id)
    if not _forget_text(connection, session, segment.turn):
        insert_segment(connection, session_id, segment)
        return
    search.add(connection, session, segment.text)
    connection.execute(
        "UPDATE segments SET text = ?, words = ? WHERE session = ? AND turn = ?",
        (segment.text, pack(segment.text, segment.words), session, segment.turn),
    )


def insert_gap(connection: sqlite3.Connection, session_id: str, gap: Gap) -> None:
    """Keep a gap; one of the same start and kind is replaced."""
    connection.execute(
        "INSERT OR REPLACE INTO gaps (session, start_ms, end_ms, kind, reason)"
        " VALUES (?, ?, ?, ?, ?)",
        (
            _number(connection, session_id),
            gap.start_ms,
            gap.end_ms,
            gap.kind.value,
            _storable(gap.reason),
        ),
    )


def insert_mark(connection: sqlite3.Connection, session_id: str, mark: Mark) -> None:
    """Keep a mark; one at the same moment is replaced."""
    connection.execute(
        "INSERT OR REPLACE INTO marks (session, at_ms, note) VALUES (?, ?, ?)",
        (_number(connection, session_id), mark.at_ms, _storable(mark.note)),
    )


def name_speaker(connection: sqlite3.Connection, session_id: str, label: str, name: str) -> None:
    """Call the speaker with this label by a name."""
    connection.execute(
        "INSERT OR REPLACE INTO speakers (session, label, name) VALUES (?, ?, ?)",
        (_number(connection, session_id), _storable(label), _storable(name)),
    )


def rename_session(connection: sqlite3.Connection, session_id: str, title: str) -> None:
    """Give a session the user's title, which stays when the session ends."""
    connection.execute(
        "UPDATE sessions SET title = ?, named = 1 WHERE id = ?", (_storable(title), session_id)
    )


def end_session(
    connection: sqlite3.Connection, session_id: str, seconds: float, ending: str
) -> None:
    """Set length and title, and how the session ended."""
    row = _row(connection, session_id)
    title = titles.title(datetime.fromisoformat(row["started"]), seconds)
    connection.execute(
        "UPDATE sessions SET seconds = ?, ending = ?,"
        " title = CASE WHEN named THEN title ELSE ? END WHERE id = ?",
        (seconds, ending, title, session_id),
    )


def bill_session(
    connection: sqlite3.Connection,
    session_id: str,
    billed_s: float,
    information: SessionInformation | None,
) -> None:
    """Keep what the service says it counted."""
    heard_s = information.audio_s if information else None
    connected_s = information.session_s if information else None
    connection.execute(
        "UPDATE sessions SET billed_s = ?, heard_s = ?, connected_s = ? WHERE id = ?",
        (billed_s, heard_s, connected_s, session_id),
    )


def select_sessions(
    connection: sqlite3.Connection, is_alive: IsAlive, wanted: str, below: int, limit: int
) -> list[Session]:
    """The newest sessions under a number that hold all words of `wanted`, newest first.

    Raises:
        UsageError: What is wanted is no text.
    """
    looked_for = Search(wanted)
    if not looked_for:
        rows = connection.execute(
            f"{_SESSION} WHERE number < ? ORDER BY number DESC LIMIT ?", (below, limit)
        )
        return [_session(row, is_alive) for row in rows]
    numbers = islice(looked_for.sessions(connection, below), limit)
    found = (
        connection.execute(f"{_SESSION} WHERE number = ?", (number,)).fetchone()
        for number in numbers
    )
    return [_session(row, is_alive) for row in found]


def after(connection: sqlite3.Connection, session_id: str) -> int:
    """The number under which the sessions older than this one are; all, for ""."""
    if session_id:
        return _number(connection, session_id)
    newest = connection.execute("SELECT MAX(number) FROM sessions").fetchone()[0]
    return 1 + (newest or 0)


def select_starting(connection: sqlite3.Connection, start: str, is_alive: IsAlive) -> list[Session]:
    """The sessions whose id starts like this, newest first."""
    rows = connection.execute(
        f"{_SESSION} WHERE substr(id, 1, length(?1)) = ?1 ORDER BY number DESC", (start,)
    )
    return [_session(row, is_alive) for row in rows]


def count_sessions(connection: sqlite3.Connection) -> int:
    """How many sessions there are."""
    return int(connection.execute("SELECT COUNT(*) FROM sessions").fetchone()[0])


def select_dead(connection: sqlite3.Connection, is_alive: IsAlive) -> list[Session]:
    """The sessions that were not ended and whose program is gone, newest first."""
    rows = connection.execute(f"{_SESSION} WHERE ending IS NULL ORDER BY number DESC")
    return [session for row in rows if not (session := _session(row, is_alive)).running]


def select_session(connection: sqlite3.Connection, session_id: str, is_alive: IsAlive) -> Session:
    """One session.

    Raises:
        UsageError: There is none with this id.
    """
    return _session(_row(connection, session_id), is_alive)


def select_transcript(
    connection: sqlite3.Connection, session_id: str, is_alive: IsAlive
) -> Transcript:
    """A session with everything in it.

    Raises:
        UsageError: There is none with this id.
    """
    row = _row(connection, session_id)
    number = (row["number"],)
    segments = connection.execute(
        "SELECT * FROM segments WHERE session = ? ORDER BY start_ms, turn", number
    )
    gaps = connection.execute("SELECT * FROM gaps WHERE session = ? ORDER BY start_ms", number)
    marks = connection.execute("SELECT * FROM marks WHERE session = ? ORDER BY at_ms", number)
    speakers = connection.execute("SELECT * FROM speakers WHERE session = ?", number)
    return Transcript(
        session=_session(row, is_alive),
        segments=tuple(map(_segment, segments)),
        gaps=tuple(map(_gap, gaps)),
        marks=tuple(Mark(at_ms=mark["at_ms"], note=mark["note"]) for mark in marks),
        names={speaker["label"]: speaker["name"] for speaker in speakers},
        information=None
        if row["heard_s"] is None
        else SessionInformation(audio_s=row["heard_s"], session_s=row["connected_s"]),
    )


def _number(connection: sqlite3.Connection, session_id: str) -> int:
    row = connection.execute("SELECT number FROM sessions WHERE id = ?", (session_id,)).fetchone()
    if row is None:
        raise StorageError("This session is not in the library.", "Start a new one.")
    return int(row[0])


def _forget_text(connection: sqlite3.Connection, session: int, turn: int) -> bool:
    """Take the text of a segment out of the index; whether there was one."""
    kept = connection.execute(
        "SELECT text FROM segments WHERE session = ? AND turn = ?", (session, turn)
    ).fetchone()
    if kept is None:
        return False
    search.remove(connection, session, kept[0])
    return True


def _row(connection: sqlite3.Connection, session_id: str) -> sqlite3.Row:
    row: sqlite3.Row | None = connection.execute(
        f"{_SESSION} WHERE id = ?", (session_id,)
    ).fetchone()
    if row is None:
        raise UsageError(
            Sentence("There is no session “{name}”.", name=session_id),
            "captioner sessions lists them all.",
        )
    return row


def _session(row: sqlite3.Row, is_alive: IsAlive) -> Session:
    running = row["ending"] is None and is_alive(row["owner"])
    return Session(
        id=row["id"],
        title=row["title"],
        started=row["started"],
        seconds=row["so_far"],
        engine=row["engine"],
        finals=row["finals"],
        ended=row["ending"] == ENDED,
        billed_s=row["billed_s"],
        running=running,
    )


def _segment(row: sqlite3.Row) -> Segment:
    return Segment(
        turn=row["turn"],
        start_ms=row["start_ms"],
        end_ms=row["end_ms"],
        text=row["text"],
        words=unpack(row["text"], row["words"]),
        speaker=row["speaker"],
        engine=row["engine"],
        saved=True,
    )


def _gap(row: sqlite3.Row) -> Gap:
    return Gap(
        start_ms=row["start_ms"],
        end_ms=row["end_ms"],
        kind=GapKind(row["kind"]),
        reason=row["reason"],
    )


def _whole(segment: Segment) -> Segment:
    words = tuple(
        replace(word, text=_storable(word.text), speaker=word.speaker and _storable(word.speaker))
        for word in segment.words
    )
    text, speaker = _storable(segment.text), _storable(segment.speaker)
    return replace(segment, text=text, speaker=speaker, words=words)


def _storable(text: str) -> str:
    """The text without half characters, which no UTF-8 file can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
