"""The one list of models."""

import re

from captioner.core.models import MODELS, SHIPPED, SPEAKERS, VOICE, FromVendor, FromWheel
from captioner.core.settings import DEFAULTS


def test_the_default_model_comes_with_captioner() -> None:
    assert DEFAULTS.model in SHIPPED
    assert all(isinstance(MODELS[name].origin, FromWheel) for name in SHIPPED)


def test_each_model_stands_under_its_own_name() -> None:
    assert all(name == model.name for name, model in MODELS.items())


def test_every_file_can_be_checked() -> None:
    for model in (*MODELS.values(), VOICE, SPEAKERS):
        for file in model.files:
            assert file.size > 0
            assert re.fullmatch(r"[0-9a-f]{64}", file.sha256) or len(file.crc32c) == 8, file


def test_a_model_is_as_large_as_its_files() -> None:
    assert MODELS["tiny-en"].size == 32_926_247


def test_downloads_are_encrypted() -> None:
    origins = [model.origin for model in MODELS.values()]
    urls = [origin.url for origin in origins if isinstance(origin, FromVendor)]
    assert urls
    assert all(url.startswith("https://") and not url.endswith("/") for url in urls)
