"""Telling voices apart, on made-up directions that lie as real ones do."""

import math
from random import Random

import pytest

from captioner.core.timbre import Sounding
from captioner.core.voice_rules import Rules
from captioner.core.voices import Voices, letter

SIZE = 64


def direction(seed: object) -> list[float]:
    random = Random(f"{seed}")
    return [random.gauss(0, 1) for _ in range(SIZE)]


def mixed(*parts: tuple[float, list[float]]) -> list[float]:
    """A direction that has so much of each of several."""
    return [sum(share * part[i] for share, part in parts) for i in range(SIZE)]


def axis(number: int) -> list[float]:
    """One of several directions that are wholly apart."""
    return [float(i == number) for i in range(SIZE)]


def towards(one: int, cosine: float, other: int) -> list[float]:
    """A direction so near to one axis, the rest of it along another."""
    return mixed((cosine, axis(one)), (math.sqrt(1 - cosine**2), axis(other)))


class Meeting:
    """Sentences one after the other, and what is known of each."""

    def __init__(self, **how: int) -> None:
        self.voices = Voices(**how)
        self.first: list[int | None] = []
        self.known: dict[int, int] = {}
        self._at = 0.0

    def says(self, embedding: list[float], seconds: float = 3.0) -> int | None:
        """The voice of a further sentence, as it is known at once."""
        number = len(self.first)
        told = self.voices.hear(number, embedding, seconds, self._at)
        self._at += seconds + 0.5
        self.known |= told
        self.first.append(told.get(number))
        return self.first[-1]


@pytest.mark.parametrize("people", [1, 2, 3, 4, 6])
def test_each_voice_has_one_letter_from_its_first_long_sentence_on(people: int) -> None:
    random, meeting, said = Random(people), Meeting(), []
    for number in range(60):
        who = number if number < people else random.randrange(people)
        noise = direction((people, number))
        said.append(who)
        meeting.says(mixed((1.0, direction(who)), (0.6, noise)), random.uniform(2.0, 6.0))
    assert meeting.first == said
    assert meeting.known == dict(enumerate(said))


def test_one_voice_for_twenty_minutes_is_one_letter() -> None:
    meeting = Meeting()
    for number in range(300):
        meeting.says(mixed((1.0, direction("only")), (0.9, direction(number))), 4.0)
    assert set(meeting.first) == {0}


def test_a_voice_that_comes_back_is_known() -> None:
    meeting = Meeting()
    meeting.says(axis(0))
    for _ in range(450):
        meeting.says(axis(1))
    assert meeting.says(axis(0)) == 0


def test_a_cough_has_no_letter() -> None:
    meeting = Meeting()
    meeting.says(axis(0))
    assert meeting.says(axis(1), 0.7) is None
    assert meeting.says(axis(2), 0.7) is None
    assert meeting.says(axis(3)) == 1


def test_a_second_short_sentence_of_a_new_voice_gives_both_their_letter() -> None:
    meeting = Meeting()
    meeting.says(axis(0))
    assert meeting.says(axis(1), 1.2) is None
    assert meeting.says(axis(1), 1.2) == 1
    assert meeting.known == {0: 0, 1: 1, 2: 1}


def test_short_sentences_wait_until_there_is_enough_of_them() -> None:
    meeting = Meeting()
    assert [meeting.says(axis(1), 0.9) for _ in range(3)] == [None, None, 0]
    assert meeting.known == {0: 0, 1: 0, 2: 0}


def test_scraps_never_make_a_voice_however_often_they_come() -> None:
    meeting = Meeting()
    meeting.says(axis(0))
    assert {meeting.says(axis(1), 0.7) for _ in range(50)} == {None}
    assert meeting.says(axis(1), 1.5) is None
    assert meeting.says(axis(1), 3.0) == 1


def test_a_sentence_in_doubt_goes_with_the_nearest_and_teaches_nothing() -> None:
    meeting = Meeting()
    meeting.says(axis(0))
    assert meeting.says(towards(0, 0.4, 1), 1.0) == 0
    assert meeting.says(axis(1)) == 1
    assert meeting.known == {0: 0, 1: 1, 2: 1}


def test_a_sentence_that_had_no_letter_gets_one_when_its_voice_is_known() -> None:
    meeting = Meeting()
    meeting.says(axis(0))
    assert meeting.says(axis(1), 1.0) is None
    assert meeting.says(towards(1, 0.45, 2)) == 1
    assert meeting.says(towards(1, 0.95, 2)) == 1
    assert meeting.known[1] == 1


def test_there_are_no_more_voices_than_there_may_be() -> None:
    meeting = Meeting(most=2)
    assert [meeting.says(axis(number)) for number in (0, 1, 0)] == [0, 1, 0]
    assert meeting.says(towards(1, 0.1, 5)) == 1


def test_two_voices_that_turn_out_to_be_one_become_the_older_one() -> None:
    meeting = Meeting()
    meeting.says(axis(0), 4.0)
    assert meeting.says(towards(0, 0.35, 1), 4.0) == 1
    for cosine in (0.8, 0.75, 0.8, 0.8, 0.85):
        meeting.says(towards(0, cosine, 1), 6.0)
    assert set(meeting.known.values()) == {0}
    assert meeting.says(axis(5)) == 2


