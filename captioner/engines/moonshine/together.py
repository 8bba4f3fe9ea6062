"""Two models that choose each token together, where one alone is in doubt.

They were trained apart and err apart: the lighter model is worse, and yet what both hold likely
is right more often than what the better one alone does. The better one also hears the sound a
little faster, which is another sound to it. Shares and speed were found on one half of the
recordings of `bench/rooms.py`.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from captioner.core.audio import faster
from captioner.engines.moonshine.past import Past
from captioner.engines.moonshine.weights import Weights

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

_AS_IT_IS, _FASTER, _LIGHTER = 0.3, 0.25, 0.45
"""What each reading counts for: shares of the logarithm of how likely a token is."""

_TIMES = 1.1


class Together:
    """Reads as `Weights` does.

    Args:
        better: One model.
        lighter: Another that has the same tokens.
    """

    def __init__(self, better: Weights, lighter: Weights) -> None:
        self._readers = ((better, _AS_IT_IS), (better, _FASTER), (lighter, _LIGHTER))

    def listen(self, sound: "NDArray[float32]", heard: Past | None = None) -> Past:
        """What is attended to in `sound`, 16 kHz, shape (n,).

        Args:
            sound: The sound.
            heard: What the better model heard in it already, if it did.
        """
        (better, _), _, (lighter, _) = self._readers
        each = (
            better.listen(sound) if heard is None else heard,
            better.listen(faster(sound, _TIMES)),
            lighter.listen(sound),
        )
        return _as_one(each)

    def step(
        self, tokens: list[int], heard: Past, past: Past | None
    ) -> "tuple[NDArray[float32], Past]":
        """Take further tokens in, as `Weights.step` does; the scores are of all together."""
        import numpy as np

        pasts = [None] * len(self._readers) if past is None else list(self._of_each(past))
        scores: NDArray[float32] = np.zeros(1, np.float32)
        after: list[Past] = []
        for (weights, share), one, before in zip(
            self._readers, self._of_each(heard), pasts, strict=True
        ):
            theirs, then = weights.step(tokens, one, before)
            _to_logarithms(theirs)
            theirs *= np.float32(share)
            scores = theirs if not after else np.add(scores, theirs, out=scores)
            after.append(then)
        return scores, _as_one(after)

    def _of_each(self, past: Past) -> Iterator[Past]:
        """The past of each reader, out of that of all."""
        for number in range(len(self._readers)):
            yield {
                name.removeprefix(f"{number}/"): values
                for name, values in past.items()
                if name.startswith(f"{number}/")
            }


def _as_one(pasts: Sequence[Past]) -> Past:
    """The pasts of all readers as one, which can be cut as one."""
    return {
        f"{number}/{name}": values
        for number, past in enumerate(pasts)
        for name, values in past.items()
    }


def _to_logarithms(scores: "NDArray[float32]") -> None:
    """Of how likely each token is, shape (n, all tokens); in place, for that is 10 MB and more."""
    import numpy as np

    for row in scores:
        row -= row.max()
        row -= np.log(np.exp(row).sum())
