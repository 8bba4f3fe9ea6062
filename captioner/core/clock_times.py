"""Times of the day in figures, in every way in which they are said."""

from collections.abc import Iterator
from itertools import chain, product

from captioner.core.figures import Reading, cardinals, digits

_HOURS = 12
_HALF = 30
_MINUTES = 60
_QUARTER = 15
_NIGHT_AND_NOON = {0: "midnight", 12: "noon"}


def times(hour: str, minutes: str) -> Iterator[Reading]:
    """`10:05`: `ten oh five`; `10:00`: `ten o'clock`, `ten`; `10:45`: `a quarter to eleven`."""
    on_the_hour = not int(minutes)
    past: list[Reading] = digits(minutes) + digits(str(int(minutes)))
    if on_the_hour:
        past = [("oclock",), (), ("hundred",), *past]
    for each in _hours(hour):
        yield from (tuple(chain(*both)) for both in product(each, past))
    if on_the_hour:
        yield from _named(int(hour))
    else:
        yield from _by_the_next_hour(int(hour), int(minutes))


def _hours(hour: str) -> Iterator[list[Reading]]:
    """As the figures say it, and in the afternoon as a clock with hands shows it."""
    yield digits(str(int(hour)))
    if hour[0] == "0":
        yield digits(hour)
    if int(hour) > _HOURS:
        yield cardinals(int(hour) - _HOURS)


def _named(hour: int) -> Iterator[Reading]:
    if hour in _NIGHT_AND_NOON:
        yield (_NIGHT_AND_NOON[hour],)
        yield (_NIGHT_AND_NOON[_HOURS - hour],)


def _by_the_next_hour(hour: int, minutes: int) -> Iterator[Reading]:
    """`half past three`, `twenty to four`."""
    near = [(minutes, links, hour) for links in (("past",), ("after",)) if minutes <= _HALF]
    if minutes > _HALF:
        near = [(_MINUTES - minutes, (link,), hour + 1) for link in ("to", "till", "of")]
    for count, link, whose in near:
        for spoken, name in product(_minutes(count), _on_a_clock(whose)):
            yield (*spoken, *link, *name)


def _minutes(count: int) -> Iterator[Reading]:
    if count == _HALF:
        yield ("half",)
    if count == _QUARTER:
        yield from (("quarter",), ("a", "quarter"))
    for number in cardinals(count):
        yield from (number, (*number, "minutes"))


def _on_a_clock(hour: int) -> Iterator[Reading]:
    yield from cardinals((hour - 1) % _HOURS + 1)
    if hour % (2 * _HOURS) in _NIGHT_AND_NOON:
        yield (_NIGHT_AND_NOON[hour % (2 * _HOURS)],)
