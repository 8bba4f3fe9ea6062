"""Boosted terms as the user writes them."""

import pytest

from captioner.core.as_written import AsWritten
from captioner.core.events import Word


def written(text: str, *terms: str) -> str:
    words = [Word(text=each, start_ms=0, end_ms=1) for each in text.split()]
    return " ".join(word.text for word in AsWritten(terms).apply(words))


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        ("my Iphone, please", "my iPhone, please"),
        ("“IPHONE”", "“iPhone”"),
        ("in New york times square", "in New York Times square"),
        ("in new York.", "in New York."),
        ("kubectl is Kubectl", "kubectl is kubectl"),
        ("iPhones", "iPhones"),
        ("nothing", "nothing"),
    ],
)
def test_a_term_has_the_users_capitals(heard: str, expected: str) -> None:
    assert written(heard, "iPhone", "New York", "New York Times", "kubectl") == expected


def test_without_terms_nothing_changes() -> None:
    assert written("It was the Best") == "It was the Best"


def test_a_term_of_punctuation_alone_is_no_trouble() -> None:
    assert written("yes - no", "-", "") == "yes - no"
