"""The PIECES of text that tokens stand for."""

import pytest

from captioner.engines.moonshine.tokens import vocabulary, words

PIECES = vocabulary(
    b"\x03<s>\x05\xe2\x96\x81It\x06\xe2\x96\x81was\x01,\x03\xe2\x96\x81\x02\xc3\xa9"
)


def test_each_token_has_its_text() -> None:
    assert list(PIECES) == [b"", b" It", b" was", b",", b" ", "é".encode()]


def test_a_long_token_has_a_length_of_two_bytes() -> None:
    assert vocabulary(bytes([128 + 2, 1]) + b"x" * 130) == [b"x" * 130]


@pytest.mark.parametrize("raw", [b"\x03ab", b"\x80", b"\xff\x01a"])
def test_a_cut_off_file_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match="cut off"):
        vocabulary(raw)


def test_words_know_their_tokens_but_for_punctuation() -> None:
    assert words(PIECES, [1, 2, 3]) == [("It", [0]), ("was,", [1])]


def test_tokens_without_text_are_no_words() -> None:
    assert words(PIECES, [0, 4, 5, 4, 999]) == [("é", [2])]
