"""One copy of each model, with the real ones."""

import shutil
import threading
from pathlib import Path

import numpy as np
import pytest

from captioner.app.resources import resource
from captioner.core.audio import to_floats
from captioner.core.errors import EngineUnavailable, ModelMissing
from captioner.core.models import MODELS, SHIPPED
from captioner.engines.moonshine import possible, weights
from captioner.engines.moonshine.weights import Weights, shared
from tests.engines.speech import spoken


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of a model that nobody has loaded."""
    return shutil.copytree(resource("model") / "tiny-en", tmp_path / "tiny-en")


def test_two_that_ask_at_once_get_one_copy(folder: Path) -> None:
    got: list[Weights] = []
    ask = [
        threading.Thread(target=lambda: got.append(shared(MODELS["tiny-en"], folder)))
        for _ in range(2)
    ]
    for thread in ask:
        thread.start()
    for thread in ask:
        thread.join()
    assert got[0] is got[1]


def test_a_load_that_nobody_waits_for_is_given_up(folder: Path) -> None:
    with pytest.raises(EngineUnavailable):
        shared(MODELS["tiny-en"], folder, lambda: False)
    assert folder not in weights._loaded


@pytest.mark.parametrize("name", ["encoder.onnx", "decoder.onnx", "tokenizer.bin"])
def test_a_file_of_another_version_is_told(folder: Path, name: str) -> None:
    shutil.copy(resource("model") / "base-en" / name, folder / name)
    with pytest.raises(ModelMissing, match="“Tiny English” is damaged"):
        shared(MODELS["tiny-en"], folder)


def test_a_half_prepared_model_is_told(folder: Path) -> None:
    (folder / "decoder.onnx").unlink()
    with pytest.raises(ModelMissing):
        shared(MODELS["tiny-en"], folder)


def test_an_old_processor_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(possible, "is_too_old", lambda: True)
    with pytest.raises(EngineUnavailable, match="AVX"):
        shared(MODELS["tiny-en"], folder)


@pytest.mark.parametrize("name", SHIPPED)
def test_each_shipped_model_loads(name: str) -> None:
    assert b" the" in shared(MODELS[name], resource("model") / name).tokens


def test_in_compact_form_it_hears_the_same() -> None:
    path = resource("model") / "tiny-en"
    sound = to_floats(spoken(0.0, 3.0))
    plain, compact = (
        shared(MODELS["tiny-en"], path, compact=form).listen(sound) for form in (False, True)
    )
    assert plain.keys() == compact.keys()
    for name, values in plain.items():
        np.testing.assert_allclose(compact[name], values, atol=1e-3)


def test_of_each_form_there_is_one_copy(folder: Path) -> None:
    forms = [shared(MODELS["tiny-en"], folder, compact=form) for form in (False, True)]
    assert forms[0] is not forms[1]
    assert forms == [shared(MODELS["tiny-en"], folder, compact=form) for form in (False, True)]
