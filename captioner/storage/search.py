"""Finding sessions by their titles and words.

SQLite's full-text index finds the starts of words. What it does not find, and where it
is not built in, is looked for letter by letter.
"""

import sqlite3

from captioner.storage.schema import transaction

MODULE = "fts5"
"""SQLite's full-text index, which almost every build has."""

_TRIGGERS = {
    "segment_added": """AFTER INSERT ON segments BEGIN
        INSERT INTO found (rowid, text) VALUES (new.number, new.text);
        END""",
    "segment_changed": """AFTER UPDATE OF text ON segments BEGIN
        INSERT INTO found (found, rowid, text) VALUES ('delete', old.number, old.text);
        INSERT INTO found (rowid, text) VALUES (new.number, new.text);
        END""",
    "segment_removed": """AFTER DELETE ON segments BEGIN
        INSERT INTO found (found, rowid, text) VALUES ('delete', old.number, old.text);
        END""",
}


def prepare(connection: sqlite3.Connection) -> None:
    """Bring the index up to date, or put it out of the way where SQLite has none."""
    modules = "SELECT 1 FROM pragma_module_list WHERE name = ?"
    built_in = connection.execute(modules, (MODULE,)).fetchone() is not None
    if built_in and not _is_indexed(connection):
        rebuild(connection)
    elif not built_in:
        for trigger in _TRIGGERS:
            connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the index anew from the texts."""
    with transaction(connection):
        for trigger in _TRIGGERS:
            connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        connection.execute("DROP TABLE IF EXISTS found")
        connection.execute(
            "CREATE VIRTUAL TABLE found USING fts5 (text, content = 'segments',"
            " content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2')"
        )
        connection.execute("INSERT INTO found (found) VALUES ('rebuild')")
        for trigger, body in _TRIGGERS.items():
            connection.execute(f"CREATE TRIGGER {trigger} {body}")


def is_index_damage(error: sqlite3.Error) -> bool:
    """Whether only the index is damaged; `rebuild` mends that.

    It is reported as such, or as a row that the index's own tables refuse; ours tell
    which constraint it was.
    """
    return getattr(error, "sqlite_errorcode", 0) in (
        sqlite3.SQLITE_CORRUPT_VTAB,
        sqlite3.SQLITE_CONSTRAINT,
    )


def forget_deleted(connection: sqlite3.Connection) -> None:
    """Write the index without what deleted texts left in it."""
    if _is_indexed(connection):
        connection.execute("INSERT INTO found (found) VALUES ('optimize')")


def matching(connection: sqlite3.Connection, search: str) -> set[int]:
    """The numbers of the sessions that have every word of `search` in title or text."""
    hits = [_with(connection, term) for term in search.split()]
    return set.intersection(*hits) if hits else set()


def _with(connection: sqlite3.Connection, term: str) -> set[int]:
    like = "%" + term.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    titled = _numbers(
        connection, "SELECT number FROM sessions WHERE title LIKE ? ESCAPE '\\'", like
    )
    said: set[int] = set()
    if _is_indexed(connection):
        said = _numbers(
            connection,
            "SELECT DISTINCT session FROM segments"
            " WHERE number IN (SELECT rowid FROM found WHERE found MATCH ?)",
            '"' + term.replace('"', '""') + '"*',
        )
    if not said:
        said = _numbers(
            connection, "SELECT DISTINCT session FROM segments WHERE text LIKE ? ESCAPE '\\'", like
        )
    return titled | said


def _numbers(connection: sqlite3.Connection, query: str, value: str) -> set[int]:
    return {int(row[0]) for row in connection.execute(query, (value,))}


def _is_indexed(connection: sqlite3.Connection) -> bool:
    trigger = "SELECT 1 FROM sqlite_master WHERE name = 'segment_added'"
    return connection.execute(trigger).fetchone() is not None
