import pytest

from captioner.core.events import Final, Partial, Word

HELLO = Word(text="hello", start_ms=100, end_ms=400)
WORLD = Word(text="world", start_ms=450, end_ms=900)


def test_a_partial_reads_as_its_words() -> None:
    assert Partial(turn=0, words=(HELLO, WORLD)).text == "hello world"
    assert Partial(turn=0, words=()).text == ""


def test_a_final_lies_between_its_first_and_last_word() -> None:
    final = Final(turn=0, words=(HELLO, WORLD), text="Hello, world.")
    assert (final.start_ms, final.end_ms) == (100, 900)


def test_what_was_said_does_not_change() -> None:
    with pytest.raises(AttributeError):
        HELLO.text = "goodbye"  # type: ignore[misc]
