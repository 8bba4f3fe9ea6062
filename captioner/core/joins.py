"""Making one utterance of the lines that a recogniser cut it into."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate

from captioner.core.events import Word
from captioner.core.readings import letters

_GLUED = re.compile(r"(?<=[a-z0-9][.?!])(?=[A-Z](?!\.))|(?<=[A-Z]\.)(?=[A-Z][a-z])|(?<=,)(?=,)")
"""Between two sentences written without a space, not inside `U.S.`; and in a double comma."""

MARKS = ".,;:?!…"
"""What may stand behind a word."""

_PUNCTUATION = ".,;:?!…\"'“”\u2018’()[]-–—"
_LONGEST_LOOP = 5
_LONGEST_REPEAT = 4
_SHORT_PAUSE_MS = 200

_LINKS = "a an the of to from into onto and or but nor than if as whose my your our their its very"
_NEVER_LAST = frozenset(_LINKS.split())
"""Words that hardly ever end a sentence: a full stop after one is where a line was cut."""

_SHORT = "mr mrs ms dr prof st vs etc approx fig jr sr inc ltd co"
_ABBREVIATIONS = frozenset(_SHORT.split())
"""Words whose full stop ends no sentence."""

_OTHERS = (
    "he she it we you they his her this that these those which who what when where why how there"
    " then also because while until after before with in on at by for is are was were do does did"
    " not so one two some any all no yes can will would could should have has had"
)
_LOWERED = _NEVER_LAST.union(_OTHERS.split())
"""Words that have a capital only where a sentence begins."""


def split(texts: Sequence[str]) -> tuple[list[str], list[int]]:
    """The words of a line, with their punctuation; each sentence begins with a capital.

    Args:
        texts: What stands between the line's spaces.

    Returns:
        The words, and for each the place in `texts` that it comes from.
    """
    found = [
        (word, place)
        for place, text in enumerate(texts)
        for word in _GLUED.sub(" ", text).split()
        if bare(word)
    ]
    words = [word for word, _ in found]
    return [*words[:1], *map(_after, words, words[1:])], [place for _, place in found]


def bare(word: str) -> str:
    """A word for comparing: lower case, without punctuation around it."""
    return word.lower().strip(_PUNCTUATION)


def without_loops(words: Sequence[str], most: int) -> list[int]:
    """Which words to keep, so that a phrase repeated more than `most` times is said once.

    A recogniser whose sound ends in the middle of a word may write the same few words
    again and again.

    Returns:
        The places of the words that stay.
    """
    keys = [bare(word) for word in words]
    kept: list[int] = []
    for place in range(len(words)):
        kept.append(place)
        for length in range(1, _LONGEST_LOOP + 1):
            tail = [keys[each] for each in kept[-length * (most + 1) :]]
            if len(tail) == length * (most + 1) and tail == tail[:length] * (most + 1):
                del kept[len(kept) - length * most :]
    return kept


def join(earlier: Sequence[Word], later: Sequence[Word], *, pause_ms: int) -> list[Word]:
    """Two lines of one utterance as one.

    Args:
        earlier: The words of the line before, or of all lines so far.
        later: The words of the line that follows.
        pause_ms: How long it was quiet between them.

    Returns:
        All words in order; where a sentence goes on there is no full stop and no capital.
    """
    if not earlier or not later:
        return [*earlier, *later]
    last, first = earlier[-1], later[0]
    if not _goes_on(last.text, first.text, pause_ms):
        return [*earlier, replace(first, text=_after(last.text, first.text)), *later[1:]]
    last = replace(last, text=last.text.rstrip("."))
    if bare(first.text) in _LOWERED:
        first = replace(first, text=first.text.lower())
    return [*earlier[:-1], last, first, *later[1:]]


def repeated(earlier: Sequence[Word], later: Sequence[Word]) -> int:
    """How many of `later`'s first words are `earlier`'s last words again, wherever parted."""
    for count in range(min(_LONGEST_REPEAT, len(later)), 0, -1):
        again = "".join(letters(word.text) for word in later[:count])
        tails = accumulate(
            (letters(word.text) for word in reversed(earlier[-_LONGEST_REPEAT:])),
            lambda tail, before: before + tail,
        )
        if again and again in tails:
            return count
    return 0


def same_start(earlier: Sequence[Word], later: Sequence[Word]) -> int:
    """How many of the first words of both are the same but for case and punctuation."""
    return common_start([word.text for word in earlier], [word.text for word in later], bare)


def common_start(
    earlier: Sequence[str], later: Sequence[str], key: Callable[[str], str] = str
) -> int:
    """How many of the first words are the same, or have the same key where they differ."""
    count = 0
    for one, other in zip(earlier, later, strict=False):
        if one != other and key(one) != key(other):
            break
        count += 1
    return count


def _goes_on(last: str, first: str, pause_ms: int) -> bool:
    """Whether the sentence goes on: a full stop may be only where the recogniser was cut off."""
    if not last.endswith("."):
        return not last.endswith(("?", "!", "…"))
    return bare(last) in _NEVER_LAST or (pause_ms < _SHORT_PAUSE_MS and bare(first) in _LOWERED)


def _after(last: str, word: str) -> str:
    """`word` with a capital, if `last` ends a sentence; a word that has one inside stays."""
    abbreviated = "." in last[:-1] or len(bare(last)) == 1 or bare(last) in _ABBREVIATIONS
    ends = last.endswith(("?", "!")) or (last.endswith(".") and not abbreviated)
    return word[0].upper() + word[1:] if ends and word.islower() else word
