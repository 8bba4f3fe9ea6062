"""Numbers in figures, in every way in which they are said.

A reading is a row of pieces, each of them letters; a word that was heard in part ends
between two of them.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, groupby, product

Reading = tuple[str, ...]

_NAMES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
)
_ONES = _NAMES.split()
_NAMES_OF_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = _NAMES_OF_TENS.split()
_HUNDRED = 100
_SCALES = (
    (10**12, "trillion"),
    (10**9, "billion"),
    (10**6, "million"),
    (10**3, "thousand"),
    (_HUNDRED, "hundred"),
)
_MOST = 10**15
_NOUGHTS = ("zero", "oh", "o", "nought", "nil")
_FIRST = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_PARTS = {"second": ("half", "halves"), "fourth": ("quarter", "quarters")}
_SHARES = {
    "5": (("a", "half"),),
    "25": (("a", "quarter"), ("one", "quarter")),
    "75": (("three", "quarters"),),
}
_FRACTION_BARS: tuple[Reading, ...] = (
    (),
    ("over",),
    ("slash",),
    ("of",),
    ("divided", "by"),
)
_MOST_PARTS = 16
"""Few speak of smaller parts, or of more parts than make a whole: `24/7`, `50/50`."""

_MANY = {2: "double", 3: "triple"}
_YEAR_DIGITS = 4
_HOUR_DIGITS = 3


def cardinals(number: int) -> list[Reading]:
    """`one hundred five`, `one hundred and five`, `a hundred five` and so on."""
    readings: list[Reading] = [_spoken(number, joined) for joined in ((), ("and",))]
    readings += [("a", *reading[1:]) for reading in readings if _is_round(reading)]
    return list(dict.fromkeys(readings))


def digits(text: str) -> list[Reading]:
    """A row of figures without anything between them: as a number, a year, or one by one."""
    number = int(text)
    if not number and len(text) == 1:
        return [(nought,) for nought in _NOUGHTS]
    readings: list[Reading] = []
    if int(text[0]) and number < _MOST:
        readings += cardinals(number)
    if len(text) in (_HOUR_DIGITS, _YEAR_DIGITS) and int(text[0]):
        readings += _in_pairs(number)
    readings += [_one_by_one(text, zero) for zero in _NOUGHTS[:3]]
    readings += [_doubled(text, zero) for zero in _NOUGHTS[:3]]
    return list(dict.fromkeys(readings))


def decimals(whole: str, part: str) -> Iterator[Reading]:
    """`3.5`: `three point five`, `three and a half`; `2.50`: `two fifty`; `0.5`: `point five`."""
    wholes = digits(whole)
    if not int(whole):
        wholes.append(())
    for before, after in product(wholes, digits(part)[::-1]):
        yield from ((*before, "point", *after), (*before, *after), (*before, "dot", *after))
    for share in _SHARES.get(part.rstrip("0"), ()):
        if int(whole):
            yield from ((*before, "and", *share) for before in cardinals(int(whole)))
        else:
            ends: tuple[Reading, ...] = ((), ("a",), ("an",), ("of", "a"))
            yield from ((*start, *end) for start in (share, share[1:]) for end in ends)


def ordinals(number: int) -> Iterator[Reading]:
    """`twenty first`."""
    return ((*reading[:-1], _ordinal(reading[-1])) for reading in cardinals(number))


def plurals(text: str) -> Iterator[Reading]:
    """`1990s`: `nineteen nineties`."""
    return ((*reading[:-1], _plural(reading[-1])) for reading in digits(text))


def fractions(above: int, below: int) -> Iterator[Reading]:
    """`three quarters`, `three fourths`, `three over four`; `one half`, `a half`, `half`."""
    ways = (_in_parts(above, below), _with_a_bar(above, below))
    yield from chain(*(ways if above < below <= _MOST_PARTS else ways[::-1]))


def heights(feet: str, inches: str) -> Iterator[Reading]:
    """`5'10"`: `five foot ten`, `five feet ten inches`."""
    for over, foot, under in product(cardinals(int(feet)), ("foot", "feet"), digits(inches)):
        yield from ((*over, foot, *under), (*over, foot, *under, "inches"))
    yield from ((*over, *under) for over, under in product(digits(feet), digits(inches)))


def groups(rows: Sequence[str]) -> Iterator[Reading]:
    """Rows of figures one by one, as numbers of telephones and networks are said."""
    for zero, between in product(_NOUGHTS[:3], ((), ("dot",), ("point",), ("dash",))):
        rest = (piece for row in rows[1:] for piece in (*between, *_one_by_one(row, zero)))
        yield (*_one_by_one(rows[0], zero), *rest)


def _spoken(number: int, joined: Reading) -> Reading:
    """The pieces of a number; `joined` stands before what is left of a hundred."""
    for size, name in _SCALES:
        if number >= size:
            left = number % size
            link = joined if size == _HUNDRED or left < _HUNDRED else ()
            rest = (*link, *_spoken(left, joined)) if left else ()
            return (*_spoken(number // size, joined), name, *rest)
    if number < len(_ONES):
        return (_ONES[number],)
    tens = (_TENS[number // 10],)
    return (*tens, _ONES[number % 10]) if number % 10 else tens


def _in_parts(above: int, below: int) -> Iterator[Reading]:
    for *before, last in ordinals(below):
        for one, many in filter(None, (_PARTS.get(last), (last, last + "s"))):
            if above == 1:
                yield from ((*article, *before, one) for article in (("one",), ("a",), ()))
            else:
                yield from ((*over, *before, many) for over in cardinals(above))


def _with_a_bar(above: int, below: int) -> Iterator[Reading]:
    for over, under in product(cardinals(above), cardinals(below)):
        yield from ((*over, *bar, *under) for bar in _FRACTION_BARS)


def _one_by_one(text: str, zero: str) -> Reading:
    return tuple(_ONES[int(figure)] if int(figure) else zero for figure in text)


def _doubled(text: str, zero: str) -> Reading:
    """`007`: `double oh seven`."""
    runs = [(key, len(list(run))) for key, run in groupby(_one_by_one(text, zero))]
    parts = [(_MANY[count], key) if count in _MANY else (key,) * count for key, count in runs]
    return tuple(piece for part in parts for piece in part)


def _in_pairs(number: int) -> Iterator[Reading]:
    """`1813`: `eighteen thirteen`; `1905`: `nineteen oh five`; `1900`: `nineteen hundred`."""
    high, low = _spoken(number // 100, ()), number % 100
    if low >= len(_NOUGHTS) * 2:
        yield (*high, *_spoken(low, ()))
    elif low:
        yield from ((*high, nought, _ONES[low]) for nought in _NOUGHTS[1:3])
    for joined in ((), ("and",)):
        yield (*high, "hundred", *((*joined, *_spoken(low, ())) if low else ()))


def _is_round(reading: Reading) -> bool:
    """Whether it begins with one of something: `one hundred`, which is `a hundred` as well."""
    return len(reading) > 1 and reading[0] == "one"


def _ordinal(piece: str) -> str:
    if piece.endswith("y"):
        return piece[:-1] + "ieth"
    return _FIRST.get(piece, piece + "th")


def _plural(piece: str) -> str:
    if piece.endswith("y"):
        return piece[:-1] + "ies"
    return piece + ("es" if piece.endswith("x") else "s")
