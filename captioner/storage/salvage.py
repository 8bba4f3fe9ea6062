"""Gets what can be read out of a damaged library."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from captioner.core import titles
from captioner.storage.pages import Found, Pages, Value
from captioner.storage.rows import RECOVERED, fresh_id
from captioner.storage.schema import PARTS, connect, transaction
from captioner.storage.transfer import Row, Whole, put

_FIRST_SESSIONS, _FIRST_SEGMENTS = 12, 9
"""How many columns the first version of these tables had."""

_KINDS = {int: "INTEGER", float: "REAL", str: "TEXT", bytes: "BLOB"}


def salvage(damaged: Path, connection: sqlite3.Connection) -> int:
    """Copy what can be read into a new library; how many sessions that is.

    Raises:
        OSError: The damaged file cannot be read.
        sqlite3.Error: The new library cannot be written.
    """
    pages = Pages(damaged, damaged.with_name(damaged.name + "-wal"))
    found_at = datetime.fromtimestamp(damaged.stat().st_mtime).astimezone()
    count = 0
    for whole in _wholes(_sorted(pages.rows()), found_at):
        with transaction(connection):
            put(connection, whole)
        count += 1
    return count


def _sorted(found: Iterable[Found]) -> dict[str, dict[int, Row]]:
    """Table → number → row. Of two rows of the same number the later one counts."""
    shapes = _shapes()
    tables: dict[str, dict[int, Row]] = defaultdict(dict)
    for one in found:
        for table, columns in shapes.items():
            row = _as_row(table, columns, one)
            if row is not None:
                tables[table][one.number] = row
                break
    return tables


def _wholes(tables: dict[str, dict[int, Row]], found_at: datetime) -> Iterator[Whole]:
    """The sessions with what belongs to them; words whose session is lost get a new one."""
    parts: dict[object, dict[str, list[Row]]] = defaultdict(lambda: {name: [] for name in PARTS})
    for table in PARTS:
        for row in tables[table].values():
            parts[row["session"]][table].append(row)
    sessions = tables["sessions"]
    for number in sorted({*sessions, *(key for key in parts if isinstance(key, int))}):
        if number in sessions:
            yield Whole(sessions[number], parts[number])
        elif segments := parts[number]["segments"]:
            yield Whole(_lost_session(segments, found_at), parts[number])


def _lost_session(segments: list[Row], found_at: datetime) -> Row:
    ends = (row["end_ms"] for row in segments)
    seconds = max((end for end in ends if isinstance(end, int)), default=0) / 1000
    return {
        "id": fresh_id(),
        "title": titles.title(found_at, seconds),
        "started": found_at.isoformat(),
        "seconds": seconds,
        "engine": segments[0]["engine"],
        "ending": RECOVERED,
        "owner": "",
    }


def _shapes() -> dict[str, list[tuple[str, str, bool]]]:
    """Table → its columns: name, type, and whether it may be empty."""
    with closing(connect(None)) as model:
        return {
            table: [
                (row["name"], row["type"], not row["notnull"])
                for row in model.execute(f"PRAGMA table_info({table})")
            ]
            for table in ("sessions", *PARTS)
        }


def _as_row(table: str, columns: list[tuple[str, str, bool]], found: Found) -> Row | None:
    """The row by the names of the columns; None if it is of another table."""
    fewest = {"sessions": _FIRST_SESSIONS, "segments": _FIRST_SEGMENTS}.get(table, len(columns))
    if not fewest <= len(found.values) <= len(columns):
        return None
    named = list(zip(columns, found.values, strict=False))
    if not all(_fits(value, kind, may_be_empty=empty) for (_, kind, empty), value in named):
        return None
    return {name: value for (name, _, _), value in named}


def _fits(value: Value, kind: str, *, may_be_empty: bool) -> bool:
    if value is None:
        return may_be_empty
    return _KINDS[type(value)] == kind or (kind == "REAL" and isinstance(value, int))
