"""One stream of sound, read by our own decoding."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from captioner.core.audio import RATE
from captioner.core.bias import Bias
from captioner.core.endpointing import Endpointing, Span
from captioner.core.nearly import NearTerms
from captioner.core.pauses import HOP
from captioner.core.utterance import Line
from captioner.engines.memory import give_back
from captioner.engines.moonshine.decoding import Decoded, Reads, decode
from captioner.engines.moonshine.growing import Growing
from captioner.engines.moonshine.kept import Kept
from captioner.engines.moonshine.nearly import with_terms
from captioner.engines.moonshine.past import Past
from captioner.engines.moonshine.recent import Read, Recent
from captioner.engines.moonshine.surest import (
    is_as_good,
    is_as_much,
    is_doubtful,
    is_hopeless,
    is_sure,
    surest,
    without_repeat,
)
from captioner.engines.moonshine.together import Together
from captioner.engines.moonshine.tokens import words
from captioner.engines.moonshine.voice import Voice
from captioner.engines.moonshine.weights import Weights

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

_LEAST_VOICED = 3
"""A line with fewer hops that hold a voice is a noise, as one is that was said behind who
speaks, unless its words are sure."""

_QUIET = RATE // 5
"""What is read in doubt is heard once more with so much silence before it."""


class Stream:
    """One stream over shared weights. Owned by one thread.

    Args:
        weights: The model that reads while somebody speaks.
        voice: The voice detector's network.
        better: The model that reads what is finished.
        together: What reads with it where it is in doubt; None where that takes too long.
    """

    cuts_long_lines = True

    def __init__(
        self,
        weights: Weights,
        voice: "InferenceSession",
        better: Weights,
        together: Together | None = None,
    ) -> None:
        import numpy as np

        self._weights, self._better, self._together = weights, better, together
        self._voice = Voice(voice)
        self._endpointing = Endpointing(0)
        self._kept = Kept()
        self._rest: NDArray[float32] = np.zeros(0, np.float32)
        self._lines: list[Line] = []
        self._open = Decoded()
        self._growing = Growing(weights)
        self._known: object = None
        """Of which sound `_open` was read last, and with which terms."""
        self._count = 0
        self._recent = Recent()
        self._tried = (0, 0)
        """The stretch that was read again last."""
        self._biases: dict[Weights, Bias | None] = {}
        self.prefer(())

    def prefer(self, terms: Sequence[str]) -> None:
        """As `Recogniser` says."""
        self._biases = {
            each: Bias(terms, each.spelt) if terms else None
            for each in {self._weights, self._better}
        }
        self._near = NearTerms(terms)

    def add(self, sound: "NDArray[float32]") -> None:
        """As `Recogniser` says."""
        import numpy as np

        self._kept.add(sound)
        sound = np.concatenate([self._rest, sound])
        whole = len(sound) - len(sound) % HOP
        self._rest = sound[whole:]
        for start in range(0, whole, HOP):
            self._hear(sound[start : start + HOP])

    def read(self) -> list[Line]:
        """As `Recogniser` says."""
        spans = self._endpointing.spans
        for span in spans[len(self._lines) :]:
            if not span.complete:
                return [*self._lines, self._open_line(span)]
            self._growing = Growing(self._weights)  # what it holds of 14 s is 30 MB
            self._lines.append(self._finished_line(span))
            self._count, self._open, self._known = self._count + 1, Decoded(), None
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
        if position != self._kept.end:
            self._voice.forget()
            self._recent.forget()
            self._tried = (0, 0)
            self._kept.restart(position)
        return lines

    def read_again(self, start: int, end: int) -> Line | None:
        """As `Recogniser` says."""
        parts = self._recent.within(start, end)
        if not parts or self._tried == (start, end) or self._kept.first > start:
            return None
        self._tried = start, end
        first, _ = self._recent.before(start, end)
        if len(parts) == 1 and first == start and not self._is_doubtful(parts[0].decoded):
            return None
        again = self._heard_with_before(start, end)
        give_back()  # 60 MB of a long stretch that the C library would keep for the next
        if not is_as_much(self._better.tokens, again, [part.decoded for part in parts]):
            return None
        again = self._with_terms(again, start, end)
        self._recent.add(Read(start, end, again))
        return self._written(self._better, again, Span(start, end, end, complete=True))

    def close(self) -> None:
        """The weights stay: others use them."""

    def _hear(self, hop: "NDArray[float32]") -> None:
        self._endpointing.hear(self._voice.hear(hop), float(hop @ hop))

    def _open_line(self, span: Span) -> Line:
        """A line as it reads now; what was read of it before is verified."""
        if span.voiced >= _LEAST_VOICED and self._known != (known := self._key(span)):
            sound, bias = self._kept.between(span.start, span.spoken), self._biases[self._weights]
            heard = self._growing.hear(sound)
            self._open = decode(self._weights, sound, self._open.tokens, bias, heard=heard)
            self._known = known
        return self._written(self._weights, self._open, span)

    def _finished_line(self, span: Span) -> Line:
        """A line that has ended; it may be read again with others."""
        decoded = self._with_terms(self._finished(span), span.start, span.spoken)
        stopped_early = 2 * len(decoded.tokens) < len(self._open.tokens)
        if stopped_early and is_sure(self._weights.tokens, self._open):
            return self._written(self._weights, self._open, span)
        is_noise = span.behind or span.voiced < _LEAST_VOICED
        if is_noise and not is_sure(self._better.tokens, decoded):
            return self._written(self._better, Decoded(), span)
        self._recent.add(Read(span.start, span.end, decoded))
        return self._written(self._better, decoded, span)

    def _finished(self, span: Span) -> Decoded:
        """What has ended, heard at once: what was heard as it grew may end too early."""
        before = self._open.tokens if self._better is self._weights else ()
        sound, bias = self._kept.between(span.start, span.spoken), self._biases[self._better]
        return decode(self._better, sound, before, bias)

    def _heard_with_before(self, start: int, end: int) -> Decoded:
        """A finished stretch, heard with what was said before it.

        Where in doubt it is read together, and, if doubt is left, heard alone, too.
        """
        import numpy as np

        first, given = self._recent.before(start, end)
        sound, bias = self._kept.between(first, end), self._biases[self._better]
        before = [
            token for part in self._recent.within(start, end) for token in part.decoded.tokens
        ]

        def read_by(reader: Reads, heard: Past, bias: Bias | None) -> Decoded:
            read = decode(reader, sound, before, bias, given, heard)
            return without_repeat(read, given, before)

        reader: Reads = self._better
        heard = self._better.listen(sound)
        read = read_by(reader, heard, bias)
        may_help = self._is_doubtful(read) and not is_hopeless(read)
        # Terms are for the better one alone: together, how likely tokens are varies less, so
        # that terms would come in that nobody said.
        if self._together and may_help and not self._with_terms(read, start, end).boosted:
            other = read_by(self._together, self._together.listen(sound, heard), None)
            if is_as_good(self._better.tokens, other, read):
                reader, read, bias = self._together, other, None
        if not self._is_doubtful(read):
            return read
        del heard  # 15 MB
        alone = np.concatenate([np.zeros(_QUIET, np.float32), self._kept.between(start, end)])
        other = decode(reader, alone, read.tokens, bias)
        return surest(self._better.tokens, read, other)

    def _is_doubtful(self, read: Decoded) -> bool:
        return is_doubtful(self._better.tokens, read)

    def _with_terms(self, read: Decoded, start: int, end: int) -> Decoded:
        return with_terms(self._better, self._kept.between(start, end), read, self._near)

    def _key(self, span: Span) -> object:
        return span.start, span.spoken, self._biases

    def _written(self, weights: Weights, decoded: Decoded, span: Span) -> Line:
        found = words(weights.tokens, decoded.tokens)
        return Line(
            id=self._count,
            texts=tuple(text for text, _ in found),
            start=span.start,
            end=min(span.end, self._kept.end),
            complete=span.complete,
            sure=tuple(
                round(math.prod(decoded.likely[place] for place in places), 2)
                for _, places in found
            ),
            boosted=frozenset(
                word for word, (_, places) in enumerate(found) if decoded.boosted & set(places)
            ),
            silence=span.silence,
        )

    @staticmethod
    def _padded(sound: "NDArray[float32]") -> "NDArray[float32]":
        import numpy as np

        return np.concatenate([sound, np.zeros(HOP - len(sound), np.float32)])
