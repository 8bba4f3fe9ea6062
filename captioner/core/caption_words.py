"""Words as captions paint them: at full strength or dim, doubtful, or standing out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from captioner.core.called import Names
from captioner.core.events import DOUBTFUL, Word
from captioner.core.lines import Piece, clean
from captioner.core.transcript import Segment


def shown(words: Iterable[Word], agreed: int) -> tuple[Piece, ...]:
    """The words of an open utterance, of which so many are agreed."""
    return tuple(
        Piece(text, firm=index < agreed, doubtful=_is_doubtful(word))
        for index, word in enumerate(words)
        if (text := clean(word.text))
    )


def finished(segment: Segment) -> tuple[Piece, ...]:
    """Those of a finished one, as its text writes them."""
    texts = [clean(text) for text in segment.text.split()]
    words: Sequence[Word | None] = segment.words
    if len(words) != len(texts):
        words = [None] * len(texts)
    return tuple(
        Piece(text, firm=True, doubtful=word is not None and _is_doubtful(word))
        for text, word in zip(texts, words, strict=True)
        if text
    )


def noticed(pieces: tuple[Piece, ...], names: Names) -> tuple[Piece, ...]:
    """The pieces, with those flagged that are a name, once they stay."""
    if not names:
        return pieces
    made = list(pieces)
    firm = next((at for at, piece in enumerate(pieces) if not piece.firm), len(pieces))
    for call in names.calls([piece.text for piece in pieces[:firm]]):
        for index in range(call.first, call.first + call.count):
            made[index] = replace(made[index], called=True)
    return tuple(made)


def _is_doubtful(word: Word) -> bool:
    return word.boosted or (word.confidence is not None and word.confidence < DOUBTFUL)
