"""The recogniser for a model: our own decoding, or the vendor's library."""

from collections.abc import Callable
from pathlib import Path

from captioner.core.errors import ModelMissing
from captioner.core.models import MODELS, SHIPPED, Model
from captioner.engines.models import check_before_use
from captioner.engines.moonshine.base import Recogniser
from captioner.engines.moonshine.library import Library
from captioner.engines.moonshine.speed import follows_speech
from captioner.engines.moonshine.stream import Stream
from captioner.engines.moonshine.together import Together
from captioner.engines.moonshine.weights import Weights, shared, voice_network


def open_recogniser(
    model: Model, folder: Path, is_wanted: Callable[[], bool] = lambda: True
) -> Recogniser:
    """A fresh stream; blocks while the model is loaded, for about a second the first time.

    Where this computer is too slow for the better model to follow speech, the lighter one
    does, and the better one reads what is finished. Where it is not, the lighter one helps
    with what the better one is in doubt of.

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
    finals = live = shared(model, folder, is_wanted)
    together = None
    if model.name == SHIPPED[0]:
        helps = follows_speech(finals)
        lighter = _lighter(folder.parent, is_wanted, compact=helps)
        if lighter is not None and helps:
            together = Together(finals, lighter)
        elif lighter is not None:
            live = lighter
    return Stream(live, voice_network(folder.parent), finals, together)


def _lighter(models: Path, is_wanted: Callable[[], bool], *, compact: bool) -> Weights | None:
    """The lighter model, where it is and is whole: the better one reads without it, too."""
    folder = models / SHIPPED[-1]
    if not folder.exists():
        return None
    try:
        return shared(MODELS[folder.name], folder, is_wanted, compact=compact)
    except ModelMissing:
        return None
