"""What a voice sounds like in a stretch of sound."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sounding:
    """What a stretch of sound sounds like.

    Attributes:
        embedding: The direction of its voice; of any length.
        seconds: How much speech is in it.
    """

    embedding: tuple[float, ...]
    seconds: float


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
