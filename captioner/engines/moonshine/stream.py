"""One stream of sound, read by our own decoding."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from captioner.core.audio import RATE
from captioner.core.bias import Bias
from captioner.core.endpointing import ENDS_AFTER, Endpointing, Span
from captioner.core.pauses import HOP
from captioner.core.utterance import Line
from captioner.engines.moonshine.decoding import Decoded, decode
from captioner.engines.moonshine.tokens import words
from captioner.engines.moonshine.voice import Voice
from captioner.engines.moonshine.weights import Weights

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

_KEPT = 30 * RATE
"""How much sound is kept: more than an utterance has."""

_LEAST_VOICED = 3
"""A line with fewer hops that hold a voice is a noise."""


class Stream:
    """One stream over shared weights. Owned by one thread.

    Args:
        weights: The model that reads while somebody speaks.
        voice: The voice detector's network.
        better: The model that reads what is finished.
    """

    tail = (ENDS_AFTER + 2) * HOP
    """The detector hears a voice for two hops after its end."""

    def __init__(self, weights: Weights, voice: "InferenceSession", better: Weights) -> None:
        import numpy as np

        self._weights, self._better = weights, better
        self._voice = Voice(voice)
        self._endpointing = Endpointing(0)
        self._sound: NDArray[float32] = np.zeros(0, np.float32)
        self._end = 0
        self._rest: NDArray[float32] = self._sound
        self._lines: list[Line] = []
        self._open = Decoded()
        self._known: object = None
        """What read `_open`, of which sound and with which terms: that need not be read again."""
        self._count = 0
        self._biases: dict[Weights, Bias | None] = {}
        self.prefer(())

    def prefer(self, terms: Sequence[str]) -> None:
        """As `Recogniser` says."""
        self._biases = {
            each: Bias(terms, each.spelt) if terms else None
            for each in {self._weights, self._better}
        }

    def add(self, sound: "NDArray[float32]") -> None:
        """As `Recogniser` says."""
        import numpy as np

        self._sound = np.concatenate([self._sound[-_KEPT:], sound])
        self._end += len(sound)
        sound = np.concatenate([self._rest, sound])
        whole = len(sound) - len(sound) % HOP
        self._rest = sound[whole:]
        for start in range(0, whole, HOP):
            self._hear(sound[start : start + HOP])

    def read(self) -> list[Line]:
        """As `Recogniser` says."""
        spans = self._endpointing.spans
        for span in spans[len(self._lines) :]:
            line = self._line(span)
            if not span.complete:
                return [*self._lines, line]
            self._lines.append(line)
            self._count, self._open = self._count + 1, Decoded()
        return list(self._lines)

    def restart(self, position: int) -> list[Line]:
        """As `Recogniser` says."""
        if len(self._rest):
            self._hear(self._padded(self._rest))
            self._rest = self._rest[:0]
        self._endpointing.cut()
        lines = self.read()
        self._endpointing.restart(position)
        self._lines = []
        if position != self._end:
            self._voice.forget()
            self._sound, self._end = self._sound[:0], position
        return lines

    def read_again(self, start: int, end: int) -> Line | None:
        """As `Recogniser` says."""
        sound = self._between(start, end)
        if len(sound) < end - start:
            return None
        return self._written(
            self._better, self._decode(self._better, sound), Span(start, end, end, complete=True)
        )

    def close(self) -> None:
        """The weights stay: others use them."""

    def _hear(self, hop: "NDArray[float32]") -> None:
        self._endpointing.hear(self._voice.hear(hop), float(hop @ hop))

    def _line(self, span: Span) -> Line:
        """A line as it reads now; what was read of it before is verified."""
        reads = self._better if span.complete else self._weights
        if span.complete and span.voiced < _LEAST_VOICED:
            self._open, self._known = Decoded(), None
        elif self._known != (reads, span.start, span.spoken, self._biases):
            before = self._open.tokens if reads is self._weights else ()
            decoded = self._decode(reads, self._between(span.start, span.spoken), before)
            if reads is not self._weights and 2 * len(decoded.tokens) < len(self._open.tokens):
                return self._written(self._weights, self._open, span)  # it stopped early
            self._open = decoded
            self._known = reads, span.start, span.spoken, self._biases
        return self._written(reads, self._open, span)

    def _decode(
        self, weights: Weights, sound: "NDArray[float32]", before: Sequence[int] = ()
    ) -> Decoded:
        return decode(weights, sound, before, self._biases[weights])

    def _written(self, weights: Weights, decoded: Decoded, span: Span) -> Line:
        found = words(weights.tokens, decoded.tokens)
        return Line(
            id=self._count,
            texts=tuple(text for text, _ in found),
            start=span.start,
            end=min(span.end, self._end),
            complete=span.complete,
            sure=tuple(
                round(math.prod(decoded.likely[place] for place in places), 2)
                for _, places in found
            ),
            boosted=frozenset(
                word for word, (_, places) in enumerate(found) if decoded.boosted & set(places)
            ),
        )

    def _between(self, start: int, end: int) -> "NDArray[float32]":
        first = self._end - len(self._sound)
        return self._sound[max(0, start - first) : max(0, end - first)]

    @staticmethod
    def _padded(sound: "NDArray[float32]") -> "NDArray[float32]":
        import numpy as np

        return np.concatenate([sound, np.zeros(HOP - len(sound), np.float32)])
