"""How words sound, to compare them.

Roughly as in Metaphone [1]: consonants that are mistaken for each other are one class,
vowels are another.

[1] L. Philips, Hanging on the Metaphone, Computer Language 7 (12), 1990.
"""

import re
import unicodedata

_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^kn|^gn|^pn", "n"),
        (r"^wr", "r"),
        (r"^ps", "s"),
        (r"igh|ough|augh", "A"),
        (r"tch|ch|sch|sh|j|dg(?=[eiy])|g(?=[eiy])|[ts](?=i[ao])", "X"),
        (r"ph|[fv]", "F"),
        (r"qu", "KW"),
        (r"x", "KS"),
        (r"c(?=[eiy])|[sz]", "S"),
        (r"[ckgq]+", "K"),
        (r"th|[td]", "T"),
        (r"[pb]", "P"),
        (r"wh|w", "W"),
        (r"(?<!^)h", ""),
        (r"[aeiouy]+", "A"),
    )
)


def letters_of(text: str) -> str:
    """Its letters and figures in lower case, without accents."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(character for character in plain if character.isalnum())


def sound_of(letters: str) -> str:
    """Roughly how letters sound, a letter for each class of sounds."""
    for pattern, sound in _SOUNDS:
        letters = pattern.sub(sound, letters)
    return re.sub(r"(.)\1+", r"\1", letters.upper())


def likeness(one: str, other: str) -> float:
    """1 for the same text, less by the share of letters that must be edited."""
    longest = max(len(one), len(other))
    if abs(len(one) - len(other)) > longest / 2:
        return 0.0
    row = list(range(len(other) + 1))
    for above, letter in enumerate(one, start=1):
        left, row[0] = row[0], above
        for column, another in enumerate(other, start=1):
            left, row[column] = (
                row[column],
                min(left + (letter != another), row[column] + 1, row[column - 1] + 1),
            )
    return 1 - row[-1] / longest
