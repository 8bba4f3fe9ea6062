"""The pieces of text that a model's tokens stand for."""

from collections.abc import Sequence

BEGIN, END = 1, 2
_LONG = 128
_BRACKETS = 2
_PUNCTUATION = b" .,;:?!-"


def vocabulary(raw: bytes) -> list[bytes]:
    """The text of each token in UTF-8, with spaces as spaces; marks such as `<s>` have none.

    Args:
        raw: A `tokenizer.bin`: for each token its length and its bytes. A length is one
            byte, or from 128 on two, of which the second counts 128.

    Raises:
        ValueError: It ends in the middle of a token.
    """
    found: list[bytes] = []
    at = 0
    while at < len(raw):
        length, at = raw[at], at + 1
        if length >= _LONG:
            if at == len(raw):
                raise ValueError("cut off")
            length, at = length - _LONG + raw[at] * _LONG, at + 1
        if at + length > len(raw):
            raise ValueError("cut off")
        piece = raw[at : at + length].replace("▁".encode(), b" ")
        found.append(b"" if _is_mark(piece) else piece)
        at += length
    return found


def _is_mark(piece: bytes) -> bool:
    return len(piece) > _BRACKETS and piece.startswith(b"<") and piece.endswith(b">")


def words(vocabulary: Sequence[bytes], tokens: Sequence[int]) -> list[tuple[str, list[int]]]:
    """The words that tokens spell, each with the places of its tokens but for punctuation."""
    found: list[tuple[bytes, list[int]]] = []
    for place, token in enumerate(tokens):
        piece = vocabulary[token] if token < len(vocabulary) else b""
        spelt = [place] if piece.strip(_PUNCTUATION) else []
        if not found or piece.startswith(b" "):
            found.append((piece, spelt))
        else:
            before, places = found[-1]
            found[-1] = (before + piece, places + spelt)
    texts = [(text.decode("utf-8", "replace").strip(), places) for text, places in found]
    return [(text, places) for text, places in texts if text]
