"""Accounts for every second of a session: captioned, silent, paused or lost, and why."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from captioner.core.lanes import Lane
from captioner.core.transcript import Gap, GapKind, Segment, Transcript

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Where a session's time went, in ms; the parts add up to the whole.

    Attributes:
        total_ms: The session's length.
        captioned_ms: Within utterances.
        silent_ms: Heard, but without words.
        paused_ms: Paused by the user.
        lost_ms: Reason → not heard for that reason, in the order of first happening.
        off_record_ms: Taken off the record by the user.
        muted_ms: Not heard because the user muted the microphone.
    """

    total_ms: int
    captioned_ms: int
    silent_ms: int
    paused_ms: int
    lost_ms: dict[str, int]
    off_record_ms: int = 0
    muted_ms: int = 0


def accounts(transcript: Transcript) -> dict[Lane, Ledger]:
    """The account of each lane of a transcript; each adds up to the whole session."""
    return {lane: account(_only(transcript, lane)) for lane in transcript.lanes}


def account(transcript: Transcript) -> Ledger:
    """The account of a transcript, whatever was heard where.

    A stretch is counted once: what was captioned after all is not lost, and sound lost
    is lost even where the user paused.
    """
    spans = [
        (segment.start_ms, segment.end_ms)
        for segment in transcript.segments
        if not segment.is_sound
    ]
    captioned, taken = _claim(spans, [])
    off_record, taken = _claim(_gaps(transcript, GapKind.OFF_THE_RECORD), taken)
    lost: dict[str, int] = {}
    for reason in dict.fromkeys(gap.reason for gap in transcript.gaps if gap.kind is GapKind.LOST):
        claimed, taken = _claim(_gaps(transcript, GapKind.LOST, reason), taken)
        if claimed:
            lost[reason] = claimed
    paused, taken = _claim(_gaps(transcript, GapKind.PAUSED), taken)
    muted, taken = _claim(_gaps(transcript, GapKind.MUTED), taken)
    total = max(round(transcript.session.seconds * 1000), taken[-1][1] if taken else 0)
    silent = total - captioned - off_record - paused - muted - sum(lost.values())
    return Ledger(
        total_ms=total,
        captioned_ms=captioned,
        silent_ms=silent,
        paused_ms=paused,
        lost_ms=lost,
        off_record_ms=off_record,
        muted_ms=muted,
    )


def _only(transcript: Transcript, lane: Lane) -> Transcript:
    """What was said in one lane, and what holds for all."""

    def belongs(item: Segment | Gap) -> bool:
        return item.lane in (lane, Lane.ONLY)

    return replace(
        transcript,
        segments=tuple(filter(belongs, transcript.segments)),
        gaps=tuple(filter(belongs, transcript.gaps)),
    )


def _gaps(transcript: Transcript, kind: GapKind, reason: str | None = None) -> list[Span]:
    return [
        (gap.start_ms, gap.end_ms)
        for gap in transcript.gaps
        if gap.kind is kind and reason in (None, gap.reason)
    ]


def _claim(spans: Iterable[Span], taken: list[Span]) -> tuple[int, list[Span]]:
    """How much of `spans` is not taken yet, and what is taken with them."""
    joined: list[Span] = []
    for start, end in sorted((*taken, *spans)):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif end > start:
            joined.append((start, end))
    return _length(joined) - _length(taken), joined


def _length(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)
