"""The table row by row, and what holds of it whatever the session is like."""

from collections.abc import Callable
from dataclasses import fields, replace
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.core.audio import RATE
from captioner.core.link import Link
from captioner.core.plan import (
    AT_ONCE,
    BOUNDARY_S,
    PATIENCE_S,
    REPLAYED,
    REPLAYED_AT_START,
    START_S,
    TABLE,
    Fact,
    Role,
    Snapshot,
    Step,
    decide,
    facts,
    is_away,
)

HERE, SERVICE = Role.HERE, Role.SERVICE
CAPTIONED = Snapshot(said=True, heard_by=SERVICE, link=Link.OPEN)
HERE_CAPTIONS = Snapshot(said=True, heard_by=HERE, busy=True, link=Link.CUT, silent_s=9.0)
UNHEARD = Snapshot(said=True, link=Link.CUT)
WITHOUT = Snapshot(said=True, link=Link.CUT, able=False)
PAUSED = Snapshot(link=Link.AWAY)


def but(now: Snapshot, **changed: object) -> Snapshot:
    return replace(now, **changed)  # type: ignore[arg-type]


READY = {"waits_s": 0.0, "link": Link.OPEN}


@pytest.mark.parametrize(
    ("now", "steps"),
    [
        # What is said now, and an open connection
        (but(UNHEARD, **READY), [Step.TAKE]),
        (but(UNHEARD, **READY, cut=REPLAYED, unheard=AT_ONCE), [Step.TAKE]),
        (but(UNHEARD, **READY, cut=REPLAYED + 1), [Step.SPLIT, Step.TAKE]),
        (but(UNHEARD, **READY, unheard=AT_ONCE + 1), [Step.SPLIT, Step.TAKE]),
        (but(UNHEARD, **READY, cut=REPLAYED_AT_START, first=True), [Step.TAKE]),
        (but(UNHEARD, **READY, cut=REPLAYED_AT_START + 1, first=True), [Step.SPLIT, Step.TAKE]),
        (but(HERE_CAPTIONS, **READY), [Step.DROP, Step.TAKE]),
        (but(HERE_CAPTIONS, **READY, open=True), []),
        (but(HERE_CAPTIONS, **READY, behind=REPLAYED), [Step.DROP, Step.TAKE]),
        (but(HERE_CAPTIONS, **READY, behind=REPLAYED + 1), [Step.SPLIT, Step.TAKE]),
        (
            but(HERE_CAPTIONS, link=Link.OPEN, waits_s=BOUNDARY_S, open=True),
            [Step.SPLIT, Step.TAKE],
        ),
        (but(CAPTIONED, waits_s=1.0), [Step.LET_GO, Step.TAKE]),
        (but(CAPTIONED, waits_s=1.0, open=True), []),
        (but(CAPTIONED, waits_s=1.0, open=True, behind=9 * RATE), []),
        (but(CAPTIONED, waits_s=BOUNDARY_S, open=True), [Step.SPLIT, Step.TAKE]),
        # What is said now, and no connection
        (UNHEARD, []),
        (but(UNHEARD, silent_s=PATIENCE_S), [Step.CAPTION_HERE]),
        (but(UNHEARD, doubted=True), [Step.CAPTION_HERE]),
        (but(UNHEARD, link=Link.REFUSED), [Step.CAPTION_HERE]),
        (but(UNHEARD, link=Link.AWAY, service=False), [Step.CAPTION_HERE]),
        (but(UNHEARD, link=Link.AWAY, service=False, busy=True), []),
        (but(WITHOUT, silent_s=60.0), []),
        (but(WITHOUT, link=Link.REFUSED), [Step.FAIL]),
        (but(WITHOUT, link=Link.AWAY, service=False), [Step.FAIL]),
        (but(WITHOUT, silent_s=START_S, started=False), [Step.FAIL]),
        (but(WITHOUT, silent_s=START_S - 1, started=False), []),
        (but(UNHEARD, silent_s=START_S, started=False), [Step.CAPTION_HERE]),
        # The connection
        (but(UNHEARD, link=Link.AWAY), [Step.CONNECT]),
        (but(HERE_CAPTIONS, link=Link.AWAY), [Step.CONNECT]),
        (but(HERE_CAPTIONS, link=Link.AWAY, service=False), []),
        (CAPTIONED, []),
        (but(CAPTIONED, expiring=True), [Step.CONNECT]),
        (but(CAPTIONED, said=False, heard_by=None, expiring=True), []),
        (but(PAUSED, missing=True, able=False), [Step.CONNECT]),
        # Nothing is said now
        (PAUSED, []),
        (but(PAUSED, **READY), [Step.HANG_UP]),
        (but(PAUSED, **READY, missing=True), [Step.READ]),
        # What was missed
        (but(CAPTIONED, missing=True, due=True), [Step.FILL_HERE]),
        (but(CAPTIONED, missing=True), []),
        (but(PAUSED, missing=True, due=True), [Step.FILL_HERE]),
        (but(PAUSED, missing=True, due=True, link=Link.CONNECTING), []),
        (but(PAUSED, missing=True, due=True, link=Link.CONNECTING, silent_s=9.0), [Step.FILL_HERE]),
        (but(HERE_CAPTIONS, missing=True, due=True), [Step.FILL_HERE]),
        (but(CAPTIONED, missing=True, due=True, able=False), [Step.FILL_THERE]),
        (but(WITHOUT, missing=True, due=True), []),
        (but(PAUSED, missing=True, able=False, link=Link.REFUSED), [Step.FAIL]),
        (but(PAUSED, missing=True, able=False, service=False), [Step.FAIL]),
        # The end
        (but(PAUSED, done=True), [Step.END]),
    ],
)
def test_the_table(now: Snapshot, steps: list[Step]) -> None:
    assert list(decide(now)) == steps


