"""Utterances on the screen: which words of each stand on which line."""

from dataclasses import dataclass, field
from itertools import pairwise

from captioner.core.lanes import Lane
from captioner.core.lines import Piece
from captioner.core.transcript import Segment

_PAUSE_MS = 700
"""The pause after which a new line begins."""


@dataclass(slots=True, eq=False)
class Turn:
    """An utterance on the screen.

    Attributes:
        number: Its number in the session.
        start_ms: Where its first word began when it appeared.
        end_ms: Where its last word ends.
        words: Its words as they came.
        pieces: The same as they are painted: a word wider than a line is several.
        breaks: Which pieces begin a line; 0 is among them if it begins a line of its own.
        speaker: The label of its voice.
        lane: Where it was said.
        marked: Whether somebody begins to speak with it.
        given: Whether the user said whose it is.
        final: Whether it is finished.
        followed: Whether a line begins after it, so that its last line is closed.
        at_ms: When it last changed, on the caller's clock.
    """

    number: int
    start_ms: int
    end_ms: int = 0
    words: tuple[Piece, ...] = ()
    pieces: tuple[Piece, ...] = ()
    breaks: list[int] = field(default_factory=list)
    speaker: str = ""
    lane: Lane = Lane.ONLY
    marked: bool = False
    given: bool = False
    final: bool = False
    followed: bool = False
    at_ms: int = 0

    @property
    def label(self) -> str:
        """Who speaks, as far as is known."""
        return self.speaker or self.lane.label

    def rows(self) -> list[tuple[Piece, ...]]:
        """Its pieces by lines; the first may go on a line of an earlier utterance."""
        edges = [*self.breaks, len(self.pieces)]
        if not self.breaks or self.breaks[0]:
            edges.insert(0, 0)
        return [self.pieces[a:b] for a, b in pairwise(edges)]


def somebody_begins(before: Turn | None, turn: Turn) -> bool:
    """Whether somebody begins to speak here, as far as is known when it first appears."""
    if before is None or turn.start_ms - before.end_ms >= _PAUSE_MS or before.lane is not turn.lane:
        return True
    return bool(before.speaker and turn.speaker and before.speaker != turn.speaker)


def voice_of(segment: Segment) -> str:
    """The label of the voice of a finished utterance; of a sound there is none."""
    return "" if segment.is_sound else segment.given or segment.speaker


def heard_again(old: Turn, new: Turn) -> bool:
    """Whether `new` hears once more what the open utterance `old` heard, on a new connection."""
    middle = (old.start_ms + old.end_ms) / 2
    overlap = new.start_ms < middle and new.end_ms > old.start_ms
    return new.lane is old.lane and new.number > old.number and overlap
