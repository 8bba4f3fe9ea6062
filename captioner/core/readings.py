"""What a written word may have been said as, for comparing words that two recognisers wrote.

One writes `we're`, `21`, `$5 million`, `ill-disposed`, `Café`; the other `we are`, `twenty-one`,
`five million dollars`, `ill disposed`, `cafe`. Only letters are compared, so that it does
not matter where words end.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, product, zip_longest
from math import prod

from captioner.core import figures
from captioner.core.clock_times import times
from captioner.core.figures import Reading
from captioner.core.short_forms import spoken

_MOST = 150
"""Readings of one word that are looked at, the usual ones first."""

_LONGEST = 80
_TOO_MANY = 4_000
_FEW = 2

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ´`′", "'") | dict.fromkeys("”″", '"'))  # noqa: RUF001 - what is written
_SPECIAL = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "\u0131": "i"})
_TOKEN = re.compile(
    r"""(?P<time>\d{1,2}:\d\d)(?!\d)
    | (?P<height>\d+'\d+)"?
    | '(?P<short_year>\d\d)(?!\d)
    | (?P<fraction>\d+[/\u2044]\d+)
    | (?P<plain>\d+(?:,\d{3})+|\d+)(?:[.](?P<part>\d+))?
    | (?P<letters>'n(?!\w)|[^\W\d_]+(?:'[^\W\d_]+)*'?)
    | (?P<sign>\S)""",
    re.VERBOSE,
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?[.,;:?!]*")
_VULGAR = re.compile("[\u00bc-\u00be\u2150-\u215e]")
_SIGNS: dict[str, tuple[Reading, ...]] = {
    "%": (("percent",), ("per", "cent")),
    "&": (("and",),),
    "+": (("plus",), ("and",)),
    "@": (("at",),),
    "#": (("number",), ("hashtag",), ("hash",), ("sharp",)),
    "*": ((), ("times",), ("star",)),
    ">": (("greater", "than"), ("more", "than"), ("over",), ("above",)),
    "<": (("less", "than"), ("under",), ("below",)),
    "~": (("about",), ("around",), ("approximately",)),
    "=": (("equals",), ("is",)),
    "°": (("degrees",), ("degree",)),
    "/": ((), ("slash",), ("per",), ("a",), ("or",), ("and",)),
    "×": (("times",), ("by",)),
    ".": ((), ("point",), ("dot",)),
    ",": ((), ("point",), ("comma",)),
}
_POINTS = ".,"
_BETWEEN_NUMBERS: tuple[Reading, ...] = (("to",), (), ("minus",), ("dash",))
_BEFORE_NUMBER: tuple[Reading, ...] = ((), ("minus",), ("negative",))
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_CURRENCIES = {
    "$": ("dollars", "dollar", "bucks"),
    "£": ("pounds", "pound", "quid"),
    "€": ("euros", "euro"),
    "¥": ("yen",),
    "₹": ("rupees", "rupee"),
    "¢": ("cents", "cent"),
}
_CENTS = {"$": "cents", "£": "pence", "€": "cents", "₹": "paise"}
_SCALES = {
    "k": ("thousand", "grand"),
    "m": ("million",),
    "mn": ("million",),
    "b": ("billion",),
    "bn": ("billion",),
    "tn": ("trillion",),
}
_SCALE_WORDS = frozenset({"hundred", "thousand", "million", "billion", "trillion"}.union(_SCALES))
_CENTURIES = ("nineteen", "twenty", "eighteen")
_LAST_DAY = 31
_GROUPS = re.compile(r"\d+(?:\.\d+){2,}|\d{3,}(?:[-\u2010-\u2013]\d+)+")
_ORDINAL = frozenset({"st", "nd", "rd", "th"})


def letters(text: str) -> str:
    """The letters and figures of a word, without case and accents."""
    return "".join(filter(str.isalnum, _plain(text)))


def readings(texts: Sequence[str]) -> list[tuple[Reading, ...]]:
    """For each of these successive words, what it may have been said as; at least one each."""
    found: list[tuple[Reading, ...]] = []
    unit = ""
    for text, after in zip_longest(texts, texts[1:], fillvalue=""):
        plain = _plain(text)
        scaled: Iterator[Reading] = iter(())
        if unit and letters(plain) in _SCALE_WORDS:
            scaled = _with_unit(spoken(letters(plain)), unit, "")  # beside being just a number
        unit = _moved_unit(plain, letters(after))
        all_of_it = chain(scaled, _token_readings(plain, moved=bool(unit)))
        found.append(tuple(dict.fromkeys(islice(all_of_it, _MOST))))
    return found


def _plain(text: str) -> str:
    """Lower case, one kind of apostrophe, no accents; a fraction apart from its number."""
    folded = text.translate(_APOSTROPHES).casefold().translate(_SPECIAL)
    decomposed = unicodedata.normalize("NFKD", _VULGAR.sub(r" \g<0>", folded))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _moved_unit(plain: str, after: str) -> str:
    """The currency that is said after the next word: `$5 million`."""
    scaled = after in _SCALE_WORDS and plain.rstrip(".,;:?!")[-1:].isdigit()
    return next((char for char in plain if scaled and char in _CURRENCIES), "")


def _token_readings(plain: str, *, moved: bool) -> Iterator[Reading]:
    """All ways of saying a word's tokens one after the other."""
    if len(plain) > _LONGEST:
        return iter([("".join(filter(str.isalnum, plain)),)])
    if _INITIALS.fullmatch(plain):
        return chain(spoken(letters(plain)), [tuple(letters(plain))])
    if _GROUPS.fullmatch(plain.rstrip(_POINTS)):
        return chain(figures.groups(re.findall(r"\d+", plain)), _joined(plain, moved=moved))
    return _joined(plain, moved=moved)


def _joined(plain: str, *, moved: bool) -> Iterator[Reading]:
    tokens = list(_TOKEN.finditer(plain))
    kinds: list[Iterable[Reading]] = []
    currency = ""
    for place, token in enumerate(tokens):
        text = token.group()
        before = tokens[place - 1] if place else None
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if text in _CURRENCIES:
            currency = text
            continue
        kinds.append(_one(token, before, after))
    joined = _usual_first([list(dict.fromkeys(kind)) for kind in kinds])
    if currency and not moved:
        scaled = any(token["letters"] in _SCALES for token in tokens)
        cents = "" if scaled else next((t["part"] for t in tokens if t["part"]), "")
        return _with_unit(joined, currency, cents)
    return joined


def _usual_first(kinds: Sequence[list[Reading]]) -> Iterator[Reading]:
    """Every choice of one of each, the first ones of most before others."""
    if prod(map(len, kinds)) > _TOO_MANY:
        kinds = [kind[:_FEW] for kind in kinds]
    choices = product(*(range(len(kind)) for kind in kinds))
    for choice in sorted(islice(choices, _TOO_MANY), key=sum):
        yield tuple(chain(*(kind[at] for kind, at in zip(kinds, choice, strict=True))))


def _one(
    token: re.Match[str], before: re.Match[str] | None, after: re.Match[str] | None
) -> Iterable[Reading]:
    text = token.group()
    numbered = before is not None and not (before["sign"] or before["letters"])
    if token["letters"]:
        ends_number = numbered and (text in _ORDINAL or text == "s")
        scales = [(name,) for name in _SCALES.get(text, ())] if numbered else []
        return [()] if ends_number else [*scales, *spoken(text)]
    if not token["sign"]:
        numbers = list(_number(token, after["letters"] if after is not None else None))
        return [*(("and", *each) for each in numbers), *numbers] if numbered else numbers
    if text in _DASHES:
        if after is None or not after["plain"]:
            return [()]
        return _BETWEEN_NUMBERS if numbered else _BEFORE_NUMBER if before is None else [()]
    between = before is not None and after is not None and not (before["sign"] or after["sign"])
    return _SIGNS.get(text, ((),)) if between or text not in _POINTS else [()]


def _number(token: re.Match[str], suffix: str | None) -> Iterable[Reading]:
    """A token of figures, before letters that belong to it."""
    text, whole = token.group(), (token["plain"] or "").replace(",", "")
    if token["plain"] and not token["part"]:
        return _whole(whole, suffix)
    if token["time"]:
        return times(*text.split(":"))
    if token["height"]:
        return figures.heights(*token["height"].split("'"))
    if token["fraction"]:
        return figures.fractions(*map(int, re.split("[/\u2044]", text)))
    if token["short_year"]:
        years = list(_whole(token["short_year"], suffix))
        return [*years, *((century, *year) for year in years for century in _CENTURIES)]
    return figures.decimals(whole, token["part"])


def _whole(text: str, suffix: str | None) -> Iterator[Reading]:
    """As a number; one thing, `a`; a day of the month, `third`."""
    if suffix == "s":
        yield from figures.plurals(text)
    elif suffix in _ORDINAL:
        yield from _days(int(text))
    else:
        yield from figures.digits(text)
        if text == "1":
            yield from (("a",), ("an",))
        if 0 < int(text) <= _LAST_DAY:
            yield from _days(int(text))


def _days(day: int) -> Iterator[Reading]:
    """`third`, `the third`."""
    return ((*article, *each) for article in ((), ("the",)) for each in figures.ordinals(day))


def _with_unit(numbers: Iterable[Reading], currency: str, part: str) -> Iterator[Reading]:
    """An amount of money; `part` are the figures of its cents, if these are said as such."""
    for number in numbers:
        if "point" in number and part and currency in _CENTS:
            yield from _in_coins(number[: number.index("point")], currency, part)
        else:
            yield from ((*number, name) for name in _CURRENCIES[currency])


def _in_coins(whole: Reading, currency: str, part: str) -> Iterator[Reading]:
    """`two dollars and fifty cents`, `a dollar fifty`, `two fifty`, `fifty cents`."""
    cents = figures.digits(part)[0]
    wholes = (whole, ("a",)) if whole == ("one",) else (whole,)
    for each, name, joined in product(wholes, _CURRENCIES[currency], (("and",), ())):
        yield (*each, name, *joined, *cents, _CENTS[currency])
        yield (*each, name, *joined, *cents)
    yield (*whole, *cents)
    yield (*cents, _CENTS[currency])
