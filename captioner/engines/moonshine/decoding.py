"""The greedy words for a stretch of sound, found by verifying those of the pass before.

While a line grows, most of its words stay. So the tokens of the last pass go in at once;
where another token is more likely, what follows is dropped and decoded one by one. The
result is that of decoding from scratch.

Word boost makes tokens more likely that spell a term. A term that was begun only because of
that and then is left, or turns out to be the beginning of another word, is taken back:
decoding goes on from before it, without that token.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from captioner.core.audio import RATE
from captioner.core.bias import NOTHING, Begun, Bias
from captioner.engines.moonshine.past import Past, cut
from captioner.engines.moonshine.tokens import BEGIN, END

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

_PER_SECOND = 6.5
"""No speech has more tokens a second; more is a loop."""

_AT_LEAST = 3
_MOST_TAKEN_BACK = 20
_MOST_LOST = 4.0
"""Nats that a term may be less likely than what it replaces; terms that were said lose up to 3."""


class Reads(Protocol):
    """What chooses tokens: a model, or some together. See `Weights`."""

    def listen(self, sound: "NDArray[float32]") -> Past:
        """What is attended to in `sound`."""
        ...

    def step(
        self, tokens: list[int], heard: Past, past: Past | None
    ) -> "tuple[NDArray[float32], Past]":
        """Take further tokens in; scores of what may follow each, and the past."""
        ...


@dataclass(frozen=True, slots=True)
class Decoded:
    """What was decoded.

    Attributes:
        tokens: Without the beginning and the end.
        likely: How likely each was when all before it were given, 0 to 1.
        boosted: The places of the tokens that are there only because of word boost.
    """

    tokens: tuple[int, ...] = ()
    likely: tuple[float, ...] = ()
    boosted: frozenset[int] = frozenset()


def decode(
    weights: Reads,
    sound: "NDArray[float32]",
    before: Sequence[int] = (),
    bias: Bias | None = None,
    given: Sequence[int] = (),
    heard: Past | None = None,
) -> Decoded:
    """The most likely tokens, each chosen with those before it given.

    Args:
        weights: What reads.
        sound: 16 kHz, shape (n,).
        before: Tokens to verify.
        bias: What is preferred.
        given: Tokens that the sound begins with, whatever it sounds like; they are not
            among what is returned.
        heard: What the decoder attends to in the sound; None to hear it here.
    """
    heard = weights.listen(sound) if heard is None else heard
    return _Decoding(weights, len(sound), heard, bias).run(before, given)


@dataclass(slots=True)
class _Choice:
    """A token that was chosen.

    Attributes:
        token: Itself.
        likely: How likely it was without word boost.
        boosted: Whether another was more likely without it.
        lost: By how many nats.
        begun: What the text was in the middle of before it.
        scores: Where it was chosen from.
    """

    token: int
    likely: float
    boosted: bool
    lost: float
    begun: Begun
    scores: "NDArray[float32]" = field(repr=False)


class _Decoding:
    """One stretch of sound while it is decoded.

    Attributes:
        tried: Where word boost first decided for the term that is being spelt, if it did.
    """

    def __init__(self, weights: Reads, length: int, heard: Past, bias: Bias | None) -> None:
        self._weights, self._heard, self._bias = weights, heard, bias
        self._most = int(length / RATE * _PER_SECOND) + _AT_LEAST
        self._chosen: list[_Choice] = []
        self._begun: Begun = NOTHING
        self._tried: int | None = None
        self._refused: dict[int, set[int]] = {}
        self._taken_back = 0

    def run(self, before: Sequence[int], given: Sequence[int]) -> Decoded:
        self._most = max(_AT_LEAST, self._most - len(given))
        before = before[: self._most]
        given = [BEGIN, *given]
        scores, past = self._weights.step([*given, *before], self._heard, None)
        scores = scores[len(given) - 1 :]
        choice = self._choose(scores[0])
        for place, token in enumerate(before, start=1):
            if choice.token != token or self._leaves(token):
                break
            self._take(choice)
            choice = self._choose(scores[place])
        past = cut(past, len(self._chosen) + len(given))
        while True:
            if self._leaves(choice.token):
                choice = self._take_back()
                past = cut(past, len(self._chosen) + len(given))
            elif choice.token == END or len(self._chosen) >= self._most:
                break
            else:
                self._take(choice)
                scores, past = self._weights.step([choice.token], self._heard, past)
                choice = self._choose(scores[0])
        return Decoded(
            tuple(each.token for each in self._chosen),
            tuple(each.likely for each in self._chosen),
            frozenset(place for place, each in enumerate(self._chosen) if each.boosted),
        )

    def _choose(self, scores: "NDArray[float32]") -> _Choice:
        """The best token for the next place."""
        import numpy as np

        refused = self._refused.get(len(self._chosen))
        if refused:
            scores = scores.copy()
            scores[list(refused)] = -np.inf
        best = plain = int(scores.argmax())
        if self._bias is not None and plain != END:  # after the last word nothing is made up
            more = {**self._bias.first, **self._bias.more(self._begun)}
            most = float(scores[plain]) + more.get(plain, 0.0)
            for token, bonus in more.items():
                if scores[token] + bonus > most:
                    best, most = token, float(scores[token]) + bonus
        exponents = np.exp(scores - scores[plain])
        likely = float(exponents[best] / exponents.sum())
        lost = float(scores[plain] - scores[best])
        return _Choice(best, likely, best != plain, lost, self._begun, scores)

    def _take(self, choice: _Choice) -> None:
        if self._bias is not None:
            if self._tried is not None and self._is_whole_before(choice.token):
                self._tried = None
            if choice.boosted and self._tried is None:
                self._tried = len(self._chosen)
            self._begun = self._bias.after(choice.begun, choice.token)
        self._chosen.append(choice)

    def _leaves(self, token: int) -> bool:
        """Whether what word boost began is not gone on with, or is too far from the sound."""
        if self._bias is None or self._tried is None or self._taken_back >= _MOST_TAKEN_BACK:
            return False
        if sum(each.lost for each in self._chosen[self._tried :]) > _MOST_LOST:
            return True
        going_on = {place.term for place in self._begun}
        after = self._bias.after(self._begun, token)
        goes_on = any(place.term in going_on for place in after)
        return not goes_on and not self._is_whole_before(token)

    def _is_whole_before(self, token: int) -> bool:
        """Whether a whole term stands there, and `token` is not more of its word."""
        assert self._bias is not None
        return any(place.is_whole for place in self._begun) and self._bias.ends_word(token)

    def _take_back(self) -> _Choice:
        """Drop all from where word boost decided; the choice there without that token."""
        assert self._tried is not None
        dropped = self._chosen[self._tried]
        del self._chosen[self._tried :]
        place, self._tried = self._tried, None
        self._taken_back += 1
        self._begun = dropped.begun
        self._refused = {at: tokens for at, tokens in self._refused.items() if at <= place}
        self._refused.setdefault(place, set()).add(dropped.token)
        return self._choose(dropped.scores)
