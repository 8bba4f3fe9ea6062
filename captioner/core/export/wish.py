"""What of a transcript is exported, and how."""

from bisect import bisect_right
from dataclasses import dataclass, replace

from captioner.core.file_kinds import EVERYTHING, Part
from captioner.core.lanes import LABELS
from captioner.core.transcript import Gap, Mark, Segment, Transcript


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the user wants of an export; by default what the format usually holds of all.

    Attributes:
        parts: What stands in it; None for what usually does.
        start_ms: Lines that begin before this session time are left out.
        end_ms: So are those that begin at this time or later; None for none.
        marked_only: Only lines that are marked.
        characters_a_second: Subtitles stand so long that no faster reading is needed, even
            if the next ones come late for it; None to keep them with the sound.
    """

    parts: frozenset[Part] | None = None
    start_ms: int = 0
    end_ms: int | None = None
    marked_only: bool = False
    characters_a_second: int | None = None

    @property
    def is_all(self) -> bool:
        """Whether no stretch of the session is left out."""
        return self.start_ms <= 0 and self.end_ms is None and not self.marked_only


AS_USUAL = Wish()


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a transcript is written, of which `part_of` has left what is wanted.

    Attributes:
        parts: What stands in it.
        account: Whether the account of every second ends it.
        characters_a_second: See `Wish`.
    """

    parts: frozenset[Part] = EVERYTHING
    account: bool = True
    characters_a_second: int | None = None


def part_of(transcript: Transcript, wish: Wish, parts: frozenset[Part]) -> Transcript:
    """What of a transcript is wanted; a line is marked that was said last before a mark."""
    segments = transcript.segments
    if wish.marked_only:
        segments = _marked(transcript)
    segments = tuple(one for one in segments if _begins_in(wish, one.start_ms))
    names = transcript.names
    if Part.NAMES not in parts:
        segments = tuple(replace(one, speaker="", given="") for one in segments)
        names = dict.fromkeys(LABELS, "")
    if Part.GAPS not in parts:  # nor is said which recogniser heard what
        segments = tuple(one if one.is_sound else replace(one, engine="") for one in segments)
    gaps = Part.GAPS in parts and not wish.marked_only
    return replace(
        transcript,
        segments=segments,
        names=names,
        gaps=tuple(gap for gap in transcript.gaps if gaps and _overlaps(wish, gap)),
        marks=tuple(mark for mark in transcript.marks if _holds(wish, parts, mark)),
    )


def _marked(transcript: Transcript) -> tuple[Segment, ...]:
    segments = transcript.segments
    starts = [one.start_ms for one in segments]
    found = {max(0, bisect_right(starts, mark.at_ms) - 1) for mark in transcript.marks}
    return tuple(segments[number] for number in sorted(found) if number < len(segments))


def _holds(wish: Wish, parts: frozenset[Part], mark: Mark) -> bool:
    return Part.MARKS in parts and _begins_in(wish, mark.at_ms)


def _begins_in(wish: Wish, at_ms: int) -> bool:
    return wish.start_ms <= at_ms and (wish.end_ms is None or at_ms < wish.end_ms)


def _overlaps(wish: Wish, gap: Gap) -> bool:
    return gap.end_ms > wish.start_ms and (wish.end_ms is None or gap.start_ms < wish.end_ms)
