"""Deleting for good."""

import sqlite3
from contextlib import suppress

from captioner.storage import search
from captioner.storage.schema import transaction


def delete_session(connection: sqlite3.Connection, session_id: str) -> None:
    """Delete a session so that no byte of it is left in database, index or journal.

    Deleted rows are overwritten, and the journal, which still holds older pages, is
    emptied. Giving the room back to the disk may fail where the disk is full; the text
    is gone all the same.
    """
    with transaction(connection):
        for row in connection.execute("SELECT number FROM sessions WHERE id = ?", (session_id,)):
            search.remove_session(connection, row[0])
        connection.execute("DELETE FROM sessions WHERE id = ?", (session_id,))
    empty_journal(connection)
    with suppress(sqlite3.Error):
        connection.execute("PRAGMA incremental_vacuum").fetchall()
        empty_journal(connection)


def empty_journal(connection: sqlite3.Connection) -> None:
    """Leave nothing in the journal of what was changed or deleted."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
