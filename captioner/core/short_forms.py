"""Words that are short for others: contractions, abbreviations, what is written as it sounds."""

from collections.abc import Iterator

from captioner.core.common_words import COMMON_WORDS
from captioner.core.figures import Reading

_LEAST_HALF = 2

_ABBREVIATIONS = {
    key: tuple(tuple(reading.split("_")) for reading in readings.split())
    for key, readings in {
        "mr": "mister",
        "mrs": "missus misses",
        "ms": "miss milliseconds",
        "dr": "doctor drive",
        "st": "saint street",
        "prof": "professor",
        "jr": "junior",
        "sr": "senior",
        "gen": "general",
        "vs": "versus",
        "v": "versus",
        "etc": "et_cetera",
        "eg": "for_example",
        "ie": "that_is",
        "ok": "okay",
        "no": "number",
        "nr": "number",
        "nos": "numbers",
        "dept": "department",
        "govt": "government",
        "approx": "approximately",
        "inc": "incorporated",
        "ltd": "limited",
        "corp": "corporation",
        "co": "company",
        "ave": "avenue",
        "rd": "road",
        "mt": "mount",
        "ft": "feet foot fort",
        "us": "united_states",
        "usa": "united_states_of_america",
        "uk": "united_kingdom",
        "eu": "european_union",
        "tv": "television",
        "jan": "january",
        "feb": "february",
        "mar": "march",
        "apr": "april",
        "jun": "june",
        "jul": "july",
        "aug": "august",
        "sep": "september",
        "sept": "september",
        "oct": "october",
        "nov": "november",
        "dec": "december",
        "mon": "monday",
        "tue": "tuesday",
        "wed": "wednesday",
        "thu": "thursday",
        "fri": "friday",
        "sat": "saturday",
        "sun": "sunday",
        "k": "thousand",
        "m": "million meters metres meter",
        "bn": "billion",
        "km": "kilometers kilometres kilometer k_m",
        "cm": "centimeters centimetres",
        "mm": "millimeters millimetres",
        "kg": "kilograms kilos kilogram",
        "g": "grams gram",
        "mg": "milligrams",
        "lb": "pounds pound",
        "lbs": "pounds",
        "oz": "ounces ounce",
        "l": "liters litres liter litre",
        "ml": "milliliters millilitres",
        "mph": "miles_per_hour miles_an_hour",
        "kmh": "kilometers_per_hour kilometres_per_hour",
        "c": "celsius",
        "f": "fahrenheit",
        "h": "hours hour",
        "hr": "hour",
        "hrs": "hours",
        "min": "minutes minute",
        "mins": "minutes",
        "s": "seconds second",
        "sec": "seconds second",
        "secs": "seconds",
        "gb": "gigabytes",
        "mb": "megabytes",
        "kb": "kilobytes",
        "tb": "terabytes",
        "hz": "hertz",
        "khz": "kilohertz",
        "mhz": "megahertz",
        "ghz": "gigahertz",
        "gonna": "going_to",
        "wanna": "want_to",
        "gotta": "got_to",
        "hafta": "have_to",
        "kinda": "kind_of",
        "sorta": "sort_of",
        "outta": "out_of",
        "lemme": "let_me",
        "gimme": "give_me",
        "dunno": "dont_know do_not_know",
        "cannot": "can_not",
        "percent": "per_cent",
        "cause": "because",
        "cuz": "because",
        "cos": "because",
        "til": "until",
        "till": "until",
        "thru": "through",
        "em": "them",
        "yall": "you_all",
        "tis": "it_is",
        "twas": "it_was",
        "alright": "all_right",
    }.items()
}
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
    found = [*_halves(own), (own,), *_IRREGULAR.get(text, ()), *_ABBREVIATIONS.get(own, ())]
    for ending, meanings in _ENDINGS.items():
        stem = text.removesuffix(ending)
        if stem in (text, "") or text in _IRREGULAR:
            continue
        if ending == "'d" or (ending == "'s" and stem not in _NO_OWNERS):
            found.insert(0, (stem.replace("'", ""), ending[1:]))
        found += [(*before, after) for before in spoken(stem) for after in meanings]
    return found


def _halves(own: str) -> Iterator[Reading]:
    """`everyone` as `every one`: two common words that are sometimes written as one."""
    for at in range(_LEAST_HALF, len(own) - _LEAST_HALF + 1):
        if {own[:at], own[at:]} <= COMMON_WORDS:
            yield (own[:at], own[at:])
