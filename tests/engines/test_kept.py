"""The latest sound of a stream, found by the numbers of its samples."""

from typing import TYPE_CHECKING

import numpy as np
import pytest

from captioner.engines.moonshine.kept import KEPT, Kept

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

MINUTE = 2 * KEPT


def numbered(start: int, end: int) -> "NDArray[float32]":
    """Sound in which each sample is its number."""
    return np.arange(start, end, dtype=np.float32)


@pytest.mark.parametrize("piece", [512, 4_999, 64_000, KEPT, KEPT + 7, MINUTE])
def test_the_last_half_minute_is_kept_however_it_comes(piece: int) -> None:
    kept = Kept()
    for start in range(0, MINUTE + piece, piece):
        kept.add(numbered(start, start + piece))
        assert kept.end == start + piece
        begin = max(0, kept.end - KEPT)
        assert kept.first <= begin
        assert np.array_equal(kept.between(begin, begin + 99), numbered(begin, begin + 99))
    assert np.array_equal(kept.between(begin, kept.end), numbered(begin, kept.end))


def test_what_is_kept_no_more_or_not_yet_is_left_out() -> None:
    kept = Kept()
    for start in range(0, MINUTE, 512):
        kept.add(numbered(start, start + 512))
    assert kept.first > 0
    first, end = kept.first, kept.end
    assert np.array_equal(kept.between(0, first + 3), numbered(first, first + 3))
    assert np.array_equal(kept.between(end - 3, end + 3), numbered(end - 3, end))
    assert not len(kept.between(0, first))


def test_what_was_taken_stays_as_it_was() -> None:
    kept = Kept()
    kept.add(numbered(0, KEPT))
    taken = kept.between(0, 100)
    for start in range(KEPT, 2 * MINUTE, KEPT):
        kept.add(numbered(start, start + KEPT))
    assert np.array_equal(taken, numbered(0, 100))


def test_other_sound_begins_at_its_own_number() -> None:
    kept = Kept()
    kept.add(numbered(0, 1_000))
    kept.restart(5_000)
    assert (kept.first, kept.end) == (5_000, 5_000)
    kept.add(numbered(5_000, 5_100))
    assert np.array_equal(kept.between(0, 6_000), numbered(5_000, 5_100))
