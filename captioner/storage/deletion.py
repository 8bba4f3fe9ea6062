"""Deleting for good."""

import sqlite3
from contextlib import suppress

from captioner.storage import search
from captioner.storage.schema import transaction


def delete_session(connection: sqlite3.Connection, session_id: str) -> None:
    """Delete a session so that no byte of it is left in database, index or journal.

    Deleted rows are overwritten, the index is written anew, and the journal, which
    still holds older pages, is emptied. Giving the room back to the disk may fail
    where the disk is full; the text is gone all the same.
    """
    with transaction(connection):
        connection.execute("DELETE FROM sessions WHERE id = ?", (session_id,))
        search.forget_deleted(connection)
    _empty_journal(connection)
    with suppress(sqlite3.Error):
        connection.execute("VACUUM")
    _empty_journal(connection)


def _empty_journal(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
