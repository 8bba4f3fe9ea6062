"""The greedy words for a stretch of sound, found by verifying those of the pass before.

While a line grows, most of its words stay. So the tokens of the last pass go in at once;
where another token is more likely, what follows is dropped and decoded one by one. The
result is that of decoding from scratch.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from captioner.core.audio import RATE
from captioner.engines.moonshine.tokens import BEGIN, END
from captioner.engines.moonshine.weights import Past, Weights

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

_PER_SECOND = 6.5
"""No speech has more tokens a second; more is a loop."""

_AT_LEAST = 3


@dataclass(frozen=True, slots=True)
class Decoded:
    """What was decoded.

    Attributes:
        tokens: Without the beginning and the end.
        likely: How likely each was when all before it were given, 0 to 1.
    """

    tokens: tuple[int, ...] = ()
    likely: tuple[float, ...] = ()


def decode(weights: Weights, sound: "NDArray[float32]", before: Sequence[int] = ()) -> Decoded:
    """The most likely tokens, each chosen with those before it given.

    Args:
        weights: The model.
        sound: 16 kHz, shape (n,).
        before: Tokens to verify.
    """
    most = int(len(sound) / RATE * _PER_SECOND) + _AT_LEAST
    heard = weights.listen(sound)
    before = before[:most]
    scores, past = weights.step([BEGIN, *before], heard, None)
    tokens: list[int] = []
    likely: list[float] = []
    best, chance = _best(scores[0])
    for place, token in enumerate(before, start=1):
        if best != token:
            break
        tokens.append(token)
        likely.append(chance)
        best, chance = _best(scores[place])
    past = _cut(past, len(tokens) + 1)
    while best != END and len(tokens) < most:
        tokens.append(best)
        likely.append(chance)
        scores, past = weights.step([best], heard, past)
        best, chance = _best(scores[0])
    return Decoded(tuple(tokens), tuple(likely))


def _best(scores: "NDArray[float32]") -> tuple[int, float]:
    """The most likely token, and how likely it is."""
    import numpy as np

    best = int(scores.argmax())
    return best, 1 / float(np.exp(scores - scores[best]).sum()) if math.isfinite(
        scores[best]
    ) else 0


def _cut(past: Past, tokens: int) -> Past:
    return {name: values[:, :, :tokens] for name, values in past.items()}
