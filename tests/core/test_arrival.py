from random import Random

import pytest

from captioner.core.arrival import SLOWLY, Alignment, Arrival
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


def apart_after(hours: float, ppm: float) -> float:
    """How far two devices are apart at the worst, one faster and one slower by `ppm`, in ms.

    Each gives a block a second, up to 40 ms late; the first minute is not counted.
    """
    random, session, block_s = Random(7), Arrival(), 1.0
    alignment, worst = Alignment(session), 0.0
    for block in range(1, round(hours * HOUR_S) + 1):
        leads = block * block_s * (1 - ppm / 1e6)
        session.heard(block * RATE, leads + random.random() * 0.04)
        follows = block * block_s * (1 + ppm / 1e6)
        alignment.heard(block * RATE, follows + random.random() * 0.04)
        alignment.longer(RATE, quiet=False)
        placed_s = block + alignment.shift / RATE
        meant_s = follows / (1 - ppm / 1e6)  # where the leading device's count is by then
        worst = max(worst, abs(placed_s - meant_s) if block > 60 else 0.0)
    return worst * 1000


@pytest.mark.parametrize("ppm", [-100.0, 100.0])
def test_two_devices_are_within_50_ms_for_eight_hours(ppm: float) -> None:
    assert apart_after(8, ppm) < 50


def test_sound_is_made_longer_slowly_and_only_by_what_is_missing() -> None:
    session = Arrival(0.0)
    alignment = Alignment(session)
    given = []
    for block in range(800):
        alignment.heard((block + 1) * RATE, block + 1.5)  # half a second late, for good
        given.append(alignment.longer(RATE, quiet=False))
    assert max(given) == RATE // SLOWLY
    assert sum(given) == alignment.shift == alignment.wanted == RATE // 2


def test_where_nothing_is_said_what_is_much_too_late_is_put_right_at_once() -> None:
    alignment = Alignment(Arrival(0.0))
    alignment.heard(RATE // 20, 0.2)
    assert alignment.wanted == RATE * 3 // 20
    pieces = [alignment.longer(RATE // 20, quiet=True) for _ in range(8)]
    assert pieces[:5] == [RATE // 40] * 5
    assert alignment.shift == pytest.approx(alignment.wanted, abs=RATE // 100)


def test_until_both_devices_were_heard_nothing_is_added() -> None:
    assert Alignment(Arrival()).wanted == 0
