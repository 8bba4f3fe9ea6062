"""Pieces of a sentence are put together."""

from captioner.core.timbre import Sounding, together


def test_pieces_count_by_their_seconds_and_as_much_as_they_tell() -> None:
    long, short = Sounding((4.0, 0.0), 3.0), Sounding((0.0, 8.0), 1.0)
    assert together([long, short]) == Sounding((3.0, 2.0), 4.0)


def test_one_piece_is_what_it_is_and_none_is_nothing() -> None:
    assert together(iter([Sounding((0.5, 1.0), 1.5)])) == Sounding((0.5, 1.0), 1.5)
    assert together([]) is None
    assert together([Sounding((1.0,), 0.0)]) is None
