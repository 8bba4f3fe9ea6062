"""A filter that learns a room while somebody speaks in it."""

import numpy as np
import pytest

from captioner.audio.echo_filter import BLOCK, EchoFilter, Floats

RATE = 16_000


def like_speech(seconds: int, seed: int) -> Floats:
    """Noise without its high tones, in syllables."""
    random = np.random.default_rng(seed)
    noise = np.convolve(random.standard_normal(seconds * RATE), np.ones(6) / 6, "same")
    syllables = np.repeat(random.uniform(0, 1, seconds * 5) > 0.35, RATE // 5)
    return (0.1 * noise * syllables).astype(np.float32)


def in_a_room(played: Floats, seed: int = 9) -> Floats:
    """40 ms later, with reverberation."""
    random = np.random.default_rng(seed)
    room = random.standard_normal(1_600) * np.exp(-np.arange(1_600) / 300)
    room[0] = 3.0
    heard = np.convolve(played, 0.1 * room)[: len(played)]
    return np.concatenate([np.zeros(640), heard])[: len(played)].astype(np.float32)


def left_of(heard: Floats, played: Floats, taught: EchoFilter | None = None) -> Floats:
    echo_filter = taught or EchoFilter()
    places = range(0, len(heard) - BLOCK + 1, BLOCK)
    return np.concatenate(
        [echo_filter.left_of(heard[at : at + BLOCK], played[at : at + BLOCK]) for at in places]
    )


def decibels(one: Floats, other: Floats) -> float:
    return float(10 * np.log10(np.mean(one**2) / np.mean(other**2)))


def test_an_echo_is_subtracted_within_two_seconds() -> None:
    played = like_speech(6, 1)
    heard = in_a_room(played)
    left = left_of(heard, played)
    assert decibels(heard[2 * RATE :], left[2 * RATE :]) > 15


@pytest.mark.parametrize("learnt_s", [0, 4])
def test_who_speaks_beside_it_is_left_as_he_is_and_spoils_nothing(learnt_s: int) -> None:
    played, echo_filter = like_speech(10, 1), EchoFilter()
    spoken = like_speech(10, 2)
    spoken[: learnt_s * RATE] = 0
    heard = in_a_room(played)
    left = left_of(heard + spoken, played, echo_filter)
    last = slice(6 * RATE, None)
    assert decibels(heard[last], (left - spoken)[last]) > 8
    after = like_speech(2, 3)
    assert decibels(in_a_room(after), left_of(in_a_room(after), after, echo_filter)) > 8


def test_where_nothing_is_played_nothing_changes() -> None:
    spoken = like_speech(2, 2)
    assert np.array_equal(left_of(spoken, np.zeros_like(spoken)), spoken)


def test_another_room_is_learnt_anew() -> None:
    played, echo_filter = like_speech(12, 1), EchoFilter()
    half = 6 * RATE
    left_of(in_a_room(played[:half]), played[:half], echo_filter)
    heard = in_a_room(played[half:], seed=4)
    left = left_of(heard, played[half:], echo_filter)
    assert decibels(heard[3 * RATE :], left[3 * RATE :]) > 12


@pytest.mark.parametrize("later_ms", [5, 100, 200])
def test_a_device_that_stumbled_and_plays_later_from_then_on_is_learnt_anew(later_ms: int) -> None:
    played, echo_filter = like_speech(16, 1), EchoFilter()
    half, later = 8 * RATE, later_ms * RATE // 1_000
    left_of(in_a_room(played[:half]), played[:half], echo_filter)
    heard = np.concatenate([np.zeros(later, np.float32), in_a_room(played)])[half : 2 * half]
    left = left_of(heard, played[half:], echo_filter)
    assert decibels(heard[5 * RATE :], left[5 * RATE :]) > 12


def test_what_was_played_into_silence_is_remembered() -> None:
    played, echo_filter = like_speech(8, 1), EchoFilter()
    half = 4 * RATE
    left_of(in_a_room(played[:half]), played[:half], echo_filter)
    pause = like_speech(1, 5)
    for at in range(0, len(pause), BLOCK):
        echo_filter.play(pause[at : at + BLOCK])
    heard = in_a_room(np.concatenate([pause, played[half:]]))[len(pause) :]
    assert decibels(heard[:RATE], left_of(heard, played[half:], echo_filter)[:RATE]) > 12
