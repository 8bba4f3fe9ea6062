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
from captioner.core.figures import Reading
from captioner.core.short_forms import spoken

_MOST = 100
"""Readings of one word that are looked at, the usual ones first."""

_LONGEST = 80
_TOO_MANY = 4_000
_FEW = 2

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ´`′", "'"))  # noqa: RUF001 - what is written
_SPECIAL = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "\u0131": "i"})
_TOKEN = re.compile(
    r"""(?P<time>\d{1,2}:\d\d)(?!\d)
    | (?P<fraction>\d+[/\u2044]\d+)
    | (?P<plain>\d+(?:,\d{3})+|\d+)(?:[.](?P<part>\d+))?
    | (?P<letters>[^\W\d_]+(?:'[^\W\d_]+)*)
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
    "#": (("number",), ("hashtag",), ("hash",)),
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
        return _with_unit(joined, currency, next((t["part"] for t in tokens if t["part"]), ""))
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
    numbered = before is not None and bool(before["plain"] or before["fraction"])
    if token["letters"]:
        ends_number = numbered and (text in _ORDINAL or text == "s")
        return [()] if ends_number else spoken(text)
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
    if token["time"]:
        return figures.times(*text.split(":"))
    if token["fraction"]:
        return figures.fractions(*map(int, re.split("[/\u2044]", text)))
    if token["part"]:
        return figures.decimals(whole, token["part"])
    if suffix in _ORDINAL:
        return figures.ordinals(int(whole))
    return figures.plurals(whole) if suffix == "s" else figures.digits(whole)


def _with_unit(numbers: Iterable[Reading], currency: str, part: str) -> Iterator[Reading]:
    """An amount of money: `five dollars`, `two dollars and fifty cents`, `two fifty`."""
    for number in numbers:
        for name in _CURRENCIES[currency]:
            if "point" in number and part and currency in _CENTS:
                whole, cents = number[: number.index("point")], figures.digits(part)[0]
                for joined in (("and",), ()):
                    yield (*whole, name, *joined, *cents, _CENTS[currency])
                    yield (*whole, name, *joined, *cents)
            else:
                yield (*number, name)
