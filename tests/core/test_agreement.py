"""What partials show of successive readings."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.core.agreement import STEADINESS, Agreement
from captioner.core.events import Word
from captioner.core.joins import bare
from captioner.core.setting_values import get
from captioner.core.settings import ABOUT, DEFAULTS

PASS_MS = 260


def words(text: str) -> list[Word]:
    return [Word(text=word, start_ms=0, end_ms=0) for word in text.split()]


class Passes:
    """Readings of one utterance, one every `PASS_MS`, and what is shown of them."""

    def __init__(self, steadiness: str, *, every_ms: int = PASS_MS) -> None:
        self.agreement = Agreement(steadiness)
        self.every_ms = every_ms
        self.now_ms = 0

    def read(self, text: str, settled: int = 0) -> tuple[str, int]:
        self.now_ms += self.every_ms
        shown, agreed = self.agreement.show(words(text), settled, self.now_ms)
        return " ".join(word.text for word in shown), agreed


def test_the_first_reading_of_a_later_utterance_shows_as_little() -> None:
    passes = Passes("balanced")
    for _ in range(40):
        passes.read("")
    passes.agreement.reset()
    assert passes.read("it was the best of times") == ("it was", 0)


def test_there_is_a_rule_for_every_value_of_the_setting() -> None:
    assert set(STEADINESS) == set(ABOUT["steadiness"].choices)
    assert get(DEFAULTS, "steadiness") in STEADINESS


def test_a_new_word_is_shown_at_once() -> None:
    assert Passes("balanced").read("it") == ("it", 0)


def test_only_few_words_that_one_reading_alone_has_are_shown() -> None:
    passes = Passes("balanced")
    passes.read("it was")
    assert passes.read("it was the best of times") == ("it was the best", 0)
    instant = Passes("instant")
    instant.read("it was")
    assert instant.read("it was the best of times") == ("it was the best of", 0)


@pytest.mark.parametrize(("steadiness", "least"), [("instant", 0.2), ("balanced", 0.5)])
def test_a_guess_of_which_the_recogniser_is_not_sure_is_not_shown(
    steadiness: str, least: float
) -> None:
    def shown(sure: float) -> list[str]:
        read = [Word(text=text, start_ms=0, end_ms=0, confidence=1.0) for text in ("it", "was")]
        agreement = Agreement(steadiness)
        agreement.show(read, 0, PASS_MS)
        read.append(Word(text="the", start_ms=0, end_ms=0, confidence=sure))
        return [word.text for word in agreement.show(read, 0, 2 * PASS_MS)[0]]

    assert shown(least) == ["it", "was", "the"]
    assert shown(least - 0.01) == ["it", "was"]


def test_rare_passes_show_more_words_at_once() -> None:
    passes = Passes("balanced", every_ms=1300)
    assert passes.read("it was the best of times") == ("it was the best of", 0)


def test_the_last_word_has_no_full_stop_while_it_may_go_on() -> None:
    passes = Passes("balanced")
    passes.read("it was.")
    assert passes.read("it was.") == ("it was", 0)
    assert passes.read("it was. So") == ("it was. So", 2)


def test_a_lone_mark_stays_what_it_is() -> None:
    assert Passes("balanced").read("…") == ("…", 0)


def test_a_word_read_alike_for_half_a_second_and_followed_by_another_is_agreed() -> None:
    passes = Passes("balanced")
    assert passes.read("it was")[1] == 0
    assert passes.read("it was")[1] == 0
    assert passes.read("it was") == ("it was", 1)
    assert passes.read("it was the") == ("it was the", 2)


def agreed_of(passes: int, *sure: float | None) -> list[int]:
    """How many words of a line that stays as it is are agreed, pass by pass."""
    read = [
        Word(text=text, start_ms=0, end_ms=0, confidence=each)
        for text, each in zip(("it", "was"), sure, strict=False)
    ]
    agreement = Agreement("balanced")
    return [agreement.show(read, 0, number * PASS_MS)[1] for number in range(1, passes + 1)]


@pytest.mark.parametrize(("sure", "passes"), [(0.85, 1), (0.84, 2), (0.5, 2), (0.49, 7), (None, 3)])
def test_the_surer_a_word_is_the_sooner_it_is_agreed(sure: float | None, passes: int) -> None:
    assert agreed_of(passes, sure, 0.8) == [0] * (passes - 1) + [1]


@pytest.mark.parametrize(("sure", "agreed"), [(0.85, [0, 1]), (0.84, [0, 0]), (None, [0, 0])])
def test_a_last_word_is_agreed_only_if_it_is_very_sure(
    sure: float | None, agreed: list[int]
) -> None:
    assert agreed_of(2, sure) == agreed
    assert agreed_of(20, sure)[-1] == agreed[-1]


def test_the_mark_behind_the_last_agreed_word_is_that_of_the_latest_reading() -> None:
    def read(text: str) -> list[Word]:
        return [Word(text=each, start_ms=0, end_ms=0, confidence=0.9) for each in text.split()]

    agreement = Agreement("balanced")
    shown = [agreement.show(read("So yes."), 0, PASS_MS * number) for number in (1, 2)][-1]
    assert (shown[0][-1].text, shown[1]) == ("yes", 2)
    shown = agreement.show(read("so Yes, we"), 0, PASS_MS * 3)
    assert ([word.text for word in shown[0]], shown[1]) == (["So", "yes,", "we"], 2)


def test_two_rare_passes_are_enough() -> None:
    passes = Passes("balanced", every_ms=STEADINESS["balanced"].agreed_after_ms)
    passes.read("it was the")
    assert passes.read("it was the")[1] == 2


def test_a_word_is_agreed_later_where_others_were_read_before() -> None:
    passes = Passes("balanced")
    for other in ("ink", "in", "income", "incredulous"):
        passes.read(f"the {other} so")
    for _ in range(4):
        assert passes.read("the incredulity so")[1] == 1
    assert passes.read("the incredulity so")[1] == 2


def test_what_a_longer_reading_had_there_is_forgotten_after_a_shorter_one() -> None:
    passes = Passes("balanced")
    for guess in ("ink well so", "in it so", "income tax so", "incredulous or so"):
        passes.read(f"the {guess}")
    passes.read("the")
    assert [passes.read("the superlative degree")[1] for _ in range(3)] == [1, 1, 2]


def test_one_other_reading_does_not_yet_replace_a_shown_word() -> None:
    passes = Passes("balanced")
    passes.read("it was")
    passes.read("it was")
    assert passes.read("it wash tubs")[0] == "it was"
    assert passes.read("it wash tubs")[0] == "it wash tubs"


def test_instant_replaces_a_word_at_once() -> None:
    passes = Passes("instant")
    passes.read("it was")
    assert passes.read("it is")[0] == "it is"


def test_steady_shows_agreed_words_only() -> None:
    passes = Passes("steady")
    for _ in range(3):
        assert passes.read("it was the best") == ("", 0)
    assert passes.read("it was the best") == ("it was the", 3)


def test_an_agreed_word_stays_whatever_later_readings_say() -> None:
    passes = Passes("balanced")
    for _ in range(3):
        passes.read("it was the")
    assert passes.read("It is the best") == ("it was the best", 3)
    for _ in range(4):
        shown, _ = passes.read("that is the best of times")
    assert shown == "it was the best of times"


def test_what_the_recogniser_settles_replaces_what_was_agreed() -> None:
    passes = Passes("balanced")
    for _ in range(3):
        passes.read("it was the")
    assert passes.read("It is the.", settled=3) == ("It is the.", 3)


def test_words_agreed_beyond_a_settled_line_do_not_outlive_it() -> None:
    passes = Passes("balanced")
    for _ in range(4):
        passes.read("only tho tho tho")
    assert passes.read("Only.", settled=1) == ("Only.", 1)


def test_an_open_line_after_a_settled_one_starts_anew() -> None:
    passes = Passes("balanced")
    passes.read("One.", settled=1)
    assert passes.read("One. two three four", settled=1) == ("One. two three", 1)


def test_after_a_reset_nothing_is_left() -> None:
    passes = Passes("balanced")
    for _ in range(3):
        passes.read("it was the")
    passes.agreement.reset()
    assert passes.read("so") == ("so", 0)


def test_the_steadiness_can_change_in_the_middle() -> None:
    passes = Passes("steady")
    assert passes.read("it was")[0] == ""
    passes.agreement.configure("instant")
    assert passes.read("it was")[0] == "it was"


def test_no_words_show_nothing() -> None:
    assert Passes("balanced").read("") == ("", 0)


READINGS = st.lists(st.lists(st.sampled_from("abcd"), max_size=8), min_size=1, max_size=30)


@pytest.mark.parametrize("steadiness", STEADINESS)
@given(readings=READINGS)
def test_agreed_words_never_change_and_never_become_fewer(
    steadiness: str, readings: list[list[str]]
) -> None:
    passes = Passes(steadiness)
    shown = [passes.read(" ".join(reading)) for reading in readings]
    for (before, agreed), (after, still) in itertools.pairwise(shown):
        assert still >= agreed
        kept = [bare(word) for word in before.split()[:agreed]]
        assert [bare(word) for word in after.split()[:agreed]] == kept
