from captioner.core.events import Word
from captioner.core.transcript import Segment
from captioner.core.vocabulary import Heard, report


def said(text: str, boosted: str = "") -> Segment:
    words = tuple(
        Word(text=each, start_ms=100 * n, end_ms=100 * n + 90, boosted=each == boosted)
        for n, each in enumerate(text.split())
    )
    return Segment(turn=1, start_ms=0, end_ms=1000, text=text, words=words)


def test_a_term_is_heard_whatever_its_case_punctuation_and_ending() -> None:
    line = said("CAPTIONER, captioner! Captioner's captioners’ (Captioner)")
    assert report(["Captioner"], [line])["Captioner"].plain == 5


def test_a_term_of_several_words_is_heard_where_they_stand_together() -> None:
    terms = ["Grace Hopper", "Grace"]
    heard = report(terms, [said("Grace Hopper and Grace and Hopper.")])
    assert heard == {"Grace Hopper": Heard(plain=1), "Grace": Heard(plain=1)}


def test_what_word_boost_decided_is_counted_apart() -> None:
    heard = report(["Lyon"], [said("In Lyon.", boosted="Lyon."), said("Lyon again.")])
    assert heard == {"Lyon": Heard(plain=1, swapped=1)}


def test_what_nobody_said_is_there_with_nothing() -> None:
    assert report(["Marta", "…"], [said("Nobody.")]) == {"Marta": Heard()}


def test_the_last_word_of_several_may_have_an_ending_and_no_other() -> None:
    heard = report(["Grace Hopper"], [said("Grace Hopper's code."), said("Graces Hopper.")])
    assert heard == {"Grace Hopper": Heard(plain=1)}


def test_a_term_that_begins_at_the_end_of_a_line_is_not_there() -> None:
    assert report(["Grace Hopper", "New York City"], [said("In New York"), said("by Grace")]) == {
        "New York City": Heard(),
        "Grace Hopper": Heard(),
    }


def test_terms_of_one_beginning_are_told_apart() -> None:
    heard = report(["New York", "New York City", "New"], [said("New York City, New York, new.")])
    assert heard == {
        "New York City": Heard(plain=1),
        "New York": Heard(plain=1),
        "New": Heard(plain=1),
    }
