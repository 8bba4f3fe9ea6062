"""Silence from the clock, with a clock of the test."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.audio.filling import Filling

RATE = 48_000
BLOCK = RATE // 20


def ticks(filling: Filling, start: float, end: float) -> int:
    """All silence that is due between two times, asked for every 50 ms."""
    count = round((end - start) / 0.05)
    return sum(filling.tick(start + (number + 1) * 0.05) for number in range(count))


def test_where_nothing_ever_plays_silence_follows_the_clock_a_little_behind() -> None:
    assert ticks(Filling(RATE, 100.0), 100.0, 110.0) == pytest.approx(9.9 * RATE, abs=2)


def test_running_sound_is_left_as_it_is() -> None:
    filling, filled = Filling(RATE, 0.0), 0
    for number in range(1, 200):
        filled += filling.before(number * 0.05, BLOCK)
        filled += filling.tick(number * 0.05 + 0.02)
    assert filled == 0


def test_sound_that_begins_again_finds_its_place() -> None:
    filling = Filling(RATE, 0.0)
    filling.before(0.05, BLOCK)
    filled = ticks(filling, 0.05, 3.0)
    filled += filling.before(3.13, BLOCK)
    assert filled == pytest.approx((3.13 - 0.05 - 0.05) * RATE, abs=2)


def test_blocks_that_come_in_a_burst_after_a_stall_are_not_filled_up() -> None:
    filling = Filling(RATE, 0.0)
    filling.before(0.05, BLOCK)
    filling.tick(0.06)
    assert filling.tick(0.40) == 0  # the program stood still, and what was sent waits
    assert sum(filling.before(0.40, BLOCK) for _ in range(7)) == 0


def test_a_computer_that_slept_owes_nobody_a_night_of_silence() -> None:
    filling = Filling(RATE, 0.0)
    filling.tick(0.05)
    assert filling.tick(8 * 3600.0) == 0
    assert ticks(filling, 8 * 3600.0, 8 * 3600.0 + 1) == pytest.approx(0.9 * RATE, abs=2)


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 60)), max_size=12))
def test_sound_and_silence_together_are_as_long_as_the_clock_says(
    stretches: list[tuple[bool, int]],
) -> None:
    filling, frames, at = Filling(RATE, 0.0), 0, 0.0
    for plays, blocks in stretches:
        for _ in range(blocks):
            at += 0.05
            if plays:
                frames += filling.before(at, BLOCK) + BLOCK
            frames += filling.tick(at)
    unfilled = 0.15 * (len(stretches) + 1)
    assert at - unfilled <= frames / RATE <= at + 0.001
