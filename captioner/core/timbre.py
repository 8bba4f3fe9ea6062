"""What a voice sounds like in a stretch of sound."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import mul


@dataclass(frozen=True, slots=True)
class Sounding:
    """What a stretch of sound sounds like.

    Attributes:
        embedding: The direction of its voice; of any length.
        seconds: How much speech is in it.
    """

    embedding: tuple[float, ...]
    seconds: float

    @property
    def tells(self) -> bool:
        """Whether its embedding has a direction."""
        return has_direction(self.embedding)


def together(pieces: Iterable[Sounding]) -> Sounding | None:
    """What pieces of one sentence sound like, as if they had been heard as one; None of none.

    Their embeddings are left as long as they are: a piece that tells little has a short one.
    """
    all_of_it = list(pieces)
    seconds = sum(piece.seconds for piece in all_of_it)
    if not all_of_it or not seconds:
        return None
    weighed = ([piece.seconds * each for each in piece.embedding] for piece in all_of_it)
    return Sounding(tuple(sum(each) / seconds for each in zip(*weighed, strict=True)), seconds)


def has_direction(embedding: Sequence[float]) -> bool:
    """Whether it is longer than nothing, and all of it are numbers."""
    return 0 < cosine(embedding, embedding) < math.inf


def unit(embedding: Sequence[float]) -> tuple[float, ...]:
    """The same direction with length 1, of an embedding that has one."""
    length = math.sqrt(cosine(embedding, embedding))
    return tuple(value / length for value in embedding)


def cosine(one: Sequence[float], other: Sequence[float]) -> float:
    """The cosine of the angle between two directions of length 1; their product otherwise."""
    return float(sum(map(mul, one, other)))
