"""What the networks remember of what they have taken in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

Past = Mapping[str, "NDArray[float32]"]
"""Keys and values of tokens or of frames of sound: for each layer shape (1, heads, n, width)."""


def cut(past: Past, count: int) -> Past:
    """The past of the first tokens or frames alone."""
    return {name: values[:, :, :count] for name, values in past.items()}


def joined(first: Past, then: Past) -> Past:
    """The past of both, one after the other."""
    import numpy as np

    return {name: np.concatenate([values, then[name]], axis=2) for name, values in first.items()}


@dataclass(frozen=True, slots=True)
class Heard:
    """What the encoder made of sound, frame by frame.

    Attributes:
        attended: What the decoder attends to.
        kept: What the encoder's own later frames attend to.
    """

    attended: Past
    kept: Past

    @property
    def frames(self) -> int:
        """How many there are."""
        return int(next(iter(self.kept.values())).shape[2])

    def first(self, frames: int) -> "Heard":
        """The first frames alone."""
        return Heard(cut(self.attended, frames), cut(self.kept, frames))

    def followed_by(self, later: "Heard") -> "Heard":
        """This sound and more."""
        return Heard(joined(self.attended, later.attended), joined(self.kept, later.kept))
