"""Which reading is believed."""

import pytest

from captioner.engines.moonshine.decoding import Decoded
from captioner.engines.moonshine.surest import (
    is_as_good,
    is_as_much,
    is_doubtful,
    is_hopeless,
    is_sure,
    surest,
    without_repeat,
)

VOCABULARY = [b"", *(f" word{number}".encode() for number in range(1, 50))]


def read(*likely: float, first: int = 1) -> Decoded:
    """One word for each of these."""
    return Decoded(tuple(range(first, first + len(likely))), likely)


SURE, UNSURE = read(0.9, 0.95, 0.9), read(0.5, 0.6, 0.9, first=10)


def test_what_is_sure_is_not_doubted() -> None:
    assert not is_doubtful(VOCABULARY, SURE)
    assert is_doubtful(VOCABULARY, UNSURE)
    assert is_doubtful(VOCABULARY, Decoded())


def test_one_word_is_enough_to_doubt() -> None:
    assert is_doubtful(VOCABULARY, read(*[0.99] * 20, 0.35))
    assert not is_doubtful(VOCABULARY, read(*[0.99] * 20, 0.45))


def test_what_is_nearly_all_made_up_is_hopeless() -> None:
    assert is_hopeless(read(0.5, 0.6, 0.7))
    assert not is_hopeless(read(0.6, 0.7, 0.9))


def test_several_that_are_nearly_as_sure_are_believed_and_else_the_better_one() -> None:
    alone = read(0.8, 0.8, 0.8)
    assert is_as_good(VOCABULARY, read(0.77, 0.77, 0.77), alone)
    assert not is_as_good(VOCABULARY, read(0.75, 0.75, 0.75), alone)
    assert not is_as_good(VOCABULARY, read(0.99), alone), "it stops early"


@pytest.mark.parametrize(("first", "second"), [(SURE, UNSURE), (UNSURE, SURE)])
def test_the_surer_reading_is_believed(first: Decoded, second: Decoded) -> None:
    assert surest(VOCABULARY, first, second) is SURE


def test_a_reading_that_stops_early_is_not_believed() -> None:
    assert surest(VOCABULARY, UNSURE, read(0.99)) is UNSURE


def test_a_reading_that_goes_on_and_on_is_not_believed() -> None:
    assert surest(VOCABULARY, UNSURE, read(*[0.99] * 20)) is UNSURE


def test_words_where_there_were_none_must_be_sure() -> None:
    assert surest(VOCABULARY, Decoded(), SURE) is SURE
    assert surest(VOCABULARY, Decoded(), read(0.3, 0.5)) == Decoded()
    assert not is_sure(VOCABULARY, Decoded())
    assert is_as_much(VOCABULARY, SURE, [Decoded()])
    assert not is_as_much(VOCABULARY, read(0.3, 0.5), [Decoded()])


def test_a_phrase_said_again_and_again_is_no_more_than_said_once() -> None:
    loop = Decoded((1, 2, 3) * 4, (0.9,) * 12)
    assert is_as_much(VOCABULARY, SURE, [loop])


LOOP = Decoded((1, 2, 3) * 2, (0.99,) * 6)


def test_a_phrase_said_twice_is_doubted_however_sure() -> None:
    assert is_doubtful(VOCABULARY, LOOP)
    assert not is_doubtful(VOCABULARY, Decoded((1, 2) * 2, (0.99,) * 4)), "no phrase"


def test_a_loop_is_not_believed_where_another_has_none() -> None:
    assert not is_as_much(VOCABULARY, LOOP, [SURE])
    assert not is_as_good(VOCABULARY, LOOP, SURE)
    assert surest(VOCABULARY, LOOP, SURE) is SURE
    assert surest(VOCABULARY, SURE, LOOP) is SURE


def test_what_all_say_twice_was_said_twice() -> None:
    twice = Decoded(LOOP.tokens, (0.9,) * 6)
    assert is_as_much(VOCABULARY, LOOP, [twice])
    assert surest(VOCABULARY, twice, LOOP) is LOOP


def test_a_few_words_said_again_in_many_are_no_loop() -> None:
    long = read(*[0.99] * 12, first=10)
    again = Decoded((*LOOP.tokens, *long.tokens), (0.99,) * 18)
    assert is_as_much(VOCABULARY, again, [Decoded((1, 2, 3, *long.tokens), (0.9,) * 15)])


def test_words_that_are_not_sure_are_no_loss() -> None:
    parts = [SURE, read(0.2, 0.2, 0.2)]
    assert is_as_much(VOCABULARY, SURE, parts)
    assert not is_as_much(VOCABULARY, read(0.9, 0.9), [SURE, SURE])


def test_what_is_much_surer_may_say_less() -> None:
    others = [SURE, read(0.3, 0.5, 0.3, 0.7, 0.3, first=10)]
    assert is_as_much(VOCABULARY, SURE, others)
    assert not is_as_much(VOCABULARY, read(0.6, 0.7, 0.6, 0.7, 0.6), others), "not that much surer"
    assert not is_as_much(VOCABULARY, read(0.99), others), "it stops early"


def test_words_that_were_given_are_not_said_again() -> None:
    read_after = Decoded((7, 8, 1, 2), (0.5, 0.6, 0.9, 0.8), frozenset({1, 3}))
    rest = Decoded((1, 2), (0.9, 0.8), frozenset({1}))
    assert without_repeat(read_after, (5, 6, 7, 8), (1, 2)) == rest
    assert without_repeat(read_after, (5, 6, 7, 8), (7, 8, 1, 2)) is read_after
    assert without_repeat(read_after, (5, 6), (1, 2)) is read_after
