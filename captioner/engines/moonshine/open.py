"""The recogniser for a model: our own decoding, or the vendor's library."""

from collections.abc import Callable
from pathlib import Path

from captioner.core.models import MODELS, SHIPPED, Model
from captioner.engines.models import check_before_use
from captioner.engines.moonshine.base import Recogniser
from captioner.engines.moonshine.library import Library
from captioner.engines.moonshine.stream import Stream
from captioner.engines.moonshine.weights import shared, voice_network


def open_recogniser(
    model: Model, folder: Path, is_wanted: Callable[[], bool] = lambda: True
) -> Recogniser:
    """A fresh stream; blocks while the model is loaded, for about a second the first time.

    Args:
        model: What reads.
        folder: Where its files are.
        is_wanted: Asked between the parts of a load; False gives it up.

    Raises:
        EngineUnavailable: It cannot run on this machine, or nobody waits any more.
        ModelMissing: A file is absent or damaged.
    """
    if model.arch is not None:
        check_before_use(model, folder)
        return Library(folder, model.arch)
    better = folder.parent / SHIPPED[0]
    return Stream(
        shared(model, folder, is_wanted),
        voice_network(folder.parent),
        shared(MODELS[SHIPPED[0]], better, is_wanted) if better.exists() else None,
    )
