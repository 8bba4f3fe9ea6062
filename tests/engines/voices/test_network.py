"""The real network on a real reader."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr
from numpy import float32
from numpy.typing import NDArray

from captioner.app.resources import resource
from captioner.core.audio import RATE
from captioner.core.errors import EngineUnavailable, ModelMissing
from captioner.core.timbre import Sounding
from captioner.engines.sample import sample_path
from captioner.engines.voices import network as network_module
from captioner.engines.voices.features import BANDS, fbank
from captioner.engines.voices.network import Network

Sound = NDArray[float32]


@pytest.fixture(scope="module")
def network() -> Network:
    return Network(resource("model"))


@pytest.fixture(scope="module")
def reader() -> Sound:
    sound, rate = soundfile.read(sample_path(), dtype="float32")
    return np.asarray(soxr.resample(sound, rate, RATE), float32)


def part(sound: Sound, start_s: float, end_s: float) -> Sound:
    return sound[int(start_s * RATE) : int(end_s * RATE)]


def told(network: Network, sound: Sound) -> Sounding:
    sounding = network.hear(sound)
    assert sounding is not None
    return sounding


def cosine(one: Sounding, other: Sounding) -> float:
    a, b = np.array(one.embedding), np.array(other.embedding)
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def test_one_voice_sounds_like_itself_and_not_like_a_higher_one(
    network: Network, reader: Sound
) -> None:
    first, second = told(network, part(reader, 1, 6)), told(network, part(reader, 12, 17))
    higher = np.asarray(soxr.resample(part(reader, 20, 27), RATE, RATE * 0.7), float32)
    assert len(first.embedding) == 256
    assert cosine(first, second) > 0.6
    assert cosine(first, told(network, higher)) < 0.4


def test_a_computer_that_does_not_keep_up_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    spent = iter([0.0, 2.0])
    monkeypatch.setattr(network_module.time, "thread_time", lambda: next(spent))
    with pytest.raises(EngineUnavailable, match="too slow"):
        Network(resource("model"))


def test_only_speech_counts(network: Network, reader: Sound) -> None:
    speech = part(reader, 1, 4)
    alone = told(network, speech)
    padded = told(network, np.concatenate([np.zeros(5 * RATE, float32), speech]))
    assert alone.seconds < 3
    assert padded.seconds == pytest.approx(alone.seconds, abs=0.3)
    assert cosine(alone, padded) > 0.95


@pytest.mark.parametrize("seconds", [0.0, 0.01, 0.3, 5.0])
def test_silence_and_scraps_tell_nothing(network: Network, seconds: float) -> None:
    assert network.hear(np.zeros(int(seconds * RATE), float32)) is None


def test_half_a_syllable_tells_nothing(network: Network, reader: Sound) -> None:
    assert network.hear(part(reader, 1.0, 1.2)) is None


def test_a_model_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="community-1"):
        Network(tmp_path)


@pytest.mark.parametrize("hertz", [200.0, 1000.0, 4000.0])
def test_a_tone_is_in_the_band_of_its_pitch(hertz: float) -> None:
    tone = np.sin(2 * np.pi * hertz * np.arange(RATE) / RATE).astype(float32) / 2
    features = fbank(tone)
    assert features.shape == (98, BANDS)
    lowest, highest, pitch = (1127 * np.log(1 + each / 700) for each in (20, RATE / 2, hertz))
    band = (pitch - lowest) / (highest - lowest) * (BANDS + 1) - 1
    assert abs(int(features.mean(axis=0).argmax()) - band) <= 1


def test_features_are_those_of_kaldi_for_a_frame_worked_out_by_hand() -> None:
    click = np.zeros(400, float32)
    click[200] = 1.0
    frame = click * 32768 - 32768 / 400
    emphasised = np.append(frame[0] * 0.03, frame[1:] - 0.97 * frame[:-1])
    power = np.abs(np.fft.rfft(emphasised * np.hamming(400), 512)) ** 2
    mel = 1127 * np.log(1 + np.arange(257) * 31.25 / 700)
    lowest, highest = 1127 * np.log(1 + 20 / 700), 1127 * np.log(1 + 8000 / 700)
    step = (highest - lowest) / 81
    triangle = np.clip(1 - np.abs(mel - (lowest + 41 * step)) / step, 0, None)
    assert fbank(click)[0, 40] == pytest.approx(np.log(power @ triangle), abs=1e-3)
