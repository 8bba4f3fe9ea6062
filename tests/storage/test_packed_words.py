from hypothesis import given
from hypothesis import strategies as st

from captioner.core.events import Word
from captioner.storage.packed_words import pack, unpack
from tests.transcripts import words

spoken = st.lists(words, max_size=20).map(tuple)


@given(st.text(), spoken)
def test_words_come_back_as_they_were(text: str, said: tuple[Word, ...]) -> None:
    assert unpack(text, pack(text, said)) == said


@given(spoken)
def test_words_that_are_the_text_come_back_from_it(said: tuple[Word, ...]) -> None:
    text = " ".join(word.text for word in said)
    assert unpack(text, pack(text, said)) == said


@given(st.text(), st.binary())
def test_damaged_bytes_give_no_words_and_no_fault(text: str, packed: bytes) -> None:
    assert isinstance(unpack(text, packed), tuple)


def test_times_that_do_not_fit_the_text_any_more_are_given_up() -> None:
    said = tuple(Word(text=text, start_ms=0, end_ms=1) for text in ("one", "two"))
    assert unpack("one", pack("one two", said)) == ()


def test_eight_hours_of_words_take_less_than_a_megabyte() -> None:
    texts = [f"word{n % 97}" for n in range(15)]
    said = tuple(
        Word(text=text, start_ms=10_000_000 + n * 400, end_ms=10_000_300 + n * 400, confidence=0.93)
        for n, text in enumerate(texts)
    )
    assert len(pack(" ".join(texts), said)) / len(said) * 72_000 < 1_000_000
