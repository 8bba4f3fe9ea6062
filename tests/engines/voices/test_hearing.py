"""The networks, loaded when they are first asked."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr

from captioner.app.resources import resource
from captioner.core.audio import RATE, to_pcm
from captioner.core.errors import ModelMissing
from captioner.engines.sample import sample_path
from captioner.engines.voices.hearing import change_model, voice_model


def test_it_listens_to_sound_as_a_session_keeps_it() -> None:
    sound, rate = soundfile.read(sample_path(), frames=5 * 48_000, dtype="float32")
    hear = voice_model(resource("model"))
    sounding = hear(to_pcm(np.asarray(soxr.resample(sound, rate, RATE), np.float32)))
    assert sounding is not None
    assert sounding.seconds > 2
    assert hear(b"") is None
    assert change_model(resource("model"))(bytes(2 * RATE)) == []


def test_without_the_networks_the_first_question_tells(tmp_path: Path) -> None:
    hear = voice_model(tmp_path)
    with pytest.raises(ModelMissing):
        hear(bytes(2 * RATE))
    with pytest.raises(ModelMissing):
        change_model(tmp_path)(bytes(2 * RATE))
