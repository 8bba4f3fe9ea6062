"""A server's words made fit to keep and to show."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from captioner.core.events import Word
from captioner.engines.assemblyai.timeline import Timeline
from captioner.engines.assemblyai.wire import WireWord

MOST_WORDS = 2_000
"""No turn is longer: the services cut one after a minute of speech."""

MOST_TEXT = 20_000
"""No text of a turn has more characters."""

MOST_ID = 200
"""No name of a connection has more."""

_LONGEST_WORD = 500
_MOST_MARKS = 8
_JOINERS = "\u200c\u200d"  # format characters that Persian, Hindi and emoji need


def clean(text: str) -> str:
    """`text` on one line, without control, direction and invisible characters."""
    return " ".join(_parts(text))


def make_words(
    wire: Sequence[WireWord], timeline: Timeline, otherwise: float = 0.0
) -> tuple[Word, ...]:
    """The words on the session's time line; what holds no text is left out.

    Args:
        wire: As the server says them.
        timeline: Where its times lie.
        otherwise: When they were said where no time can be read, in the server's ms.
    """
    words: list[Word] = []
    at: float | None = None
    for item in wire:
        parts = _parts(item.text)
        if not parts:
            continue
        began, ended = item.start, item.end
        if began is None:
            began = _first_time(wire, otherwise) if at is None else at
        at = ended = began if ended is None or not ended < inf else ended
        start, end = timeline.span(began, ended)
        sure, who = item.confidence, item.speaker
        if sure is not None and not 0.0 <= sure <= 1.0:
            sure = None
        word = Word(
            text=parts[0][:_LONGEST_WORD],
            start_ms=start,
            end_ms=end,
            confidence=sure,
            speaker=speaker(who) if who else None,
        )
        if len(parts) == 1:
            words.append(word)
        else:
            words += _split(word, parts[: MOST_WORDS - len(words)])
        if len(words) >= MOST_WORDS:
            break
    return tuple(words)


def _parts(text: str) -> list[str]:
    """What is to be seen of `text`, parted at its spaces."""
    if text.isascii() and text.isprintable():
        return text.split()
    return "".join(_visible(text)).split()


def _first_time(wire: Iterable[WireWord], otherwise: float) -> float:
    times = (time for word in wire for time in (word.start, word.end) if time is not None)
    return next(times, otherwise)


def _split(word: Word, parts: list[str]) -> list[Word]:
    """A word that is several, which share its time evenly."""
    length = word.end_ms - word.start_ms
    times = [word.start_ms + length * number // len(parts) for number in range(len(parts) + 1)]
    return [
        replace(word, text=part[:_LONGEST_WORD], start_ms=start, end_ms=end)
        for part, (start, end) in zip(parts, pairwise(times), strict=True)
    ]


def agreed(wire: Iterable[WireWord]) -> int:
    """How many leading words the server will not change before the final."""
    count = 0
    for item in wire:
        if not item.word_is_final:
            break
        count += len(_parts(item.text))
    return min(count, MOST_WORDS)


def speaker(label: str | None) -> str | None:
    """A speaker's label; None as long as the service has not made up its mind."""
    label = clean(label or "")[:20]
    return None if label in ("", "PENDING", "UNKNOWN") else label


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in case and punctuation at most."""
    return _letters(one) == _letters(other)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _visible(text: str) -> Iterator[str]:
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        if category.startswith("M"):
            marks += 1
            if marks > _MOST_MARKS:
                continue
        else:
            marks = 0
        if character.isspace():
            yield " "
        elif not category.startswith("C") or character in _JOINERS:
            yield character
