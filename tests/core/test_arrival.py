from random import Random

import pytest

from captioner.core.arrival import Arrival
from captioner.core.audio import RATE

HOUR_S = 3600.0


def apart_ms(ppm: float, seconds: float, *, late_s: float = 0.04, start: float = 5.0) -> float:
    """How wrong the clock of a device is told after so long, at the worst, in ms."""
    random, arrival, worst = Random(7), Arrival(), 0.0
    block_s = 1.0
    for block in range(1, round(seconds / block_s) + 1):
        true = start + block * block_s * (1 - ppm / 1e6)
        end = round(block * block_s * RATE)
        arrival.heard(end, true + random.random() * late_s)
        assert arrival.origin is not None
        worst = max(worst, abs(arrival.origin + end / RATE - true))
    return worst * 1000


@pytest.mark.parametrize("ppm", [-300.0, -100.0, 0.0, 100.0, 300.0])
def test_a_device_whose_clock_runs_otherwise_is_followed_for_eight_hours(ppm: float) -> None:
    assert apart_ms(ppm, 8 * HOUR_S) < 50


def test_sound_that_waited_to_be_read_does_not_make_the_clock_late() -> None:
    arrival = Arrival()
    for block in range(1, 91):  # 1.8 s that are there at once
        arrival.heard(block * RATE // 50, 100.0)
    assert arrival.origin == pytest.approx(98.2)


def test_a_moment_in_which_all_comes_late_changes_nothing() -> None:
    arrival = Arrival()
    for second in range(1, 100):
        arrival.heard(second * RATE, 5.0 + second + (10.0 if 40 <= second < 55 else 0.0))
    assert arrival.origin == pytest.approx(5.0)


def test_what_was_known_from_before_holds_until_there_is_sound() -> None:
    arrival = Arrival(7.0)
    assert arrival.due(9.0) == 2 * RATE
    arrival.heard(2 * RATE, 9.5)
    assert arrival.origin == 7.0


def test_before_the_first_sound_nothing_was_due() -> None:
    assert (Arrival().origin, Arrival().due(9.0)) == (None, 0)
