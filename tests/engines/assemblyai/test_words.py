import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.core.audio import Chunk
from captioner.core.events import Word
from captioner.engines.assemblyai.timeline import Timeline
from captioner.engines.assemblyai.wire import WireWord
from captioner.engines.assemblyai.words import (
    MOST_WORDS,
    agreed,
    clean,
    make_words,
    same_words,
    speaker,
)


@pytest.fixture
def ten_seconds() -> Timeline:
    timeline = Timeline()
    timeline.add(Chunk(0, bytes(320_000)))
    return timeline


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("hello", "hello"),
        ("  so\tthe\r\n budget ", "so the budget"),
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("\u202eevil\u2066", "evil"),
        ("zero\u200bwidth", "zerowidth"),
        ("क्\u200dष", "क्\u200dष"),
        ("Łódź – naïve", "Łódź – naïve"),
        ("a" + "\u0301" * 50, "a" + "\u0301" * 8),
        ("\ud800", ""),
        ("", ""),
    ],
)
def test_text_is_made_fit_to_show(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(st.text())
def test_cleaned_text_is_one_line_without_control_characters(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert cleaned == " ".join(cleaned.split())
    assert not any(ord(character) < 32 for character in cleaned)


def test_words_keep_time_confidence_and_speaker(ten_seconds: Timeline) -> None:
    wire = [WireWord("So", 1200, 1390.4, 0.94, speaker="A")]
    assert make_words(wire, ten_seconds) == (
        Word(text="So", start_ms=1200, end_ms=1390, confidence=0.94, speaker="A"),
    )


def test_a_word_with_spaces_becomes_words_that_share_its_time(ten_seconds: Timeline) -> None:
    words = make_words([WireWord("a b c", 100, 400)], ten_seconds)
    assert [(word.text, word.start_ms, word.end_ms) for word in words] == [
        ("a", 100, 200),
        ("b", 200, 300),
        ("c", 300, 400),
    ]


def test_nonsense_in_a_word_costs_no_more_than_itself(ten_seconds: Timeline) -> None:
    nan = float("nan")
    wire = [WireWord("", 1, 2), WireWord("back", 900, 100, 7.0), WireWord("x", nan, float("inf"))]
    words = make_words(wire, ten_seconds)
    assert [(word.text, word.start_ms, word.end_ms) for word in words] == [
        ("back", 900, 900),
        ("x", 0, 0),
    ]
    assert words[0].confidence is None


@pytest.mark.parametrize(
    ("wire", "times"),
    [
        ([("a", 100, 200), ("b", None, None), ("c", 400, 500)], [100, 200, 200, 200, 400, 500]),
        ([("a", None, None), ("b", 300, 400)], [300, 300, 300, 400]),
        ([("a", None, 250)], [250, 250]),
        ([("a", 100, None), ("b", None, 300)], [100, 100, 100, 300]),
        ([("a", None, None)], [7_000, 7_000]),
    ],
)
def test_a_word_whose_time_cannot_be_read_lies_beside_its_neighbours(
    ten_seconds: Timeline, wire: list[tuple[str, int | None, int | None]], times: list[int]
) -> None:
    words = make_words([WireWord(*item) for item in wire], ten_seconds, 7_000.0)
    assert [time for word in words for time in (word.start_ms, word.end_ms)] == times


def test_a_turn_has_so_many_words_and_a_word_so_many_letters(ten_seconds: Timeline) -> None:
    words = make_words([WireWord("w" * 9_999)] * 100_000, ten_seconds)
    assert len(words) == MOST_WORDS
    assert len(words[0].text) == 500


def test_one_word_that_is_very_many_is_no_way_around_that(ten_seconds: Timeline) -> None:
    assert len(make_words([WireWord("w " * 100_000)] * 3, ten_seconds)) == MOST_WORDS


def test_the_leading_words_that_stay_are_agreed() -> None:
    stays, may_change = WireWord("two words", word_is_final=True), WireWord("x")
    assert agreed([stays, stays, may_change, stays]) == 4
    assert agreed([may_change, stays]) == agreed([]) == 0


def test_a_speaker_that_is_not_known_yet_has_no_label() -> None:
    assert [speaker(label) for label in ("A", "PENDING", "UNKNOWN", "", None, "\x07")] == [
        "A",
        *[None] * 5,
    ]


def test_case_and_punctuation_make_no_other_words() -> None:
    assert same_words("so the mu-law costs", "So, the mu law costs.")
    assert not same_words("forty two", "42")