def test_a_sentence_changes_over_to_a_voice_that_is_clearly_nearer() -> None:
    meeting = Meeting()
    meeting.says(axis(0), 6.0)
    assert meeting.says(towards(0, 0.55, 1)) == 0
    assert meeting.says(towards(1, 0.95, 2), 4.0) == 1
    assert meeting.known == {0: 0, 1: 1, 2: 1}


def test_what_is_long_ago_stays_as_it_is() -> None:
    meeting = Meeting()
    meeting.says(axis(0), 6.0)
    meeting.says(towards(0, 0.55, 1))
    for _ in range(5):
        meeting.says(axis(0), 40.0)
    assert meeting.says(towards(1, 0.95, 2), 4.0) == 1
    assert meeting.known[1] == 0


def test_a_voice_that_lost_all_its_sentences_is_gone() -> None:
    rules = Rules(merge=2.0)
    voices = Voices(most=2, rules=rules)
    voices.hear(0, axis(0), 2.0, 0.0)
    voices.hear(1, towards(0, 0.3, 1), 9.0, 3.0)
    told = [voices.hear(2, towards(0, 0.75, 1), 9.0, 13.0), voices.hear(3, axis(5), 3.0, 23.0)]
    assert told[0][0] == told[0][2] == 1
    assert told[1] == {3: 2}


@pytest.mark.parametrize("value", [0.0, math.nan, math.inf])
def test_what_points_nowhere_tells_nothing(value: float) -> None:
    assert Voices().hear(0, [value] * SIZE, 3.0, 0.0) == {}


@pytest.mark.parametrize(
    ("voice", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")]
)
def test_every_voice_has_a_letter_of_its_own(voice: int, name: str) -> None:
    assert letter(voice) == name


def test_what_the_user_says_of_a_sentence_holds_and_teaches() -> None:
    meeting = Meeting()
    meeting.says(axis(0))
    two = mixed((1.0, axis(0)), (0.9, axis(1)))
    meeting.says(two)
    assert meeting.first == [0, 0]
    assert meeting.voices.teach(1, None) == 1
    for _ in range(4):
        meeting.says(two)
        meeting.says(axis(0))
    assert meeting.first[2:] == [1, 0] * 4


def test_a_sentence_goes_to_a_voice_that_is_known_and_does_not_come_back() -> None:
    meeting = Meeting()
    meeting.says(axis(0))
    meeting.says(axis(1))
    meeting.says(axis(0))
    assert meeting.voices.numbers == (0, 1)
    assert meeting.voices.teach(2, 1) == 1
    meeting.says(axis(0))
    assert 2 not in meeting.voices.hear(9, axis(0), 3.0, 20.0)


def test_of_a_sentence_that_is_not_remembered_nothing_is_learnt() -> None:
    meeting = Meeting()
    assert meeting.voices.teach(7, None) is None
    assert meeting.voices.numbers == ()


def test_a_sentence_without_a_voice_may_begin_one() -> None:
    meeting = Meeting()
    meeting.says(axis(0))
    assert meeting.says(axis(1), 0.7) is None
    assert meeting.voices.teach(1, None) == 1


def begins(embedding: list[float], seconds: float = 1.5) -> Sounding:
    return Sounding(tuple(embedding), seconds)


def test_a_beginning_is_enough_that_is_near_one_learnt_voice_and_no_other() -> None:
    meeting = Meeting()
    sure = meeting.voices.is_sure
    meeting.says(axis(0), 0.9)
    meeting.says(axis(0), 0.9)
    assert not sure(begins(axis(0)))  # it has hardly been heard
    meeting.says(axis(0), 2.5)
    assert sure(begins(axis(0)))
    assert not sure(begins(towards(0, 0.45, 2)))
    meeting.says(axis(1), 2.5)
    assert not sure(begins(mixed((1.0, axis(0)), (0.95, axis(1)))))
    assert not sure(begins([0.0] * SIZE))


def test_a_beginning_is_enough_that_is_far_from_all_and_long_enough_to_begin_a_voice() -> None:
    meeting = Meeting(most=2)
    sure = meeting.voices.is_sure
    assert sure(begins(axis(0), 2.0))
    assert not sure(begins(axis(0), 1.5))
    meeting.says(axis(0))
    assert sure(begins(axis(1), 2.0))
    assert not sure(begins(towards(0, 0.25, 1), 2.0))
    meeting.says(axis(1))
    assert not sure(begins(axis(2), 2.0))  # no other voice may begin


def test_parts_are_of_two_voices_if_they_lie_apart_and_are_long_enough() -> None:
    voices = Voices()
    one, other, like = (Sounding(tuple(each), 1.0) for each in (axis(0), axis(1), axis(0)))
    assert voices.are_two(one, other)
    assert not voices.are_two(one, like)
    assert not voices.are_two(one, Sounding(tuple(towards(0, 0.4, 1)), 1.0))
    assert not voices.are_two(one, Sounding(other.embedding, 0.5))
    assert not voices.are_two(one, Sounding((0.0,) * SIZE, 1.0))
