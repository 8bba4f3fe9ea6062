"""A model reads the sample before it is used: the real one, and what is wrong with one."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from captioner.app.resources import resource
from captioner.core.errors import ModelMissing
from captioner.core.models import MODELS, VOICE, Model, ModelFile
from captioner.engines.proof import prove

TINY = MODELS["tiny-en"]


def came(folder: Path, **instead: bytes) -> Model:
    """A model whose download is whole, with other content in some of its files."""
    place = folder / TINY.name
    place.mkdir()
    (folder / VOICE.name).symlink_to(resource("model") / VOICE.name)
    files = []
    for file in TINY.files:
        content = instead.get(
            Path(file.name).stem, (resource("model") / TINY.name / file.name).read_bytes()
        )
        (place / file.name).write_bytes(content)
        files.append(ModelFile(file.name, len(content), hashlib.sha256(content).hexdigest()))
    return replace(TINY, files=tuple(files))


def test_a_model_that_reads_the_sample_right_is_used() -> None:
    prove(TINY, resource("model") / TINY.name)


def test_the_tokens_of_another_version_are_found_out(tmp_path: Path) -> None:
    tokens = (resource("model") / TINY.name / "tokenizer.bin").read_bytes()
    one_less = tokens[1 + tokens[0] :]
    model = came(tmp_path, tokenizer=one_less)
    with pytest.raises(ModelMissing, match=r"Tiny English.*is not used"):
        prove(model, tmp_path / TINY.name)


def test_a_network_with_a_hole_in_it_is_found_out(tmp_path: Path) -> None:
    decoder = bytearray((resource("model") / TINY.name / "decoder.onnx").read_bytes())
    middle = len(decoder) // 2
    decoder[middle : middle + 4_000_000] = bytes(4_000_000)
    with pytest.raises(ModelMissing, match="is not used"):
        prove(came(tmp_path, decoder=bytes(decoder)), tmp_path / TINY.name)


def test_what_is_no_network_at_all_is_found_out(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="is not used"):
        prove(came(tmp_path, encoder=b"not a network"), tmp_path / TINY.name)
