"""A session's time as one line of stretches: who was captioned when, and where nothing was.

Each moment belongs to one stretch: what was captioned after all is not lost, what was taken off
the record is neither lost nor paused, and lost sound is lost even where the user paused.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from captioner.core.lanes import Lane
from captioner.core.transcript import Gap, GapKind, Item, Segment, start_of


class Kind(Enum):
    """What happened in a stretch; where several did, the first of these counts."""

    CAPTIONED = "captioned"
    FILLED_IN = "filled in"
    OFF_THE_RECORD = "off the record"
    LOST = "lost"
    MUTED = "muted"
    PAUSED = "paused"
    QUIET = "quiet"


_OF_GAP = {
    GapKind.OFF_THE_RECORD: Kind.OFF_THE_RECORD,
    GapKind.LOST: Kind.LOST,
    GapKind.MUTED: Kind.MUTED,
    GapKind.PAUSED: Kind.PAUSED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of a session in which one thing happened.

    Attributes:
        start_ms: Session time of its start.
        end_ms: Session time of its end; later than its start.
        kind: What happened.
        item: The line or gap that says so; None where it is quiet.
    """

    start_ms: int
    end_ms: int
    kind: Kind
    item: Segment | Gap | None = None


def timeline(items: Iterable[Item], total_ms: int) -> tuple[Stretch, ...]:
    """The stretches of a session, without a hole between them.

    Args:
        items: Everything in it, in any order.
        total_ms: How long it is so far; more where an item ends later.
    """
    known = sorted((item for item in items if isinstance(item, Segment | Gap)), key=start_of)
    found: list[Stretch] = []
    late = _filled_in([item for item in known if isinstance(item, Segment)])
    wanted: dict[Kind, list[Stretch]] = {kind: [] for kind in Kind}
    for item in known:
        if isinstance(item, Gap):
            kind = _OF_GAP[item.kind]
        elif item.is_sound:
            continue
        else:
            kind = Kind.FILLED_IN if item.turn in late else Kind.CAPTIONED
        wanted[kind].append(
            Stretch(start_ms=max(0, item.start_ms), end_ms=item.end_ms, kind=kind, item=item)
        )
    for stretches in filter(None, wanted.values()):
        found = _with(found, stretches)
    end = max(total_ms, found[-1].end_ms if found else 0)
    if end <= 0:
        return ()
    return tuple(_with(found, [Stretch(start_ms=0, end_ms=end, kind=Kind.QUIET)]))


def at(stretches: Sequence[Stretch], ms: int) -> int:
    """The place of the stretch in which this moment is; the nearest for one outside."""
    place = bisect_right(stretches, ms, key=lambda stretch: stretch.start_ms) - 1
    return max(0, place)


def _filled_in(segments: Sequence[Segment]) -> frozenset[int]:
    """The turns that were recognised after what was said later in their lane.

    Turns are numbered as recognisers begin them.
    """
    late: set[int] = set()
    for lane in Lane:
        least: int | None = None
        for segment in reversed([one for one in segments if one.lane is lane]):
            if segment.is_sound:
                continue
            if least is not None and segment.turn > least:
                late.add(segment.turn)
            least = segment.turn if least is None else min(least, segment.turn)
    return frozenset(late)


def _with(taken: list[Stretch], more: Iterable[Stretch]) -> list[Stretch]:
    """The stretches there are, and of the others what is still free, in the order of time."""
    return sorted((*taken, *_free(taken, more)), key=lambda stretch: stretch.start_ms)


def _free(taken: Sequence[Stretch], more: Iterable[Stretch]) -> Iterator[Stretch]:
    place, reached = 0, 0
    for stretch in more:
        start = max(stretch.start_ms, reached)
        while place < len(taken) and taken[place].end_ms <= start:
            place += 1
        ahead = place
        while start < stretch.end_ms:
            ends = stretch.end_ms
            if ahead < len(taken):
                ends = min(ends, taken[ahead].start_ms)
            if ends > start:
                yield Stretch(start_ms=start, end_ms=ends, kind=stretch.kind, item=stretch.item)
            if ahead == len(taken) or taken[ahead].start_ms >= stretch.end_ms:
                break
            start = max(start, taken[ahead].end_ms)
            ahead += 1
        reached = max(reached, stretch.end_ms)
