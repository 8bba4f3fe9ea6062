"""What is missing and what is only late."""

import random

from hypothesis import given
from hypothesis import strategies as st

from captioner.audio.continuity import Continuity, now

RATE = 48_000
BLOCK = RATE // 50
BLOCK_S = 0.02


def found(arrivals: list[float]) -> list[int]:
    """The frames found missing, one number for each finding."""
    continuity = Continuity(RATE)
    return [lost for at in arrivals if (lost := continuity.lost(at, BLOCK))]


def on_time(blocks: int, *, drift_ppm: float = 0.0) -> list[float]:
    return [(block + 1) * BLOCK_S * (1 + drift_ppm / 1e6) for block in range(blocks)]


def stalled(arrivals: list[float], start_s: float, length_s: float) -> list[float]:
    """What was to arrive within the stall arrives in a burst after it."""
    end = start_s + length_s
    return [end + (at - start_s) / 1000 if start_s <= at < end else at for at in arrivals]


def lossy(arrivals: list[float], start_s: float, length_s: float) -> list[float]:
    return [at for at in arrivals if not start_s <= at < start_s + length_s]


@given(st.floats(-500, 500), st.integers(0, 2**32))
def test_a_slow_or_fast_device_that_jitters_loses_nothing(ppm: float, seed: int) -> None:
    chance = random.Random(seed)
    arrivals = [at + chance.uniform(0, 0.15) for at in on_time(1_000, drift_ppm=ppm)]
    assert found(sorted(arrivals)) == []


def test_an_hour_of_drift_is_not_a_loss() -> None:
    assert found(on_time(50 * 3600, drift_ppm=300)) == []


@given(st.floats(1.5, 10), st.floats(0.1, 6))
def test_a_stall_that_is_caught_up_with_loses_nothing(start_s: float, length_s: float) -> None:
    assert found(stalled(on_time(1_000), start_s, length_s)) == []


@given(st.floats(1.5, 5), st.floats(1, 6), st.floats(1.1, 4))
def test_a_stall_that_is_caught_up_with_slowly_loses_nothing(
    start_s: float, length_s: float, pace: float
) -> None:
    arrivals = on_time(500)
    first = next(index for index, at in enumerate(arrivals) if at >= start_s)
    late = [
        max(at, start_s + length_s + (index - first) * BLOCK_S / pace) if index >= first else at
        for index, at in enumerate(arrivals)
    ]
    assert found(late) == []


@given(st.floats(2.5, 10), st.floats(0.25, 3_600))
def test_a_loss_is_found_once_with_its_length(start_s: float, length_s: float) -> None:
    blocks = round((length_s + 20) / BLOCK_S) if length_s < 60 else 0
    arrivals = (
        lossy(on_time(blocks), start_s, length_s)
        if blocks
        else [at if at < start_s else at + length_s for at in on_time(1_000)]
    )
    [lost] = found(arrivals)
    assert abs(lost / RATE - length_s) <= 2 * BLOCK_S


def test_two_losses_are_found_both() -> None:
    arrivals = lossy(lossy(on_time(1_500), 5, 1), 15, 2)
    assert [round(lost / RATE) for lost in found(arrivals)] == [1, 2]


def test_a_loss_within_a_stall_is_found_without_the_rest_of_the_stall() -> None:
    arrivals = stalled(lossy(on_time(1_000), 5, 1), 4, 4)
    [lost] = found(arrivals)
    assert abs(lost / RATE - 1) <= 2 * BLOCK_S


def test_the_clock_does_not_go_back() -> None:
    assert now() <= now()
