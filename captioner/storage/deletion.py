"""Deleting for good."""

import sqlite3
from contextlib import suppress

from captioner.storage import search
from captioner.storage.schema import transaction


def delete_session(connection: sqlite3.Connection, session_id: str) -> None:
    """Delete a session; what is deleted is overwritten in database and index."""
    with transaction(connection):
        for row in connection.execute("SELECT number FROM sessions WHERE id = ?", (session_id,)):
            search.remove_session(connection, row[0])
        connection.execute("DELETE FROM sessions WHERE id = ?", (session_id,))


def give_back(connection: sqlite3.Connection) -> None:
    """Empty the journal, which still holds older pages, and give free room back to the disk.

    The latter may fail where the disk is full; the text is gone all the same.
    """
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with suppress(sqlite3.Error):
        connection.execute("PRAGMA incremental_vacuum").fetchall()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
