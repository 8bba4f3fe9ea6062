"""Takes sessions out of one library and puts them into another."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from captioner.storage import search
from captioner.storage.schema import PARTS

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Whole:
    """A session with all of its rows, as they are in the tables.

    Attributes:
        session: Its row of the table of sessions.
        parts: Table → its rows there.
    """

    session: Row
    parts: Mapping[str, list[Row]] = field(default_factory=dict)


def take(connection: sqlite3.Connection, where: str, *values: object) -> Iterable[Whole]:
    """The sessions for which `where` is true, oldest first."""
    sessions = connection.execute(
        f"SELECT * FROM sessions WHERE {where} ORDER BY number",  # noqa: S608 - our own words
        values,
    ).fetchall()
    for session in sessions:
        parts: dict[str, list[Row]] = {
            table: [
                dict(row)
                for row in connection.execute(
                    f"SELECT * FROM {table} WHERE session = ? ORDER BY rowid",  # noqa: S608
                    (session["number"],),
                )
            ]
            for table in PARTS
        }
        yield Whole(dict(session), parts)


def put(connection: sqlite3.Connection, whole: Whole) -> None:
    """Keep a session; one of the same id is completed. A row that is no good is left out.

    Raises:
        sqlite3.Error: The disk fails.
    """
    _insert(connection, "sessions", [whole.session])
    query = "SELECT number FROM sessions WHERE id = ?"
    found = connection.execute(query, (whole.session["id"],)).fetchone()
    if found is None:
        return
    number = found[0]
    for table, rows in whole.parts.items():
        _insert(connection, table, [{**row, "session": number} for row in rows])
    search.index_session(connection, number)


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    known = [column[1] for column in connection.execute(f"PRAGMA table_info({table})")]
    for row in rows:
        columns = [name for name in known if name in row and name != "number"]
        values = ", ".join("?" * len(columns))
        changes = ", ".join(f"{name} = excluded.{name}" for name in columns)
        with suppress(sqlite3.IntegrityError):
            connection.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})"  # noqa: S608
                f" ON CONFLICT DO UPDATE SET {changes}",
                [row[name] for name in columns],
            )
