from captioner.app.hearing.absence import Absence
from captioner.core.errors import AudioError, SourceGone
from captioner.core.lanes import BOTH, Lane

GONE = SourceGone("It is not there.", "Plug it in.")


def absence(over: set[Lane], heard: set[Lane], told: list[AudioError]) -> Absence:
    return Absence(BOTH, over.__contains__, heard.__contains__, told.append)


def test_one_that_is_missing_is_told_once_and_looked_for_while_another_may_come() -> None:
    told: list[AudioError] = []
    heard: set[Lane] = set()
    one = absence(set(), heard, told)
    assert one.looks_on(Lane.YOU, GONE)
    heard.add(Lane.OTHERS)
    assert one.looks_on(Lane.YOU, GONE)
    assert told == [GONE]


def test_where_none_is_there_nobody_waits() -> None:
    one = absence(set(), set(), [])
    assert one.looks_on(Lane.YOU, GONE)
    assert not one.looks_on(Lane.OTHERS, GONE)
    assert not one.looks_on(Lane.YOU, GONE)


def test_once_the_other_one_is_over_nobody_waits() -> None:
    over: set[Lane] = set()
    one = absence(over, {Lane.OTHERS}, [])
    assert one.looks_on(Lane.YOU, GONE)
    over.add(Lane.OTHERS)
    assert not one.looks_on(Lane.YOU, GONE)


def test_the_only_lane_is_not_waited_for() -> None:
    told: list[AudioError] = []
    alone = Absence([Lane.ONLY], lambda _: False, lambda _: False, told.append)
    assert not alone.looks_on(Lane.ONLY, GONE)
    assert told == []