def test_a_timer_that_comes_a_little_early_is_due() -> None:
    assert is_away(but(UNHEARD, silent_s=PATIENCE_S - 0.005))
    assert not is_away(but(UNHEARD, silent_s=PATIENCE_S - 0.1))


EITHER = (False, True)
SAMPLES = (0, REPLAYED, REPLAYED + 1, REPLAYED_AT_START + 1, AT_ONCE + 1)
SECONDS = (0.0, PATIENCE_S, BOUNDARY_S, 60.0)
WAYS: dict[str, tuple[object, ...]] = {
    "said": EITHER,
    "heard_by": (None, HERE, SERVICE),
    "open": EITHER,
    "behind": SAMPLES,
    "unheard": SAMPLES,
    "cut": SAMPLES,
    "first": EITHER,
    "waits_s": (None, *SECONDS),
    "link": tuple(Link),
    "service": EITHER,
    "doubted": EITHER,
    "silent_s": SECONDS,
    "expiring": EITHER,
    "able": EITHER,
    "busy": EITHER,
    "missing": EITHER,
    "due": EITHER,
    "started": EITHER,
    "done": EITHER,
}


def _numbered(number: int) -> Snapshot:
    """One of all the snapshots that these ways make; one draw is quick."""
    chosen = {}
    for name, values in WAYS.items():
        number, which = divmod(number, len(values))
        chosen[name] = values[which]
    return but(Snapshot(), **chosen)


def is_possible(now: Snapshot) -> bool:
    """Whether a session can stand like this."""
    linked = now.link is Link.OPEN
    return (
        (now.said or now.heard_by is None)
        and (now.heard_by is not SERVICE or (linked and now.service))
        and (now.heard_by is not HERE or now.busy)
        and (now.waits_s is None or (linked and now.service))
        and (now.missing or not now.due)
        and not (now.expiring and now.waits_s is not None)
        and not (now.done and (now.said or now.missing))
    )


POSSIBLE = (
    st.integers(0, prod(len(values) for values in WAYS.values()) - 1)
    .map(_numbered)
    .filter(is_possible)
)


def _heard_by(role: Role) -> Callable[[Snapshot], Snapshot]:
    return lambda now: but(now, heard_by=role, open=False, behind=0)


