import numpy as np
import pytest

from captioner.audio.echo import echo_canceller
from captioner.core.audio import RATE, energy_of, to_pcm

pytest.importorskip("pywebrtc_audio", reason="no echo canceller for this machine")


def test_a_loudspeaker_is_taken_out_of_the_microphone_that_hears_it() -> None:
    cancel = echo_canceller()
    assert cancel is not None
    random = np.random.default_rng(1)
    envelope = np.repeat(random.random(60), RATE // 10)  # louder and softer, as speech is
    played = (0.2 * envelope * random.standard_normal(6 * RATE)).astype(np.float32)
    heard = np.concatenate([np.zeros(RATE // 20, np.float32), played])[: 6 * RATE] * 0.5
    frames = range(0, 6 * RATE, RATE // 100)
    energy = [
        (energy_of(near), energy_of(cancel(near, to_pcm(played[at : at + RATE // 100]))))
        for at in frames
        for near in [to_pcm(heard[at : at + RATE // 100])]
    ]
    before, after = (sum(each) for each in zip(*energy[300:], strict=True))
    assert after < before / 30
