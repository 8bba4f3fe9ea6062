"""Sentences that nobody said, again and again."""

import pytest

from captioner.core.inventions import repeated_phrases

PHRASE = "i am going to the shop"


def left(text: str) -> str:
    words = text.split()
    again = repeated_phrases(words)
    return " ".join(word for place, word in enumerate(words) if place not in again)


@pytest.mark.parametrize("times", [3, 8])
def test_a_phrase_said_three_times_in_a_row_stays_once(times: int) -> None:
    assert left(f"well {' '.join([PHRASE] * times)} yes") == f"well {PHRASE} yes"


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
