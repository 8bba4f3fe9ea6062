"""Segments as rows: kept, put right by the user, taken off the record."""

import sqlite3
from dataclasses import replace

from captioner.core.correction import corrected, struck
from captioner.core.errors import UsageError
from captioner.core.lanes import Lane
from captioner.core.transcript import Gap, GapKind, Segment
from captioner.storage import rows, search
from captioner.storage.packed_words import pack, unpack
from captioner.storage.search import Search

Row = dict[str, object]


def insert(connection: sqlite3.Connection, session_id: str, segment: Segment) -> None:
    """Keep a segment; one of the same turn is replaced, so that trying again does no harm.

    What the user has put right stays as it is, and what was taken off the record stays off.
    """
    session = rows.number_of(connection, session_id)
    on_record = _on_record(connection, session, _storable(segment))
    kept = _kept(connection, session, segment.turn)
    if on_record is None:
        _remove(connection, session, kept)
    elif kept is not None and kept["heard"] is not None:
        _update(connection, kept, _as_heard(on_record) | {"speaker": on_record.speaker})
    elif kept is not None:
        _update(connection, kept, _as_row(on_record))
    else:
        row = {"session": session, "turn": segment.turn} | _as_row(on_record)
        connection.execute(
            f"INSERT INTO segments ({', '.join(row)})"  # noqa: S608 - our own names
            f" VALUES ({', '.join('?' * len(row))})",
            tuple(row.values()),
        )
        search.add(connection, session, on_record.text)


def amend(connection: sqlite3.Connection, session_id: str, segment: Segment) -> None:
    """Replace text and words of the segment of the same turn; it keeps its place in time."""
    kept = _kept(connection, rows.number_of(connection, session_id), segment.turn)
    if kept is not None:
        segment = replace(segment, start_ms=kept["start_ms"], end_ms=kept["end_ms"])
    insert(connection, session_id, segment)


def correct(
    connection: sqlite3.Connection, session_id: str, turn: int, text: str | None
) -> Segment:
    """Write a segment as the user does; None brings back what the recogniser wrote.

    Raises:
        UsageError: There is no such segment.
    """
    kept = _kept(connection, rows.number_of(connection, session_id), turn)
    if kept is None:
        raise _gone()
    heard = as_segment(kept)
    if kept["heard"] is not None:
        words = unpack(kept["heard"], kept["heard_words"])
        heard = replace(heard, text=kept["heard"], words=words, heard="")
    made = heard
    if text is not None:
        made = corrected(heard, rows.storable(" ".join(text.split())))
    _update(connection, kept, _as_row(made) | (_as_heard(heard) if made.heard else {}))
    return made


def give(connection: sqlite3.Connection, session_id: str, turn: int, label: str) -> Segment:
    """Say whose voice a segment is, as the user does; "" brings back what the engine told.

    Raises:
        UsageError: There is no such segment.
    """
    kept = _kept(connection, rows.number_of(connection, session_id), turn)
    if kept is None:
        raise _gone()
    given = rows.storable(label)
    _update(connection, kept, {"given": given or None})
    return replace(as_segment(kept), given=given)


def strike(connection: sqlite3.Connection, session_id: str, start_ms: int, end_ms: int) -> Gap:
    """Take what was said and marked in a stretch off the record; the gap tells that it was."""
    session = rows.number_of(connection, session_id)
    stretch = (session, end_ms, start_ms)
    for kept in connection.execute(
        "SELECT * FROM segments WHERE session = ? AND start_ms < ? AND end_ms > ?", stretch
    ).fetchall():
        left = struck(as_segment(kept), start_ms, end_ms)
        if left is None:
            _remove(connection, session, kept)
        else:
            _update(connection, kept, _as_row(left))
    connection.execute("DELETE FROM marks WHERE session = ? AND at_ms < ? AND at_ms >= ?", stretch)
    kind = GapKind.OFF_THE_RECORD
    gap = Gap(start_ms=start_ms, end_ms=end_ms, kind=kind, reason=kind.value)
    rows.insert_gap(connection, session_id, gap)
    return gap


