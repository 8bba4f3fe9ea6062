import numpy as np
import pytest

from captioner.audio.echo import echo_canceller
from captioner.core.audio import RATE, energy_of, to_floats, to_pcm
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


def test_of_somebody_who_speaks_beside_it_nothing_is_suppressed() -> None:
    cancel = echo_canceller()
    assert cancel is not None
    played, spoken = like_speech(12, 1), like_speech(12, 2)
    spoken[: 6 * RATE] = 0
    heard = to_pcm(in_a_room(played) + spoken)
    size = 2 * RATE // 50
    far = to_pcm(played)
    cleaned = b"".join(
        done.faithful if done.spoken else done.quiet
        for at in range(0, len(heard), size)
        for done in [cancel(heard[at : at + size], far[at : at + size])]
    )
    left = to_floats(cleaned)
    last = slice(7 * RATE, None)
    assert decibels(spoken[last], (left - spoken)[last]) > 8
    assert decibels(in_a_room(played)[4 * RATE : 6 * RATE], left[4 * RATE : 6 * RATE]) > 20
