"""Which sessions are listed, and in which order."""

import sqlite3
from itertools import islice

from captioner.core.transcript import Session
from captioner.core.wanted import Wanted
from captioner.storage.rows import SESSION, IsAlive, as_session
from captioner.storage.search import Search

Numbered = tuple[int, Session]
"""A session with its number in the file, which only grows: those before it are older."""

NEWEST = 2**62
"""A number above that of any session, and a limit above how many there are."""


def select(
    connection: sqlite3.Connection, is_alive: IsAlive, wanted: Wanted, below: int, limit: int
) -> list[Numbered]:
    """The newest wanted sessions under a number, newest first.

    Raises:
        UsageError: The words that are wanted are no text.
    """
    looked_for = Search(wanted.words)
    fitting, values = _conditions(wanted)
    if not looked_for:
        rows = connection.execute(
            f"{SESSION} WHERE number < ? AND {fitting} ORDER BY number DESC LIMIT ?",
            (below, *values, limit),
        )
        return [(row["number"], as_session(row, is_alive)) for row in rows]
    found = (
        connection.execute(f"{SESSION} WHERE number = ? AND {fitting}", (number, *values))
        for number in looked_for.sessions(connection, below)
    )
    fit = (row for rows in found for row in rows)
    return [(row["number"], as_session(row, is_alive)) for row in islice(fit, limit)]


def _conditions(wanted: Wanted) -> tuple[str, list[object]]:
    """What is wanted besides words, as SQL and its values."""
    speaks = (
        "(EXISTS (SELECT 1 FROM segments WHERE session = sessions.number "
        " AND COALESCE(given, speaker) = ?)"
        " OR EXISTS (SELECT 1 FROM speakers WHERE session = sessions.number AND name = ?))"
    )
    marked = "EXISTS (SELECT 1 FROM marks WHERE session = sessions.number)"
    conditions: list[tuple[bool, str, list[object]]] = [
        (bool(wanted.since), "substr(started, 1, 10) >= ?", [wanted.since]),
        (bool(wanted.until), "substr(started, 1, 10) <= ?", [wanted.until]),
        (wanted.shortest_s > 0, "so_far >= ?", [wanted.shortest_s]),
        (wanted.longest_s is not None, "so_far <= ?", [wanted.longest_s]),
        (bool(wanted.engine), "engine = ?", [wanted.engine]),
        (bool(wanted.speaker), speaks, [wanted.speaker, wanted.speaker]),
        (wanted.marked, marked, []),
    ]
    asked = [(sql, values) for is_asked, sql, values in conditions if is_asked]
    clauses = ["hidden = 0", *(sql for sql, _ in asked)]
    return " AND ".join(clauses), [value for _, values in asked for value in values]


def starting(connection: sqlite3.Connection, start: str, is_alive: IsAlive) -> list[Session]:
    """The sessions whose id starts like this, newest first."""
    rows = connection.execute(
        f"{SESSION} WHERE hidden = 0 AND substr(id, 1, length(?1)) = ?1 ORDER BY number DESC",
        (start,),
    )
    return [as_session(row, is_alive) for row in rows]


def count(connection: sqlite3.Connection) -> int:
    """How many sessions there are."""
    return int(connection.execute("SELECT COUNT(*) FROM sessions WHERE hidden = 0").fetchone()[0])
