"""A model that was downloaded reads the sample, before it is used."""

import wave
from difflib import SequenceMatcher
from pathlib import Path

from captioner.core.audio import RATE, Resampler, to_floats
from captioner.core.errors import EngineError, EngineUnavailable, ModelMissing
from captioner.core.joins import bare
from captioner.core.models import Model
from captioner.core.sentence import Sentence
from captioner.engines.moonshine.open import open_recogniser
from captioner.engines.sample import SAID, sample_path

_SECONDS = 6
_ALIKE = 0.85
_LEAST_WORDS = 8


def prove(model: Model, folder: Path) -> None:
    """Read the sample's first seconds with a model; blocks for about as long on a slow computer.

    Args:
        model: What reads.
        folder: Where its files are.

    Raises:
        EngineUnavailable: This computer has nothing to run it or nothing to read.
        ModelMissing: What it reads is not what is said.
    """
    try:
        words = [bare(text) for text in _read(model, folder)]
    except EngineUnavailable:
        raise
    except EngineError as error:
        raise _unproven(model) from error
    said = SAID.split()[: len(words)]
    alike = SequenceMatcher(None, words, said, autojunk=False).ratio()
    if len(words) < _LEAST_WORDS or alike < _ALIKE:
        raise _unproven(model)


def _read(model: Model, folder: Path) -> list[str]:
    recogniser = open_recogniser(model, folder)
    try:
        with wave.open(str(sample_path())) as file:
            rate, channels = file.getframerate(), file.getnchannels()
            frames = file.readframes(_SECONDS * rate)
        resampler = Resampler(rate, channels=channels)
        recogniser.add(to_floats(resampler.feed(frames) + resampler.finish()))
        return [text for line in recogniser.restart(_SECONDS * RATE) for text in line.texts]
    finally:
        recogniser.close()


def _unproven(model: Model) -> ModelMissing:
    return ModelMissing(
        Sentence(
            "The model “{label}” read a sample wrong and is not used.", label=Sentence(model.label)
        ),
        "The model you had stays. Try the download again later.",
    )
