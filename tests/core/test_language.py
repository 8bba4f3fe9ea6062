from dataclasses import replace

from captioner.core.events import Word
from captioner.core.language import Language

EACH_MS = 400


def said(*confidences: float, start_ms: int = 0, each_ms: int = EACH_MS) -> list[Word]:
    return [
        Word(
            text=f"word{start_ms}x{place}",
            start_ms=start_ms + place * each_ms,
            end_ms=start_ms + (place + 1) * each_ms,
            confidence=confidence,
        )
        for place, confidence in enumerate(confidences)
    ]


SURE = [0.95] * 9 + [0.3]
"""English as it is recognised: one word in ten is unsure."""

HARDLY = [0.1, 0.3, 0.9, 0.2, 0.6]
"""What is made of another language."""


def heard_every_four_seconds(language: Language, *, until_ms: int) -> int | None:
    """When the other language is found out."""
    for start_ms in range(0, until_ms, 4_000):
        language.hear(said(*HARDLY, *HARDLY, start_ms=start_ms))
        if language.is_doubted:
            return start_ms + 4_000
    return None


def test_another_language_is_doubted_within_twenty_seconds() -> None:
    found = heard_every_four_seconds(Language(), until_ms=60_000)
    assert found is not None
    assert found <= 20_000


def test_a_few_seconds_are_too_few_to_doubt() -> None:
    assert heard_every_four_seconds(Language(), until_ms=4_000) is None


def test_english_with_unsure_words_is_not_doubted() -> None:
    language = Language()
    for start_ms in range(0, 600_000, 4_000):
        language.hear(said(*SURE, start_ms=start_ms))
        assert not language.is_doubted


def test_one_sentence_of_names_in_english_is_not_doubted() -> None:
    language = Language()
    language.hear(said(*SURE, *SURE, *SURE))
    language.hear(said(*[0.1] * 10, start_ms=12_000))
    assert not language.is_doubted


def test_words_of_a_crowd_that_were_lowered_are_not_held_against_it() -> None:
    language = Language()
    for start_ms in range(0, 60_000, 4_000):
        language.hear(said(*[0.49] * 10, start_ms=start_ms))
    assert not language.is_doubted


def test_the_doubt_goes_when_english_is_heard_again() -> None:
    language = Language()
    heard_every_four_seconds(language, until_ms=60_000)
    language.hear(said(*SURE, start_ms=60_000))
    assert not language.is_doubted


def test_one_surely_heard_phrase_does_not_end_the_doubt() -> None:
    language = Language()
    heard_every_four_seconds(language, until_ms=40_000)
    language.hear(said(0.9, 0.9, 0.9, start_ms=40_000))
    assert language.is_doubted


def test_a_phrase_that_comes_again_and_again_is_no_english() -> None:
    language = Language()
    phrase = ["i", "don't", "know", "what"]
    for start_ms in range(0, 20_000, 4_000):
        again = [
            Word(
                text=text,
                start_ms=start_ms + place * EACH_MS,
                end_ms=start_ms + (place + 1) * EACH_MS,
                confidence=0.99,
            )
            for place, text in enumerate(phrase)
        ]
        language.hear([*again, *said(*HARDLY, start_ms=start_ms + 2_000)])
    assert language.is_doubted


def test_after_a_long_silence_it_is_judged_anew() -> None:
    language = Language()
    heard_every_four_seconds(language, until_ms=60_000)
    language.hear(said(*HARDLY, start_ms=150_000))
    assert not language.is_doubted


def test_words_without_confidence_say_nothing() -> None:
    language = Language()
    for start_ms in range(0, 60_000, 1_000):
        language.hear([Word(text="so", start_ms=start_ms, end_ms=start_ms + 900)])
    assert not language.is_doubted


def test_terms_that_word_boost_swapped_in_say_nothing() -> None:
    language = Language()
    for start_ms in range(0, 60_000, 4_000):
        words = said(*SURE, start_ms=start_ms)
        language.hear(replace(word, confidence=0.0, boosted=True) for word in words)
    assert not language.is_doubted


def test_what_fills_a_hole_later_says_nothing_about_now() -> None:
    language = Language()
    language.hear(said(*SURE, *SURE, start_ms=60_000))
    language.hear(said(*HARDLY * 10))
    assert not language.is_doubted


def test_after_another_language_english_is_not_doubted_again() -> None:
    language = Language()
    for start_ms in range(0, 20_000, 4_000):
        language.hear(said(*[0.0] * 10, start_ms=start_ms))
    assert language.is_doubted
    doubts = []
    for start_ms in range(20_000, 40_000, 4_000):
        language.hear(said(*SURE, start_ms=start_ms))
        doubts.append(language.is_doubted)
    assert doubts == [False] * 5


def test_where_hardly_a_word_is_sure_six_seconds_are_enough() -> None:
    language = Language()
    language.hear(said(*[0.1] * 14))
    assert not language.is_doubted
    language.hear(said(0.1, start_ms=14 * EACH_MS))
    assert language.is_doubted


def test_what_reads_like_english_is_doubted_although_most_words_are_likely() -> None:
    language = Language()
    language.hear(said(*[0.9, 0.35, 0.25, 0.8, 0.2, 0.5] * 6))
    assert language.is_doubted


def test_another_language_after_long_english_is_doubted_within_twenty_seconds() -> None:
    language = Language()
    language.hear(said(*SURE * 20))
    begins_ms = 20 * len(SURE) * EACH_MS
    language.hear(said(*HARDLY * 10, start_ms=begins_ms))
    assert language.is_doubted


def test_english_in_a_loud_room_is_not_doubted() -> None:
    language = Language()
    for start_ms in range(0, 600_000, 4_000):
        language.hear(said(0.9, 0.99, 0.6, 0.9, 0.15, 0.97, 0.4, 0.99, 0.9, 0.9, start_ms=start_ms))
        assert not language.is_doubted


def test_names_do_not_weigh_on_for_long() -> None:
    language = Language()
    language.hear(said(*[0.1] * 12))
    for start_ms in range(12 * EACH_MS, 40_000, 4_000):
        language.hear(said(*SURE, start_ms=start_ms))
        assert not language.is_doubted
