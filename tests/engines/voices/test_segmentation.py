"""The network that hears where voices change, on two real readers."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr
from numpy import float32
from numpy.typing import NDArray

from captioner.app.resources import resource
from captioner.core.audio import RATE
from captioner.core.errors import ModelMissing
from captioner.engines.sample import sample_path
from captioner.engines.voices.segmentation import Segmentation, _starts

pytest.importorskip("onnxruntime", reason="no recogniser for this machine")

Sound = NDArray[float32]


@pytest.fixture(scope="module")
def network() -> Segmentation:
    return Segmentation(resource("model"))


@pytest.fixture(scope="module")
def reader() -> Sound:
    sound, rate = soundfile.read(sample_path(), dtype="float32")
    return np.asarray(soxr.resample(sound, rate, RATE), float32)


@pytest.fixture(scope="module")
def other(reader: Sound) -> Sound:
    """Somebody with another voice: the same reader, made smaller."""
    return np.asarray(soxr.resample(reader, RATE, RATE * 0.6), float32)


def part(sound: Sound, start_s: float, end_s: float) -> Sound:
    return sound[int(start_s * RATE) : int(end_s * RATE)]


def test_one_voice_after_another_is_a_change(
    network: Segmentation, reader: Sound, other: Sound
) -> None:
    both = np.concatenate([part(reader, 1, 5), part(other, 10, 14)])
    (change,) = network.hear(both)
    assert abs(change.from_ms - 4000) < 700


def test_in_a_second_and_in_less_there_is_no_change(
    network: Segmentation, reader: Sound, other: Sound
) -> None:
    both = np.concatenate([part(reader, 1, 1.5), part(other, 10, 10.5)])
    for samples in (1, 500, len(both) - 1, len(both)):
        assert network.hear(both[:samples]) == []


def test_one_voice_alone_does_not_change(network: Segmentation, reader: Sound) -> None:
    assert network.hear(part(reader, 1, 9)) == []


def test_of_a_long_sound_all_is_heard_and_a_change_is_told_once(
    network: Segmentation, reader: Sound, other: Sound
) -> None:
    for until_s in (4, 8, 11):
        parts = [part(reader, 20 - until_s, 20), part(other, 5, 20 - until_s)]
        (change,) = network.hear(np.concatenate(parts))
        assert abs(change.from_ms - 1000 * until_s) < 700


@pytest.mark.parametrize("samples", [0, 1, RATE, 15 * RATE])
def test_silence_has_no_voice_that_could_change(network: Segmentation, samples: int) -> None:
    assert network.hear(np.zeros(samples, float32)) == []


@pytest.mark.parametrize(
    ("seconds", "starts"),
    [(0, [0]), (10, [0]), (11, [0, 1]), (15, [0, 5]), (16, [0, 6]), (20, [0, 5, 10])],
)
def test_stretches_cover_the_sound_and_share_four_seconds(seconds: int, starts: list[int]) -> None:
    assert [start / RATE for start in _starts(seconds * RATE)] == starts


def test_a_model_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="community-1"):
        Segmentation(tmp_path)
