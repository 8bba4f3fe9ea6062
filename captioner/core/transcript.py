"""A session's words, holes and marks on one time line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from captioner.core.events import SessionInformation, Word
from captioner.core.lanes import BOTH, Lane

SOUNDS = "sounds"
"""The engine of a segment that is a sound such as [music], not an utterance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One finished utterance, or a sound in words, as it is kept and shown.

    Attributes:
        turn: Unique in the session; below 0 for a sound.
        start_ms: Session time of its first word.
        end_ms: Session time of the end of its last word.
        text: As the engine wrote it, or as the user put it right.
        words: The words with their times.
        speaker: The engine's label, "" for none.
        engine: The name of the engine that heard it.
        saved: Whether it is on disk.
        heard: What the engine wrote, where the user put it right; "" where nobody did.
        lane: Where it was said.
        given: The label of the voice that the user says it was, "" where nobody did.
    """

    turn: int
    start_ms: int
    end_ms: int
    text: str
    words: tuple[Word, ...] = ()
    speaker: str = ""
    engine: str = ""
    saved: bool = False
    heard: str = ""
    lane: Lane = Lane.ONLY
    given: str = ""

    @property
    def label(self) -> str:
        """Who said it: as the user says, else the engine's label, or the lane's; "" for nobody."""
        return "" if self.is_sound else self.given or self.speaker or self.lane.label

    @property
    def is_sound(self) -> bool:
        """Whether it is a sound such as [music], which nobody said."""
        return self.engine == SOUNDS


class GapKind(Enum):
    """Why a stretch of a session has no words."""

    PAUSED = "paused"
    MUTED = "muted"
    LOST = "lost"
    OFF_THE_RECORD = "off the record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch of the session that nobody heard, or that was taken off the record.

    Attributes:
        start_ms: Session time of its start.
        end_ms: Session time of its end.
        kind: Whether the user paused or muted, sound was lost, or its words were struck.
        reason: One plain phrase, such as "Jabra Evolve was disconnected".
        lane: What was not heard; everything if it is the only one.
    """

    start_ms: int
    end_ms: int
    kind: GapKind
    reason: str
    lane: Lane = Lane.ONLY


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A moment the user marked."""

    at_ms: int
    note: str = ""


Item = Segment | Gap | Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What the library knows of one session.

    Attributes:
        id: Short, unique and stable; what the command line calls SESSION.
        title: Day, time and length, until the user names it.
        started: Local wall-clock time of its first sample, ISO 8601 with offset.
        seconds: Its length.
        engine: The name of the engine it started with.
        finals: How many segments it holds.
        ended: Whether it was closed in order; False means recovered after a crash,
            unless it is still running.
        billed_s: Seconds of billed connection.
        running: Whether it is being captioned now, here or by another program.
    """

    id: str
    title: str
    started: str
    seconds: float
    engine: str
    finals: int
    ended: bool
    billed_s: float = 0.0
    running: bool = False


@dataclass(frozen=True, slots=True)
class Transcript:
    """A session with everything in it.

    Attributes:
        session: What the library knows of it.
        segments: In the order of time.
        gaps: In the order of time.
        marks: In the order of time.
        names: Label of a speaker → the name the user gave.
        information: What the service said when the session ended, if it did.
    """

    session: Session
    segments: tuple[Segment, ...] = ()
    gaps: tuple[Gap, ...] = ()
    marks: tuple[Mark, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    information: SessionInformation | None = None

    def items(self) -> list[Item]:
        """Segments, gaps and marks in the order of time."""
        everything: Iterable[Item] = (*self.segments, *self.gaps, *self.marks)
        return sorted(everything, key=start_of)

    def speaker(self, segment: Segment) -> str:
        """Who said it: the user's name for the label, or the label; "" if nobody tells."""
        return self.names.get(segment.label, segment.label)

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The lanes that it has, in their order."""
        items: tuple[Segment | Gap, ...] = (*self.segments, *self.gaps)
        found = {item.lane for item in items}
        return BOTH if found - {Lane.ONLY} else (Lane.ONLY,)

    def wall_clock(self, ms: int) -> datetime:
        """The local time of a session time."""
        return datetime.fromisoformat(self.session.started) + timedelta(milliseconds=ms)


def start_of(item: Item) -> int:
    """The session time at which an item stands, in ms."""
    return item.at_ms if isinstance(item, Mark) else item.start_ms
