"""Making one utterance of lines."""

import pytest

from captioner.core.events import Word
from captioner.core.joins import bare, join, repeated, same_start, split, without_loops


def words(text: str) -> list[Word]:
    return [
        Word(text=word, start_ms=100 * place, end_ms=100 * place + 90)
        for place, word in enumerate(text.split())
    ]


def joined(earlier: str, later: str, pause_ms: int) -> str:
    return " ".join(w.text for w in join(words(earlier), words(later), pause_ms=pause_ms))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("the United States.To create", ["the", "United", "States.", "To", "create"]),
        ("in the U.S.A. today", ["in", "the", "U.S.A.", "today"]),
        ("in the U.S.To create", ["in", "the", "U.S.", "To", "create"]),
        ("in 1999.The rest is 3.5%", ["in", "1999.", "The", "rest", "is", "3.5%"]),
        ("her Ph.D. in law", ["her", "Ph.D.", "in", "law"]),
        ("As you know,, and", ["As", "you", "know,", "and"]),
        ("well - yes", ["well", "yes"]),
        ("of times. it was", ["of", "times.", "It", "was"]),
        ("said what? in real time", ["said", "what?", "In", "real", "time"]),
        ("ask Dr. who at 5 p.m. today", ["ask", "Dr.", "who", "at", "5", "p.m.", "today"]),
        ("a phone. iPhones ring", ["a", "phone.", "iPhones", "ring"]),
        ("  ", []),
    ],
)
def test_a_line_is_split_into_words(line: str, expected: list[str]) -> None:
    words, _ = split(line.split())
    assert words == expected


def test_each_word_knows_where_it_comes_from() -> None:
    assert split(["-", "you", "know.Then", "go"])[1] == [1, 2, 2, 3]


def test_words_are_compared_without_case_and_punctuation() -> None:
    assert bare("“Data,”") == bare("data") == "data"
    assert bare("can't") == "can't"


def kept(words: list[str], most: int) -> list[str]:
    return [words[place] for place in without_loops(words, most)]


def test_a_phrase_said_again_and_again_stands_once() -> None:
    loop = ["select", '"Add"', "and", "select", '"Add"', "and", "select", '"Add"', "and", "go"]
    assert kept(loop, 2) == ["select", '"Add"', "and", "go"]


def test_what_is_said_twice_stays() -> None:
    assert kept(["no,", "no", "that", "that"], 2) == ["no,", "no", "that", "that"]


def test_a_long_loop_of_one_word_stands_once() -> None:
    assert kept(["only", *["tho"] * 9], 2) == ["only", "tho"]


def test_two_sentences_stay_two() -> None:
    assert joined("Good morning.", "Have you tried it?", 400) == "Good morning. Have you tried it?"


def test_a_sentence_that_follows_another_has_a_capital() -> None:
    assert joined("That's exciting.", "let me try", 400) == "That's exciting. Let me try"


def test_a_sentence_cut_after_a_link_goes_on() -> None:
    assert joined("we talked of the.", "Weather", 500) == "we talked of the Weather"
    assert joined("it was and.", "Then it was not", 500) == "it was and then it was not"


def test_a_sentence_cut_in_a_very_short_pause_goes_on() -> None:
    assert joined("to the park.", "With my dog", 100) == "to the park with my dog"


def test_a_name_keeps_its_capital_and_its_sentence() -> None:
    assert joined("to the park.", "Anna came", 100) == "to the park. Anna came"


def test_a_sentence_without_an_end_goes_on() -> None:
    assert joined("tell you who, said,", "What in real time?", 300) == (
        "tell you who, said, what in real time?"
    )
    assert joined("the words", "Anna said", 300) == "the words Anna said"


def test_other_punctuation_stays() -> None:
    assert joined("is it so?", "It is", 100) == "is it so? It is"


@pytest.mark.parametrize(("earlier", "later"), [("", "Two"), ("One.", ""), ("", "")])
def test_nothing_is_joined_to_nothing(earlier: str, later: str) -> None:
    assert joined(earlier, later, 0) == (earlier + later)


@pytest.mark.parametrize(
    ("earlier", "later", "count"),
    [
        ("then click New", "Then click new project", 3),
        ("country slash language.", "Language.", 1),
        ("now in real time", "Real-time captions", 1),
        ("now in real-time", "real time captions", 2),
        ("one two", "three four", 0),
        ("one two —", "— three", 0),
        ("", "three", 0),
    ],
)
def test_words_read_twice_are_found(earlier: str, later: str, count: int) -> None:
    assert repeated(words(earlier), words(later)) == count


def test_the_words_that_two_texts_begin_with_are_counted_whatever_their_case() -> None:
    assert same_start(words("We need a larger"), words("we need, a budget")) == 3
    assert same_start(words("we need"), words("We need.")) == 2
    assert same_start(words("we"), words("they")) == same_start([], words("we")) == 0
