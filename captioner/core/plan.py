"""Who recognises which stretch of a session, as one table.

The sound of a session is cut into stretches. What is said now is the live one; the others
are holes, said before and not recognised yet. A shift is one run of one recogniser over one
stretch, and has a role: it captions what is said now, here or by the service; it is a
connection that waits to take over; or it fills in a hole.

1. What is said now comes first. Whoever hears it goes on until another takes over.
2. Who takes over begins where the words end: at the end of an utterance, or, after a short
   cut, by hearing the open one again. Where that would make what is said now late the
   stretch is split: one hears on from here, and the rest is a hole.
3. This computer captions while the service is out of reach, and fills in whatever was missed.
   Where it may not or cannot, the service does both, later.
4. The session ends with an error only when nobody is left who could caption it.

`decide` gives the steps of the first row of `TABLE` all of whose facts hold; whoever carries
them out asks again until there are none. A session with one recogniser alone is the same
session without a service.

Not in the table: what becomes of a failure, that is whether and when the service is asked
again (`core.retry`, `core.link`), which settings it is asked for, when a recogniser here
counts as broken, and when a hole is given up; how long the end is waited for; what the user
is told. All of that only changes the snapshot.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import Enum

from captioner.core.audio import RATE
from captioner.core.link import Link

PATIENCE_S = 3.0
"""After this long without a sign of life this computer takes over."""

BOUNDARY_S = 10.0
"""How long a hand-over waits for the end of an utterance."""

START_S = 10.0
"""A session that nothing could open by then does not start."""

REPLAYED = RATE * 3 // 2
"""Samples. A longer cut is filled in, so that what is said now does not wait."""

REPLAYED_AT_START = 5 * RATE
"""Samples. The first connection may take longer."""

AT_ONCE = 7 * RATE
"""Samples. Services take so much at once and then little more than real time: if all of a
longer utterance were replayed, what is said now would come late for as long as that takes."""

_ROUNDING_S = 0.01


class Role(Enum):
    """What a shift is there for; at most one shift at a time has each of the first three."""

    HERE = "captions here"
    SERVICE = "captions by service"
    WAITS = "waits to take over"
    FILLS = "fills in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """How a session stands.

    Attributes:
        said: Whether something is said now: listening, neither paused nor over.
        heard_by: The role of the shift that hears it.
        open: Whether an utterance is open in it.
        behind: By how many samples that shift is behind what is said now.
        unheard: How many samples of it a newcomer would have to hear.
        cut: How many samples came since the link was last there.
        first: Whether no connection was open yet since listening began.
        waits_s: For how many seconds an open connection has waited; None without one.
        link: Where the link stands.
        service: Whether there is a service, and the user wants it.
        doubted: Whether it said no, which is not believed yet.
        silent_s: Seconds since the last sign of life of the link.
        expiring: Whether the connection ends soon and no other one waits.
        able: Whether this computer may caption, and can.
        busy: Whether it captions, or finishes what it captioned.
        missing: Whether there is a hole at which nobody is at work.
        due: Whether such a hole may be filled in now: nobody fills in, and it is time.
        started: Whether a recogniser has opened in this session.
        done: Whether nothing more is said, and everything that was is dealt with.
    """

    said: bool = False
    heard_by: Role | None = None
    open: bool = False
    behind: int = 0
    unheard: int = 0
    cut: int = 0
    first: bool = False
    waits_s: float | None = None
    link: Link = Link.AWAY
    service: bool = True
    doubted: bool = False
    silent_s: float = 0.0
    expiring: bool = False
    able: bool = True
    busy: bool = False
    missing: bool = False
    due: bool = False
    started: bool = True
    done: bool = False


class Fact(Enum):
    """What the table asks of a snapshot."""

    SAID = "something is said now"
    NOTHING_SAID = "nothing is said now"
    UNHEARD = "nobody hears what is said now"
    HEARD_HERE = "this computer hears what is said now"
    HEARD_THERE = "the service hears what is said now"
    WAITING = "an open connection waits"
    SMOOTH = "it can go on where the words end"
    FAR = "that is too far back, or has not come for long"
    EXPIRING = "the connection ends soon"
    UNDIALLED = "no connection is open or on its way"
    LINKED = "the connection is open"
    AWAY = "the service is out of reach"
    GONE = "there is no service, it refused, or it is not wanted"
    UNOPENED = "nothing opened within 10 s of the start"
    FREE = "this computer is free to caption"
    ABLE = "this computer may caption"
    UNABLE = "this computer may not or cannot caption"
    MISSING = "there is a hole and nobody at it"
    DUE = "there is a hole, nobody at it, and it is time"
    UNAWAITED = "no connection is about to open"
    DONE = "all is dealt with, and nothing more will be said"


class Step(Enum):
    """What is to be done."""

    CAPTION_HERE = "this computer hears what is said now"
    CONNECT = "open a connection"
    TAKE = "it hears what is said now, from where the words end"
    DROP = "who hears it ends at once"
    LET_GO = "who hears it ends in order"
    SPLIT = "a new stretch begins here, and who hears the old one fills in the rest of it"
    READ = "it hears the hole"
    HANG_UP = "it is closed"
    FILL_HERE = "this computer fills in the hole"
    FILL_THERE = "a connection of its own fills in the hole"
    FAIL = "the session ends with the error"
    END = "the session ends"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where all these facts hold, these steps are taken, for this reason."""

    where: Set[Fact]
    then: Sequence[Step]
    why: str


