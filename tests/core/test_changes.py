"""Where in a sentence somebody else goes on, and before which word it is parted there."""

from collections.abc import Iterable

import pytest

from captioner.core.changes import Change, changes, cuts
from captioner.core.events import Word

FRAME_MS = 20.0


def heard(*stretches: tuple[int, float]) -> Iterable[int]:
    """Who is heard for so many seconds each, a bit for each voice, frame by frame."""
    for voices, seconds in stretches:
        yield from [voices] * round(1000 * seconds / FRAME_MS)


def words(*said: tuple[str, float, float]) -> tuple[Word, ...]:
    return tuple(Word(text=t, start_ms=round(a * 1000), end_ms=round(b * 1000)) for t, a, b in said)


@pytest.mark.parametrize(
    ("stretches", "found"),
    [
        ([], []),
        ([(0, 3)], []),
        ([(1, 3)], []),
        ([(1, 3), (0, 1), (1, 3)], []),
        ([(1, 3), (2, 2)], [Change(3000, 3000)]),
        ([(0, 1), (4, 3), (0, 0.5), (1, 2), (0, 1)], [Change(4000, 4500)]),
        ([(1, 3), (2, 2), (1, 1)], [Change(3000, 3000), Change(5000, 5000)]),
        ([(1, 3), (3, 1), (2, 2)], [Change(4000, 4000)]),  # both at once for a second
        ([(1, 3), (2, 0.4), (1, 3)], []),  # a "yes" of somebody else
        ([(1, 3), (2, 0.4), (4, 3)], [Change(3000, 3400)]),
        ([(1, 3), (3, 2), (1, 2)], []),  # who speaks on is not interrupted
    ],
)
def test_voices_change_where_one_is_heard_after_another_for_long_enough(
    stretches: list[tuple[int, float]], found: list[Change]
) -> None:
    assert changes(heard(*stretches), FRAME_MS) == found


SAID = words(
    ("So", 0.0, 0.4),
    ("we", 0.4, 0.9),
    ("agree.", 0.9, 1.6),
    ("Not", 2.0, 2.4),
    ("at", 2.4, 2.6),
    ("all,", 2.6, 3.2),
    ("no.", 3.3, 4.0),
)


@pytest.mark.parametrize(
    ("found", "places"),
    [
        ([], []),
        ([Change(1600, 2000)], [3]),
        ([Change(1500, 1500)], [3]),
        ([Change(2250, 2250)], [3]),  # the end of a sentence is worth some distance
        ([Change(2700, 2700)], [5]),
        ([Change(3100, 3150)], []),  # what is left would be too short
        ([Change(400, 400)], []),
        ([Change(9000, 9500)], []),
        ([Change(1700, 1900), Change(2600, 2600)], [3]),
    ],
)
def test_words_are_parted_at_the_gap_nearest_to_the_change(
    found: list[Change], places: list[int]
) -> None:
    assert cuts(SAID, found) == places


def test_a_sentence_of_three_voices_is_parted_twice() -> None:
    said = words(*((f"w{at}", at, at + 1) for at in range(6)))
    assert cuts(said, [Change(2000, 2000), Change(4000, 4000)]) == [2, 4]
    assert cuts(said[:1], [Change(500, 500)]) == []
