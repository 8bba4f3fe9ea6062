"""Utterances on the screen."""

from dataclasses import replace

import pytest

from captioner.core.caption_turns import Turn, heard_again, somebody_begins, voice_of
from captioner.core.lanes import Lane
from captioner.core.lines import Piece
from captioner.core.transcript import SOUNDS, Segment

BEFORE = Turn(1, start_ms=0, end_ms=1_000)
FOUR = tuple(map(Piece, "abcd"))


@pytest.mark.parametrize(
    ("breaks", "rows"),
    [
        ([0], ["abcd"]),
        ([0, 2], ["ab", "cd"]),
        ([2], ["ab", "cd"]),
        ([], ["abcd"]),
        ([0, 1, 3], ["a", "bc", "d"]),
    ],
)
def test_pieces_stand_in_rows_of_which_the_first_may_go_on_a_line(
    breaks: list[int], rows: list[str]
) -> None:
    turn = Turn(1, 0, pieces=FOUR, breaks=breaks)
    assert ["".join(piece.text for piece in row) for row in turn.rows()] == rows


def test_a_voice_says_more_than_its_lane() -> None:
    assert Turn(1, 0, lane=Lane.YOU).label == Lane.YOU.label
    assert Turn(1, 0, lane=Lane.YOU, speaker="A").label == "A"


@pytest.mark.parametrize(
    ("start_ms", "lane", "speakers", "begins"),
    [
        (1_699, Lane.ONLY, ("", ""), False),
        (1_700, Lane.ONLY, ("", ""), True),
        (1_100, Lane.YOU, ("", ""), True),
        (1_100, Lane.ONLY, ("A", "B"), True),
        (1_100, Lane.ONLY, ("A", "A"), False),
        (1_100, Lane.ONLY, ("A", ""), False),
        (1_100, Lane.ONLY, ("", "B"), False),
    ],
)
def test_somebody_begins_after_a_pause_on_the_other_side_or_in_another_voice(
    start_ms: int, lane: Lane, speakers: tuple[str, str], *, begins: bool
) -> None:
    one, other = speakers
    before = Turn(1, start_ms=0, end_ms=1_000, speaker=one)
    assert somebody_begins(before, Turn(2, start_ms, lane=lane, speaker=other)) is begins


def test_the_first_one_begins() -> None:
    assert somebody_begins(None, BEFORE)


@pytest.mark.parametrize(
    ("number", "start_ms", "lane", "again"),
    [
        (2, 400, Lane.ONLY, True),
        (2, 600, Lane.ONLY, False),
        (0, 400, Lane.ONLY, False),
        (2, 400, Lane.YOU, False),
    ],
)
def test_a_later_one_that_begins_in_its_first_half_hears_it_again(
    number: int, start_ms: int, lane: Lane, *, again: bool
) -> None:
    new = Turn(number, start_ms, end_ms=start_ms + 900, lane=lane)
    assert heard_again(BEFORE, new) is again


def test_one_that_ends_before_it_began_does_not() -> None:
    assert not heard_again(Turn(1, 900, end_ms=1_900), Turn(2, 100, end_ms=800))


def test_a_voice_is_whose_the_user_says_and_of_a_sound_nobodys() -> None:
    heard = Segment(turn=1, start_ms=0, end_ms=9, text="Yes.", speaker="A")
    assert voice_of(heard) == "A"
    assert voice_of(replace(heard, given="B")) == "B"
    assert voice_of(replace(heard, engine=SOUNDS)) == ""