TABLE: tuple[Row, ...] = (
    Row(
        {Fact.NOTHING_SAID, Fact.WAITING, Fact.MISSING},
        [Step.READ],
        "It is there and has nothing else to hear.",
    ),
    Row({Fact.NOTHING_SAID, Fact.WAITING}, [Step.HANG_UP], "An open connection is billed."),
    Row(
        {Fact.UNHEARD, Fact.WAITING, Fact.SMOOTH},
        [Step.TAKE],
        "After a short cut the open utterance is heard again.",
    ),
    Row(
        {Fact.HEARD_HERE, Fact.WAITING, Fact.SMOOTH}, [Step.DROP, Step.TAKE], "The service is back."
    ),
    Row(
        {Fact.HEARD_THERE, Fact.WAITING, Fact.SMOOTH},
        [Step.LET_GO, Step.TAKE],
        "The next connection takes over before the service ends this one.",
    ),
    Row(
        {Fact.WAITING, Fact.FAR},
        [Step.SPLIT, Step.TAKE],
        "What is said now does not wait for what was said.",
    ),
    Row({Fact.UNHEARD, Fact.AWAY, Fact.FREE}, [Step.CAPTION_HERE], "Nobody else hears it."),
    Row({Fact.UNHEARD, Fact.UNABLE, Fact.GONE}, [Step.FAIL], "Nobody is left."),
    Row(
        {Fact.UNHEARD, Fact.UNABLE, Fact.UNOPENED},
        [Step.FAIL],
        "Better an error than a session without a word.",
    ),
    Row({Fact.SAID, Fact.UNDIALLED}, [Step.CONNECT], "The service captions where it can."),
    Row(
        {Fact.HEARD_THERE, Fact.EXPIRING},
        [Step.CONNECT],
        "The next connection is there before this one ends.",
    ),
    Row(
        {Fact.MISSING, Fact.UNABLE, Fact.UNDIALLED},
        [Step.CONNECT],
        "Nobody else fills in what was missed.",
    ),
    Row(
        {Fact.DUE, Fact.ABLE, Fact.UNAWAITED},
        [Step.FILL_HERE],
        "It costs nothing; a connection that is about to open may hear it first.",
    ),
    Row(
        {Fact.DUE, Fact.UNABLE, Fact.SAID, Fact.LINKED},
        [Step.FILL_THERE],
        "In the pauses of the one that captions it would take for ever.",
    ),
    Row({Fact.MISSING, Fact.UNABLE, Fact.GONE}, [Step.FAIL], "Nobody is left."),
    Row({Fact.DONE}, [Step.END], "Every second is captioned or told."),
)
"""The first row all of whose facts hold decides."""


def decide(now: Snapshot) -> Sequence[Step]:
    """What is to be done, in this order; nothing if all goes on as it is."""
    holding = facts(now)
    return next((row.then for row in TABLE if row.where <= holding), ())


def facts(now: Snapshot) -> frozenset[Fact]:
    """What the table may ask of it."""
    away = is_away(now)
    joint = _joint(now)
    holds = {
        Fact.SAID: now.said,
        Fact.NOTHING_SAID: not now.said,
        Fact.UNHEARD: now.said and now.heard_by is None,
        Fact.HEARD_HERE: now.said and now.heard_by is Role.HERE,
        Fact.HEARD_THERE: now.said and now.heard_by is Role.SERVICE,
        Fact.WAITING: now.waits_s is not None,
        Fact.SMOOTH: joint is Fact.SMOOTH,
        Fact.FAR: joint is Fact.FAR,
        Fact.EXPIRING: now.expiring,
        Fact.UNDIALLED: now.service and now.link is Link.AWAY,
        Fact.LINKED: now.link is Link.OPEN,
        Fact.AWAY: away,
        Fact.GONE: not _hopes(now),
        Fact.UNOPENED: not now.started and now.silent_s >= START_S - _ROUNDING_S,
        Fact.FREE: now.able and not now.busy,
        Fact.ABLE: now.able,
        Fact.UNABLE: not now.able,
        Fact.MISSING: now.missing,
        Fact.DUE: now.due,
        Fact.UNAWAITED: away or now.link is not Link.CONNECTING,
        Fact.DONE: now.done,
    }
    return frozenset(fact for fact, true in holds.items() if true)


def is_away(now: Snapshot) -> bool:
    """Whether it is time for this computer to take over."""
    return not _hopes(now) or now.doubted or now.silent_s >= PATIENCE_S - _ROUNDING_S


def _hopes(now: Snapshot) -> bool:
    """Whether a service may still caption."""
    return now.service and now.link is not Link.REFUSED


def _joint(now: Snapshot) -> Fact | None:
    """How an open connection could go on with what is said now; None if not yet, or never."""
    if not now.said or now.waits_s is None:
        return None
    if now.heard_by is None:
        short = now.cut <= (REPLAYED_AT_START if now.first else REPLAYED)
        return Fact.SMOOTH if short and now.unheard <= AT_ONCE else Fact.FAR
    slow = now.heard_by is Role.HERE and now.behind > REPLAYED
    if slow or now.waits_s >= BOUNDARY_S - _ROUNDING_S:
        return Fact.FAR
    return None if now.open else Fact.SMOOTH
