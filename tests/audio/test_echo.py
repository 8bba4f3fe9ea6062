import numpy as np
import pytest

from captioner.audio.echo import echo_canceller
from captioner.audio.echo_filter import Floats
from captioner.core.audio import RATE, energy_of, to_floats, to_pcm
from captioner.core.echo import Need
from tests.audio.test_echo_filter import decibels, in_a_room, like_speech

pytest.importorskip("pywebrtc_audio", reason="no echo canceller for this machine")


def test_a_loudspeaker_is_taken_out_of_the_microphone_that_hears_it() -> None:
    cancel = echo_canceller()
    assert cancel is not None
    random = np.random.default_rng(1)
    envelope = np.repeat(random.random(60), RATE // 10)  # louder and softer, as speech is
    played = (0.2 * envelope * random.standard_normal(6 * RATE)).astype(np.float32)
    heard = np.concatenate([np.zeros(RATE // 20, np.float32), played])[: 6 * RATE] * 0.5
    frames = range(0, 6 * RATE, RATE // 50)
    energy = [
        (energy_of(near), cancel(near, to_pcm(played[at : at + RATE // 50])).left)
        for at in frames
        for near in [to_pcm(heard[at : at + RATE // 50])]
    ]
    before, after = (sum(each) for each in zip(*energy[150:], strict=True))
    assert after < before / 30


@pytest.mark.parametrize("apart_ppm", [-100, 100, 300])
def test_it_is_taken_out_though_the_clocks_of_the_two_devices_differ(apart_ppm: int) -> None:
    played = like_speech(16, 1)
    at = np.arange(len(played))
    heard = np.interp(at * (1 - apart_ppm * 1e-6), at, in_a_room(played)).astype(np.float32)
    cleaned = cleaned_of(heard, played)
    late = slice(8 * RATE, None)
    assert decibels(heard[late], cleaned[late]) > 20


def test_of_somebody_who_speaks_beside_it_nothing_is_suppressed() -> None:
    played, spoken = like_speech(12, 1), like_speech(12, 2)
    spoken[: 6 * RATE] = 0
    left = cleaned_of(in_a_room(played) + spoken, played)
    last = slice(7 * RATE, None)
    assert decibels(spoken[last], (left - spoken)[last]) > 8
    assert decibels(in_a_room(played)[4 * RATE : 6 * RATE], left[4 * RATE : 6 * RATE]) > 20


def test_it_is_taken_out_after_a_time_in_which_the_microphone_heard_nothing() -> None:
    played = like_speech(16, 1)
    heard = in_a_room(played)
    heard[6 * RATE : 9 * RATE] = 0  # as where it was muted
    left = cleaned_of(heard, played)
    assert decibels(heard[4 * RATE : 6 * RATE], left[4 * RATE : 6 * RATE]) > 20
    assert decibels(heard[9 * RATE : 10 * RATE], left[9 * RATE : 10 * RATE]) > 12
    assert decibels(heard[11 * RATE :], left[11 * RATE :]) > 20


def test_of_a_microphone_that_is_what_is_played_nothing_is_left() -> None:
    played = like_speech(12, 1)
    assert decibels(played[4 * RATE :], cleaned_of(played, played)[4 * RATE :]) > 20


def test_who_begins_to_speak_with_headphones_loses_nothing() -> None:
    played, spoken = like_speech(14, 1), like_speech(14, 2)
    spoken[: 8 * RATE] = 0  # the others speak alone first
    cancel = echo_canceller()
    assert cancel is not None
    need, size = Need(), 2 * RATE // 50
    near, far = to_pcm(spoken), to_pcm(played)
    for at in range(0, len(near), size):
        done = cancel(near[at : at + size], far[at : at + size])
        need.hear(energy_of(far[at : at + size]), done.heard, done.left)
        assert not need.there


def cleaned_of(heard: Floats, played: Floats) -> Floats:
    """What goes on of a microphone's sound."""
    cancel = echo_canceller()
    assert cancel is not None
    near, far, size = to_pcm(heard), to_pcm(played), 2 * RATE // 50
    done = [cancel(near[at : at + size], far[at : at + size]) for at in range(0, len(near), size)]
    return to_floats(b"".join(each.faithful if each.spoken else each.quiet for each in done))