AFTER: dict[Step, Callable[[Snapshot], Snapshot]] = {
    Step.CAPTION_HERE: lambda now: but(_heard_by(HERE)(now), busy=True),
    Step.CONNECT: lambda now: but(
        now, expiring=False, link=Link.CONNECTING if now.link is Link.AWAY else now.link
    ),
    Step.TAKE: lambda now: but(_heard_by(SERVICE)(now), waits_s=None),
    Step.DROP: lambda now: but(now, heard_by=None, busy=False),
    Step.LET_GO: lambda now: but(now, heard_by=None),
    Step.SPLIT: lambda now: but(
        now,
        heard_by=None,
        busy=False,
        missing=now.missing or now.heard_by is None,
        due=now.due and now.heard_by is None,
    ),
    Step.READ: lambda now: but(now, missing=False, due=False, waits_s=None),
    Step.HANG_UP: lambda now: but(now, waits_s=None, link=Link.AWAY),
    Step.FILL_HERE: lambda now: but(now, missing=False, due=False),
    Step.FILL_THERE: lambda now: but(now, missing=False, due=False),
}
"""What becomes of a session by each step that does not end it."""

LAST = (Step.FAIL, Step.END)


def settled(now: Snapshot) -> Snapshot | None:
    """The session once nothing more is to be done; None if it has ended."""
    for _ in range(8):
        steps = decide(now)
        if not steps:
            return now
        for step in steps:
            if step in LAST:
                return None
            assert step not in (Step.TAKE, Step.CAPTION_HERE) or now.heard_by is None
            assert step is not Step.TAKE or now.waits_s is not None
            assert step not in (Step.DROP, Step.LET_GO) or now.heard_by is not None
            now = AFTER[step](now)
    pytest.fail("it never settles")


@given(POSSIBLE)
def test_it_settles_and_what_is_said_now_is_never_heard_twice(now: Snapshot) -> None:
    settled(now)


@given(POSSIBLE)
def test_nobody_waits_for_somebody_who_will_not_come(now: Snapshot) -> None:
    after = settled(now)
    if after is not None and after.said and after.heard_by is None:
        dialled = after.service and after.link not in (Link.AWAY, Link.REFUSED)
        assert dialled or after.busy
        assert not (after.able and not after.busy and is_away(after))


@given(POSSIBLE)
def test_every_hole_is_filled_in_waited_for_or_ends_the_session(now: Snapshot) -> None:
    after = settled(now)
    if after is not None and after.missing:
        dialled = after.service and after.link not in (Link.AWAY, Link.REFUSED)
        assert dialled or (after.able and not after.due)


@given(POSSIBLE)
def test_an_open_connection_is_never_left_without_anything_to_hear(now: Snapshot) -> None:
    after = settled(now)
    if after is not None and after.waits_s is not None:
        assert after.heard_by is not None
        assert after.open
        assert after.waits_s < BOUNDARY_S


@given(POSSIBLE)
def test_no_error_while_somebody_can_caption(now: Snapshot) -> None:
    if Step.FAIL in decide(now):
        assert not now.able
        assert now.heard_by is None


@given(POSSIBLE)
def test_a_session_without_a_service_opens_no_connection(now: Snapshot) -> None:
    alone = but(now, service=False, waits_s=None, heard_by=now.heard_by and HERE)
    assert not {Step.CONNECT, Step.FILL_THERE, Step.TAKE, Step.READ} & set(decide(alone))


def test_the_properties_are_asked_of_everything_that_a_snapshot_holds() -> None:
    assert list(WAYS) == [field.name for field in fields(Snapshot)]


def test_every_row_decides_somewhere_and_every_fact_is_asked_for() -> None:
    assert {fact for row in TABLE for fact in row.where} == set(Fact)
    assert {step for row in TABLE for step in row.then} == set(Step)
    for index, row in enumerate(TABLE):
        assert not any(above.where <= row.where for above in TABLE[:index])


@given(POSSIBLE)
def test_a_session_stands_in_one_way_only(now: Snapshot) -> None:
    holding = facts(now)
    heard = {Fact.NOTHING_SAID, Fact.UNHEARD, Fact.HEARD_HERE, Fact.HEARD_THERE}
    assert len(heard & holding) == 1
    assert len({Fact.SMOOTH, Fact.FAR} & holding) <= 1
