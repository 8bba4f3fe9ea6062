"""Sentences that nobody said, again and again."""

from dataclasses import replace

import pytest

from captioner.core.events import Word
from captioner.core.inventions import is_made_up, repeated_phrases

PHRASE = "i am going to the shop"


def left(text: str) -> str:
    words = text.split()
    again = repeated_phrases(words)
    return " ".join(word for place, word in enumerate(words) if place not in again)


@pytest.mark.parametrize("times", [3, 8])
def test_a_phrase_said_three_times_in_a_row_stays_once(times: int) -> None:
    assert left(f"well {' '.join([PHRASE] * times)} yes") == f"well {PHRASE} yes"


def test_what_is_a_phrase_may_be_shorter_and_come_less_often() -> None:
    words = ["good", "morning", "steve", "good", "morning", "steve", "and", "katie"]
    assert repeated_phrases(words) == set()
    assert repeated_phrases(words, shortest=3, times=2) == {3, 4, 5}
    assert repeated_phrases(words, shortest=4, times=2) == set()


def test_a_repetition_that_is_cut_off_goes_with_them() -> None:
    assert left(f"{PHRASE} {PHRASE} {PHRASE} i am going") == PHRASE


def test_two_loops_are_two() -> None:
    other = "nobody knows what this is all about"
    text = " ".join([PHRASE] * 3 + [other] * 4)
    assert left(text) == f"{PHRASE} {other}"


@pytest.mark.parametrize(
    "said",
    [
        f"{PHRASE} {PHRASE}",
        "no no no no no no no no no no no no no no no",
        "we want more we want more we want more we want more we want more we want more",
        "it was the best of times it was the worst of times it was the age of wisdom it was"
        " the age of foolishness",
        "",
    ],
)
def test_what_people_repeat_stays(said: str) -> None:
    assert left(said) == said


def read(text: str, *sure: float | None) -> list[Word]:
    return [
        Word(text=word, start_ms=0, end_ms=0, confidence=each)
        for word, each in zip(text.split(), sure, strict=True)
    ]


EIGHT = "what are peeps in the tachymer it is"


def test_a_sentence_of_which_hardly_a_word_is_sure_is_made_up() -> None:
    assert is_made_up(read(EIGHT, 0.9, 0.5, 0.2, 0.3, 0.9, 0.1, 0.2, 0.4))
    assert is_made_up(read(EIGHT, *[0.0] * 8))


def test_one_with_some_doubtful_words_is_not() -> None:
    assert not is_made_up(read(EIGHT, 0.9, 0.5, 0.2, 0.4, 0.9, 0.1, 0.6, 0.9))


def test_terms_that_word_boost_swapped_in_do_not_make_it_so() -> None:
    said = read(
        "please ask Okonkwo and Bhattacharya for the new diarization figures today", *[0.9] * 11
    )
    swapped = [
        replace(word, confidence=0.0, boosted=True) if len(word.text) > 6 else word for word in said
    ]
    assert sum(word.boosted for word in swapped) == 4
    assert not is_made_up(swapped)


def test_of_few_words_nobody_can_tell() -> None:
    assert not is_made_up(read("what are peeps", 0.1, 0.1, 0.1))
    assert not is_made_up(read(EIGHT, *[None] * 8))
    assert not is_made_up([])
    assert is_made_up(read("what are peeps", 0.1, 0.1, 0.1), least_words=1)
    assert not is_made_up([], least_words=1)


def test_what_is_said_again_counts_once() -> None:
    sure = (0.9, 0.5, 0.2, 0.3, 0.9, 0.1, 0.2, 0.4)
    again = [1.0] * 5
    text = f"{EIGHT} {' '.join(['it is'] * 2)} it"
    assert is_made_up(read(text, *sure, *again))