def select(connection: sqlite3.Connection, session: int) -> tuple[Segment, ...]:
    """The segments of a session in the order of time."""
    found = connection.execute(
        "SELECT * FROM segments WHERE session = ? ORDER BY start_ms, turn", (session,)
    )
    return tuple(map(as_segment, found))


def holding(
    connection: sqlite3.Connection, session: int, looked_for: Search
) -> tuple[Segment, ...]:
    """The segments that hold one of the words, in the order of time, without their words."""
    found = connection.execute(
        "SELECT turn, start_ms, end_ms, text, speaker, engine, lane,"
        " COALESCE(given, '') AS given FROM segments WHERE session = ? ORDER BY start_ms, turn",
        (session,),
    )
    return tuple(
        Segment(**{**dict(row), "lane": Lane(row["lane"])}, saved=True)
        for row in found
        if looked_for.is_in(row["text"])
    )


def as_segment(row: sqlite3.Row) -> Segment:
    """The segment of a row."""
    return Segment(
        turn=row["turn"],
        start_ms=row["start_ms"],
        end_ms=row["end_ms"],
        text=row["text"],
        words=unpack(row["text"], row["words"]),
        speaker=row["speaker"],
        engine=row["engine"],
        saved=True,
        heard=row["heard"] or "",
        lane=Lane(row["lane"]),
        given=row["given"] or "",
    )


def _gone() -> UsageError:
    return UsageError("This line is not in the transcript any more.", "Open it again.")


def _kept(connection: sqlite3.Connection, session: int, turn: int) -> sqlite3.Row | None:
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM segments WHERE session = ? AND turn = ?", (session, turn)
    ).fetchone()
    return row


def _on_record(connection: sqlite3.Connection, session: int, segment: Segment) -> Segment | None:
    """What of a segment was not taken off the record."""
    left: Segment | None = segment
    for start_ms, end_ms in connection.execute(
        "SELECT start_ms, end_ms FROM gaps WHERE session = ? AND kind = ?",
        (session, GapKind.OFF_THE_RECORD.value),
    ):
        left = struck(left, start_ms, end_ms) if left is not None else None
    return left


def _update(connection: sqlite3.Connection, kept: sqlite3.Row, row: Row) -> None:
    if "text" in row:
        search.remove(connection, kept["session"], kept["text"])
        search.add(connection, kept["session"], str(row["text"]))
    changes = ", ".join(f"{name} = ?" for name in row)
    connection.execute(
        f"UPDATE segments SET {changes} WHERE number = ?",  # noqa: S608 - our own names
        (*row.values(), kept["number"]),
    )


def _remove(connection: sqlite3.Connection, session: int, kept: sqlite3.Row | None) -> None:
    if kept is not None:
        search.remove(connection, session, kept["text"])
        connection.execute("DELETE FROM segments WHERE number = ?", (kept["number"],))


def _as_row(segment: Segment) -> Row:
    return {
        "start_ms": segment.start_ms,
        "end_ms": segment.end_ms,
        "text": segment.text,
        "words": pack(segment.text, segment.words),
        "speaker": segment.speaker,
        "engine": segment.engine,
        "heard": None,
        "heard_words": None,
        "lane": segment.lane.value,
    }


def _as_heard(segment: Segment) -> Row:
    return {"heard": segment.text, "heard_words": pack(segment.text, segment.words)}


def _storable(segment: Segment) -> Segment:
    words = tuple(
        replace(
            word,
            text=rows.storable(word.text),
            speaker=word.speaker and rows.storable(word.speaker),
        )
        for word in segment.words
    )
    text, speaker = rows.storable(segment.text), rows.storable(segment.speaker)
    return replace(segment, text=text, speaker=speaker, words=words)
