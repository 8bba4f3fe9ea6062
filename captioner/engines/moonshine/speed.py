"""How fast this computer reads, measured once in a program: which model follows live speech."""

import time
from functools import cache

from captioner.core.audio import RATE
from captioner.engines.moonshine.tokens import BEGIN
from captioner.engines.moonshine.weights import Weights

_SECONDS = 3
_TOKENS = 12
"""So many are said in that time."""

_LIVE_NEEDS = 6.0
"""A line is read about four times while it is spoken, and others need the processor too."""


@cache
def speed(weights: Weights) -> float:
    """How many times as fast as it is spoken a model reads speech; takes some tenths of a second.

    Only the processor's time counts: what else runs now may be over soon.
    """
    import numpy as np

    sound = np.random.default_rng(1).normal(0, 0.05, _SECONDS * RATE).astype(np.float32)
    weights.listen(sound[:RATE])  # the first call takes memory
    began = time.thread_time()
    heard = weights.listen(sound)
    _, past = weights.step([BEGIN], heard, None)
    for token in range(_TOKENS):
        _, past = weights.step([BEGIN + token], heard, past)
    return _SECONDS / max(time.thread_time() - began, 1e-3)


def follows_speech(weights: Weights) -> bool:
    """Whether a model is fast enough here for words while somebody speaks."""
    return speed(weights) >= _LIVE_NEEDS
