"""Words that are short for others: contractions, abbreviations, what is written as it sounds."""

from collections.abc import Iterator, Mapping

from captioner.core.common_words import COMMON_WORDS
from captioner.core.figures import Reading, cardinals, ordinals
from captioner.core.short_words import ABBREVIATIONS

_LEAST_HALF = 2
_LONGEST_ACRONYM = 5
_LEAST_PREFIXED = 4
_PREFIXES = frozenset(
    """
    anti auto bi co counter cyber inter mega micro mid mini multi non post pre pro re self semi
    sub super tele ultra un
    """.split()  # noqa: SIM905 - a list of words reads better as text
)
_DOERS = frozenset(
    "fighter holder keeper maker player runner seller worker writer".split()  # noqa: SIM905
)
_ROMAN_SIGNS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))

_IRREGULAR: dict[str, tuple[Reading, ...]] = {
    "can't": (("can", "not"),),
    "won't": (("will", "not"),),
    "shan't": (("shall", "not"),),
    "ain't": (("is", "not"), ("am", "not"), ("are", "not")),
    "let's": (("let", "us"),),
}
_ENDINGS: dict[str, tuple[str, ...]] = {
    "'re": ("are",),
    "'ve": ("have",),
    "'ll": ("will",),
    "'d": ("would", "had", "did"),
    "'m": ("am",),
    "n't": ("not",),
    "'s": ("is", "has"),
}
_SUBJECTS = (
    "it he she that this what who where when how why there here everyone everybody someone"
    " somebody something nothing nobody everything"
)
_NO_OWNERS = frozenset(_SUBJECTS.split())


def spoken(text: str) -> list[Reading]:
    """A word of letters, perhaps with apostrophes, and what it is short for."""
    own = text.replace("'", "")
    found = [*_halves(own), (own,), *_IRREGULAR.get(text, ()), *ABBREVIATIONS.get(own, ())]
    if text.endswith("in'"):
        found.append((own + "g",))
    for ending, meanings in _ENDINGS.items():
        stem = text.removesuffix(ending)
        if stem in (text, "") or text in _IRREGULAR:
            continue
        if ending == "'d" or (ending == "'s" and stem not in _NO_OWNERS):
            found.insert(0, (stem.replace("'", ""), ending[1:]))
        found += [(*before, after) for before in spoken(stem) for after in meanings]
    return [*found, *_ROMAN.get(own, ()), *_spelled(own)]


def _spelled(own: str) -> Iterator[Reading]:
    """`nato` as `n a t o`, `ceos` as `c e o s`: what is no everyday word may be an acronym."""
    if _LEAST_HALF <= len(own) <= _LONGEST_ACRONYM and own not in COMMON_WORDS:
        yield tuple(own)
        if own.endswith("s"):
            yield (*own[:-2], own[-2:])


def _halves(own: str) -> Iterator[Reading]:
    """`everyone` as `every one`: two common words that are sometimes written as one."""
    for at in range(_LEAST_HALF, len(own) - _LEAST_HALF + 1):
        first, second = own[:at], own[at:]
        if (
            (first in COMMON_WORDS or first in _PREFIXES)
            and (second in COMMON_WORDS or second in _DOERS)
        ) or (first in _PREFIXES and len(second) >= _LEAST_PREFIXED):
            yield (first, second)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN_SIGNS:
        text += sign * (number // value)
        number %= value
    return text


_ROMAN: Mapping[str, tuple[Reading, ...]] = {
    _roman(number): (
        *cardinals(number),
        *((*article, *each) for article in (("the",), ()) for each in ordinals(number)),
    )
    for number in range(1, 40)
}
