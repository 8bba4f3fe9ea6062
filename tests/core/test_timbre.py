"""Pieces of a sentence are put together."""

import math

import pytest

from captioner.core.timbre import Sounding, cosine, together, unit


def test_pieces_count_by_their_seconds_and_as_much_as_they_tell() -> None:
    long, short = Sounding((4.0, 0.0), 3.0), Sounding((0.0, 8.0), 1.0)
    assert together([long, short]) == Sounding((3.0, 2.0), 4.0)


def test_one_piece_is_what_it_is_and_none_is_nothing() -> None:
    assert together(iter([Sounding((0.5, 1.0), 1.5)])) == Sounding((0.5, 1.0), 1.5)
    assert together([]) is None
    assert together([Sounding((1.0,), 0.0)]) is None


@pytest.mark.parametrize(
    ("embedding", "tells"),
    [((0.0, 2.0), True), ((0.0, 0.0), False), ((math.nan, 1.0), False), ((math.inf, 1.0), False)],
)
def test_what_has_no_direction_tells_nothing(
    embedding: tuple[float, float], *, tells: bool
) -> None:
    assert Sounding(embedding, 1.0).tells is tells


def test_a_direction_has_length_one() -> None:
    assert unit((3.0, 4.0)) == pytest.approx((0.6, 0.8))


def test_the_cosine_tells_how_near_two_directions_are() -> None:
    one = unit((1.0, 1.0))
    assert cosine(one, one) == pytest.approx(1.0)
    assert cosine(one, unit((-1.0, 1.0))) == pytest.approx(0.0)
