"""What the user changes in a transcript: a line put right, a stretch taken off the record."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from captioner.core.events import Partial, Word
from captioner.core.transcript import Gap, Item, Mark, Segment


def corrected(segment: Segment, text: str) -> Segment:
    """The segment as the user wrote it; what the recogniser wrote stays in `heard`.

    Written as it was heard, it is not corrected any more. Words that stand in both keep
    their times; those between share the time of what they replace.
    """
    heard = segment.heard or segment.text
    words = _timed(segment, text.split())
    return replace(segment, text=text, words=words, heard="" if text == heard else heard)


def written_everywhere(text: str, word: str, new: str) -> str:
    """The text with a word, or words, written anew wherever it stands, in whatever case."""
    whole = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
    return whole.sub(lambda _: new, text)


def struck(segment: Segment, start_ms: int, end_ms: int) -> Segment | None:
    """The segment without the words said in a stretch; None if nothing is left.

    Words whose times are not known are all struck, and so is what was heard before the
    user put the line right.
    """
    if not segment.words and (segment.end_ms <= start_ms or end_ms <= segment.start_ms):
        return segment
    kept = [word for word in segment.words if _is_outside(word, start_ms, end_ms)]
    if not kept:
        return None
    if len(kept) == len(segment.words):
        return segment
    texts = segment.text.split()
    if len(texts) != len(segment.words):
        texts = [word.text for word in segment.words]
    left = [text for text, word in zip(texts, segment.words, strict=True) if word in kept]
    return replace(
        segment,
        start_ms=kept[0].start_ms,
        end_ms=max(word.end_ms for word in kept),
        text=" ".join(left),
        words=tuple(kept),
        heard="",
    )


def changed_by(gap: Gap, items: Iterable[Item]) -> Iterator[tuple[Item, Item | None]]:
    """What goes off the record with this gap: each item, and what is left of it."""
    for item in items:
        left: Item | None = item
        if isinstance(item, Segment):
            left = struck(item, gap.start_ms, gap.end_ms)
        elif isinstance(item, Mark) and gap.start_ms <= item.at_ms < gap.end_ms:
            left = None
        if left is not item:
            yield item, left


def struck_partial(partial: Partial, start_ms: int, end_ms: int) -> Partial:
    """The open utterance without the words said in a stretch."""
    kept = [_is_outside(word, start_ms, end_ms) for word in partial.words]
    words = tuple(word for word, stays in zip(partial.words, kept, strict=True) if stays)
    return replace(partial, words=words, agreed=sum(kept[: partial.agreed]))


def _is_outside(word: Word, start_ms: int, end_ms: int) -> bool:
    return word.end_ms <= start_ms or end_ms <= word.start_ms


def _timed(segment: Segment, texts: Sequence[str]) -> tuple[Word, ...]:
    """The new words, each with a time."""
    before = segment.words
    same = SequenceMatcher(None, [_plain(word.text) for word in before], list(map(_plain, texts)))
    words: list[Word] = []
    for kind, low, high, new_low, new_high in same.get_opcodes():
        new = texts[new_low:new_high]
        if kind == "equal":
            words += [
                replace(word, text=text, boosted=False)
                for word, text in zip(before[low:high], new, strict=True)
            ]
        else:
            start = words[-1].end_ms if words else segment.start_ms
            end = before[high].start_ms if high < len(before) else segment.end_ms
            words += _shared(new, start, max(start, end))
    return tuple(words)


def _shared(texts: Sequence[str], start_ms: int, end_ms: int) -> list[Word]:
    step = (end_ms - start_ms) / max(1, len(texts))
    return [
        Word(
            text=text,
            start_ms=round(start_ms + index * step),
            end_ms=round(start_ms + (index + 1) * step),
        )
        for index, text in enumerate(texts)
    ]


def _plain(word: str) -> str:
    return "".join(letter for letter in word.casefold() if letter.isalnum())
