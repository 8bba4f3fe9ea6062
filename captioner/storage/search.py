"""Finding sessions by their titles and words.

An index of our own tells how often each word was said in each session. It needs nothing
that SQLite may lack, finds a part of a word as well as its start, and what is deleted is
gone from it at once.
"""

import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from captioner.core.errors import UsageError

FIRST_STRETCH = 64
"""How many sessions are looked through at first; each further stretch is twice as long."""

_SHORT = 2
"""Latin letters that so many words hold that only their starts are looked at."""

_KANA_VOICING = 8
"""The class of the one kind of mark without which it is another letter."""

_WORD = re.compile(r"[^\W_](?:\S*[^\W_])?")


def words_of(text: str) -> list[str]:
    """The words of a text as they are indexed: without case, accents and punctuation."""
    return [word for piece in _folded(text).split() if (word := _bare(piece))]


def add(connection: sqlite3.Connection, session: int, text: str) -> None:
    """Count what was said in a session."""
    counts = Counter(words_of(text))
    connection.executemany(
        "INSERT OR IGNORE INTO vocabulary (word) VALUES (?)", [(word,) for word in counts]
    )
    connection.executemany(
        "INSERT INTO said (word, session, times)"
        " VALUES ((SELECT number FROM vocabulary WHERE word = ?), ?, ?)"
        " ON CONFLICT DO UPDATE SET times = times + excluded.times",
        [(word, session, times) for word, times in counts.items()],
    )


def remove(connection: sqlite3.Connection, session: int, text: str) -> None:
    """Count it no more; a word that nobody says any more is forgotten."""
    counts = Counter(words_of(text))
    rows = [(times, word, session) for word, times in counts.items()]
    number = "(SELECT number FROM vocabulary WHERE word = ?)"
    connection.executemany(
        f"UPDATE said SET times = times - ? WHERE word = {number} AND session = ?",  # noqa: S608
        rows,
    )
    connection.executemany(
        f"DELETE FROM said WHERE times <= 0 AND word = {number} AND session = ?",  # noqa: S608
        [row[1:] for row in rows],
    )
    _forget(connection, [(word,) for word in counts], "word")


def remove_session(connection: sqlite3.Connection, session: int) -> None:
    """Forget what was said in a session."""
    said = connection.execute("SELECT word FROM said WHERE session = ?", (session,)).fetchall()
    connection.executemany(
        "DELETE FROM said WHERE word = ? AND session = ?", [(row[0], session) for row in said]
    )
    _forget(connection, [(row[0],) for row in said], "number")


def index_session(connection: sqlite3.Connection, session: int) -> None:
    """Make the index of a session anew from its texts."""
    remove_session(connection, session)
    texts = connection.execute("SELECT text FROM segments WHERE session = ?", (session,))
    add(connection, session, "\n".join(row[0] for row in texts))


class Search:
    """What the user looks for: every word of it, in title or text.

    Args:
        text: As typed.

    Raises:
        UsageError: It holds bytes that are no text.
    """

    def __init__(self, text: str) -> None:
        try:
            text.encode()
        except UnicodeEncodeError:
            raise UsageError(
                "What is searched for is no text.", "Type it in letters, or as UTF-8."
            ) from None
        pieces = _folded(text).split()
        self.terms = [_bare(piece) or piece for piece in pieces]

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.terms)

    def is_in(self, text: str) -> bool:
        """Whether a text holds one of the words."""
        words = words_of(text)
        return any(_fits(term, word) for term in self.terms for word in words)

    def sessions(self, connection: sqlite3.Connection, below: int) -> Iterator[int]:
        """The numbers of the sessions under `below` that hold all of it, newest first."""
        known = [_known(connection, term) for term in self.terms]
        newest = connection.execute("SELECT MAX(number) FROM sessions").fetchone()[0] or 0
        below = min(below, newest + 1)
        length = FIRST_STRETCH
        while below > 0:
            low = max(0, below - length)
            found = [
                _titled(connection, term, low, below) | _said(connection, words, low, below)
                for term, words in zip(self.terms, known, strict=True)
            ]
            yield from sorted(set.intersection(*found), reverse=True)
            below, length = low, 2 * length


def _known(connection: sqlite3.Connection, term: str) -> str:
    """The numbers of all words that fit, as a JSON list."""
    start = "WHERE substr(word, 1, length(?1)) = ?1" if _is_short(term) else ""
    where = start or "WHERE instr(word, ?1)"
    query = f"SELECT json_group_array(number) FROM vocabulary {where}"  # noqa: S608 - our own words
    return str(connection.execute(query, (term,)).fetchone()[0])


def _said(connection: sqlite3.Connection, words: str, low: int, below: int) -> set[int]:
    found = connection.execute(
        "SELECT DISTINCT session FROM said WHERE word IN (SELECT value FROM json_each(?))"
        " AND session >= ? AND session < ?",
        (words, low, below),
    )
    return {row[0] for row in found}


def _titled(connection: sqlite3.Connection, term: str, low: int, below: int) -> set[int]:
    titles = connection.execute(
        "SELECT number, title FROM sessions WHERE number >= ? AND number < ?", (low, below)
    )
    return {row[0] for row in titles if term in _folded(row[1])}


def _forget(connection: sqlite3.Connection, words: Sequence[tuple[object]], column: str) -> None:
    connection.executemany(
        f"DELETE FROM vocabulary WHERE {column} = ?"  # noqa: S608 - our own names
        " AND NOT EXISTS (SELECT 1 FROM said WHERE said.word = vocabulary.number)",
        words,
    )


def _fits(term: str, word: str) -> bool:
    return word.startswith(term) if _is_short(term) else term in word


def _is_short(term: str) -> bool:
    return len(term) <= _SHORT and term.isascii()


def _bare(piece: str) -> str:
    """A word without the punctuation around it; signs that are no punctuation stay."""
    found = _WORD.search(piece)
    return found[0] if found else "" if piece.isascii() else piece


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = (one for one in decomposed if unicodedata.combining(one) in (0, _KANA_VOICING))
    return unicodedata.normalize("NFKC", "".join(plain)).lower()
