"""The words of a segment as a few bytes each: spelled-out JSON takes 45 MB for 8 hours."""

from collections.abc import Sequence

import msgspec

from captioner.core.events import Word

_THOUSAND = 1000


class _Packed(msgspec.Struct, array_like=True):
    """Columns of equal length, one entry a word.

    Attributes:
        starts: ms since the start of the word before.
        lengths: ms.
        texts: None where they are the segment's text, split.
        confidences: In thousandths; None where no word has any.
        boosted: The indices of the words that word boost swapped in.
        speakers: None where no word has any.
    """

    starts: list[int]
    lengths: list[int]
    texts: list[str] | None = None
    confidences: list[int | None] | None = None
    boosted: list[int] = []
    speakers: list[str | None] | None = None


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(_Packed)


def pack(text: str, words: Sequence[Word]) -> bytes:
    """The words of a segment that reads `text`; confidences keep three digits."""
    texts = [word.text for word in words]
    confidences = [_thousandths(word.confidence) for word in words]
    speakers = [word.speaker for word in words]
    starts = [word.start_ms for word in words]
    packed = _Packed(
        starts=[start - before for before, start in zip([0, *starts], starts, strict=False)],
        lengths=[word.end_ms - word.start_ms for word in words],
        texts=None if texts == text.split() else texts,
        confidences=None if set(confidences) <= {None} else confidences,
        boosted=[index for index, word in enumerate(words) if word.boosted],
        speakers=None if set(speakers) <= {None} else speakers,
    )
    return _encoder.encode(packed)


def unpack(text: str, packed: bytes) -> tuple[Word, ...]:
    """The words `pack` was given; none if the bytes are damaged, for the text is what counts."""
    try:
        return tuple(_words(text, _decoder.decode(packed)))
    except (msgspec.DecodeError, ValueError):
        return ()


def _words(text: str, packed: _Packed) -> list[Word]:
    count = len(packed.starts)
    nothing: list[None] = [None] * count
    columns = zip(
        packed.starts,
        packed.lengths,
        text.split() if packed.texts is None else packed.texts,
        packed.confidences or nothing,
        packed.speakers or nothing,
        strict=True,
    )
    boosted = set(packed.boosted)
    words: list[Word] = []
    start = 0
    for index, (step, length, word, confidence, speaker) in enumerate(columns):
        start += step
        words.append(
            Word(
                text=word,
                start_ms=start,
                end_ms=start + length,
                confidence=None if confidence is None else confidence / _THOUSAND,
                boosted=index in boosted,
                speaker=speaker,
            )
        )
    return words


def _thousandths(confidence: float | None) -> int | None:
    return None if confidence is None else round(confidence * _THOUSAND)
