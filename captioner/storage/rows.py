"""Sessions, gaps and marks as rows, and rows as them again."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from secrets import choice

from captioner.core import titles
from captioner.core.errors import StorageError, UsageError
from captioner.core.events import SessionInformation
from captioner.core.lanes import Lane
from captioner.core.sentence import Sentence
from captioner.core.transcript import Gap, GapKind, Mark, Session

ENDED = "ended"
RECOVERED = "recovered"
ID_LETTERS = "23456789bcdfghjkmnpqrstvwxz"
"""What a session's id is made of: nothing that looks like another, no vowels, no words."""

ID_LENGTH = 5

IsAlive = Callable[[str], bool]

SESSION = """SELECT *,
    (SELECT COUNT(*) FROM segments WHERE session = sessions.number AND turn >= 0) AS finals,
    CASE WHEN ending IS NULL THEN MAX(
        COALESCE((SELECT MAX(end_ms) FROM segments WHERE session = sessions.number), 0),
        COALESCE((SELECT MAX(end_ms) FROM gaps WHERE session = sessions.number), 0),
        COALESCE((SELECT MAX(at_ms) FROM marks WHERE session = sessions.number), 0)
    ) / 1000.0 ELSE seconds END AS so_far
    FROM sessions"""
"""Everything of `as_session`; `WHERE` and what is behind it may follow."""


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


def insert_gap(connection: sqlite3.Connection, session_id: str, gap: Gap) -> None:
    """Keep a gap; one of the same start, kind and lane is replaced."""
    connection.execute(
        "INSERT OR REPLACE INTO gaps (session, start_ms, end_ms, kind, reason, lane)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            number_of(connection, session_id),
            gap.start_ms,
            gap.end_ms,
            gap.kind.value,
            storable(gap.reason),
            gap.lane.value,
        ),
    )


def insert_mark(connection: sqlite3.Connection, session_id: str, mark: Mark) -> None:
    """Keep a mark; one at the same moment is replaced."""
    connection.execute(
        "INSERT OR REPLACE INTO marks (session, at_ms, note) VALUES (?, ?, ?)",
        (number_of(connection, session_id), mark.at_ms, storable(mark.note)),
    )


def hide_session(connection: sqlite3.Connection, session_id: str, owner: str) -> None:
    """Put a session out of sight, until the program that did so ends."""
    connection.execute(
        "UPDATE sessions SET hidden = 1, owner = ? WHERE id = ?", (owner, session_id)
    )


def show_session(connection: sqlite3.Connection, session_id: str) -> None:
    """Bring a session into sight again."""
    connection.execute("UPDATE sessions SET hidden = 0 WHERE id = ?", (session_id,))


def select_hidden(connection: sqlite3.Connection, is_another_alive: IsAlive) -> list[str]:
    """The ids of the sessions that nobody can bring into sight any more."""
    hidden = connection.execute("SELECT id, owner FROM sessions WHERE hidden = 1").fetchall()
    return [row["id"] for row in hidden if not is_another_alive(row["owner"])]


def delete_mark(connection: sqlite3.Connection, session_id: str, mark: Mark) -> None:
    """Forget a mark."""
    number = number_of(connection, session_id)
    connection.execute("DELETE FROM marks WHERE session = ? AND at_ms = ?", (number, mark.at_ms))


def name_speaker(connection: sqlite3.Connection, session_id: str, label: str, name: str) -> None:
    """Call the speaker with this label by a name; "" for the label again."""
    if not name:
        connection.execute(
            "DELETE FROM speakers WHERE session = ? AND label = ?",
            (number_of(connection, session_id), storable(label)),
        )
        return
    connection.execute(
        "INSERT OR REPLACE INTO speakers (session, label, name) VALUES (?, ?, ?)",
        (number_of(connection, session_id), storable(label), storable(name)),
    )


def rename_session(connection: sqlite3.Connection, session_id: str, title: str) -> None:
    """Give a session the user's title, which stays when the session ends."""
    connection.execute(
        "UPDATE sessions SET title = ?, named = 1 WHERE id = ?", (storable(title), session_id)
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


def select_dead(connection: sqlite3.Connection, is_alive: IsAlive) -> list[Session]:
    """The sessions that were not ended and whose program is gone, newest first."""
    rows = connection.execute(f"{SESSION} WHERE ending IS NULL ORDER BY number DESC")
    return [session for row in rows if not (session := as_session(row, is_alive)).running]


def select_session(connection: sqlite3.Connection, session_id: str, is_alive: IsAlive) -> Session:
    """One session.

    Raises:
        UsageError: There is none with this id.
    """
    return as_session(_row(connection, session_id), is_alive)


def select_gaps(connection: sqlite3.Connection, session: int) -> tuple[Gap, ...]:
    """The gaps of a session in the order of time."""
    gaps = connection.execute("SELECT * FROM gaps WHERE session = ? ORDER BY start_ms", (session,))
    return tuple(map(_gap, gaps))


def select_marks(connection: sqlite3.Connection, session: int) -> tuple[Mark, ...]:
    """The marks of a session in the order of time."""
    marks = connection.execute("SELECT * FROM marks WHERE session = ? ORDER BY at_ms", (session,))
    return tuple(Mark(at_ms=mark["at_ms"], note=mark["note"]) for mark in marks)


def select_names(connection: sqlite3.Connection, session: int) -> dict[str, str]:
    """Label of a speaker of a session → the user's name."""
    speakers = connection.execute("SELECT * FROM speakers WHERE session = ?", (session,))
    return {speaker["label"]: speaker["name"] for speaker in speakers}


def select_all_names(connection: sqlite3.Connection, most: int) -> list[str]:
    """The names that speakers of any session have, each once, those given last first."""
    found = connection.execute(
        "SELECT name FROM speakers JOIN sessions ON sessions.number = speakers.session"
        " WHERE hidden = 0 GROUP BY name ORDER BY MAX(speakers.rowid) DESC LIMIT ?",
        (most,),
    )
    return [row["name"] for row in found]


def select_information(connection: sqlite3.Connection, session: int) -> SessionInformation | None:
    """What the service said at the end of a session, if it did."""
    heard_s, connected_s = connection.execute(
        "SELECT heard_s, connected_s FROM sessions WHERE number = ?", (session,)
    ).fetchone()
    if heard_s is None:
        return None
    return SessionInformation(audio_s=heard_s, session_s=connected_s)


def number_of(connection: sqlite3.Connection, session_id: str) -> int:
    """The number of a session.

    Raises:
        StorageError: There is none with this id.
    """
    row = connection.execute("SELECT number FROM sessions WHERE id = ?", (session_id,)).fetchone()
    if row is None:
        raise StorageError("This session is not in the library.", "Start a new one.")
    return int(row[0])


def _row(connection: sqlite3.Connection, session_id: str) -> sqlite3.Row:
    row: sqlite3.Row | None = connection.execute(
        f"{SESSION} WHERE id = ?", (session_id,)
    ).fetchone()
    if row is None:
        raise UsageError(
            Sentence("There is no session “{name}”.", name=session_id),
            "captioner sessions lists them all.",
        )
    return row


def as_session(row: sqlite3.Row, is_alive: IsAlive) -> Session:
    """The session of a row of `SESSION`."""
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


def _gap(row: sqlite3.Row) -> Gap:
    return Gap(
        start_ms=row["start_ms"],
        end_ms=row["end_ms"],
        kind=GapKind(row["kind"]),
        reason=row["reason"],
        lane=Lane(row["lane"]),
    )


def storable(text: str) -> str:
    """The text without half characters, which no UTF-8 file can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
