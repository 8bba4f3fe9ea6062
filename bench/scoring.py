"""How good captions are, by one set of definitions for every recogniser.

*Delay* of a word: from its end in the sound to its first correct appearance at any
strength; *firm delay*: to full strength; *rewritten*: words of any strength withdrawn or
replaced, per 100 final words; *corrected*: the same of words at full strength.
Words are compared without case and punctuation, numbers spelt out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import jiwer

from bench.speech import Clip, normalised

_AHEAD_S = 0.35
"""A word may be matched this long before its end: the reference times are not exact."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on the screen from a moment on.

    Attributes:
        at_s: The moment, in seconds since the first sample was due.
        firm: The text at full strength: all finals, and the agreed words.
        faint: The text behind it.
        final: Whether this brought a final.
    """

    at_s: float
    firm: str
    faint: str
    final: bool


@dataclass(slots=True)
class Score:
    """Sums over clips."""

    delays: list[float] = field(default_factory=list)
    firm_delays: list[float] = field(default_factory=list)
    final_delays: list[float] = field(default_factory=list)
    words: int = 0
    rewritten: int = 0
    corrected: int = 0
    reference: int = 0
    errors: int = 0

    def add(self, clip: Clip, history: Sequence[Shown]) -> None:
        """Count one clip; the last of `history` shows the whole transcript."""
        before: list[str] = []
        firm_before: list[str] = []
        for shown in history:
            firm = normalised(shown.firm)
            words = firm + normalised(shown.faint)
            self.rewritten += _lost(before, words)
            self.corrected += _lost(firm_before, firm)
            before, firm_before = words, firm
        self.words += len(before)
        self.reference += len(clip.words)
        self.errors += _distance(clip.words, before)
        first, firm_first = first_shown(clip, history)
        self.delays += [at - clip.ends_s[index] for index, at in first.items()]
        self.firm_delays += [at - clip.ends_s[index] for index, at in firm_first.items()]
        last = max((shown.at_s for shown in history if shown.final), default=0.0)
        self.final_delays.append(last - clip.ends_s[-1])

    @property
    def error_rate(self) -> float:
        """Word errors per 100 reference words."""
        return 100 * self.errors / self.reference

    def per_100(self, count: int) -> float:
        """`count` per 100 final words."""
        return 100 * count / max(1, self.words)


def first_shown(clip: Clip, history: Sequence[Shown]) -> tuple[dict[int, float], dict[int, float]]:
    """When each word of the clip was first there, by its place: at any and at full strength."""
    first: dict[int, float] = {}
    firm_first: dict[int, float] = {}
    for shown in history:
        firm = normalised(shown.firm)
        words = firm + normalised(shown.faint)
        said = sum(end <= shown.at_s + _AHEAD_S for end in clip.ends_s)
        for place, spoken in _matches(words, clip.words[:said]):
            first.setdefault(spoken, shown.at_s)
            if place < len(firm):
                firm_first.setdefault(spoken, shown.at_s)
    return first, firm_first


def quantile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed; NaN of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def _matches(words: Sequence[str], reference: Sequence[str]) -> list[tuple[int, int]]:
    """Places of equal words, (in words, in reference), by the fewest edits."""
    return [
        (place, spoken)
        for chunk in _chunks(reference, words)
        if chunk.type == "equal"
        for place, spoken in zip(
            range(chunk.hyp_start_idx, chunk.hyp_end_idx),
            range(chunk.ref_start_idx, chunk.ref_end_idx),
            strict=True,
        )
    ]


def _lost(before: Sequence[str], after: Sequence[str]) -> int:
    """How many words of `before` are not in `after` any more."""
    return sum(
        chunk.ref_end_idx - chunk.ref_start_idx
        for chunk in _chunks(before, after)
        if chunk.type in ("substitute", "delete")
    )


def _distance(reference: Sequence[str], words: Sequence[str]) -> int:
    out = jiwer.process_words(" ".join(reference), " ".join(words))
    return int(out.substitutions + out.deletions + out.insertions)


def _chunks(reference: Sequence[str], words: Sequence[str]) -> list[jiwer.AlignmentChunk]:
    if not reference:
        return []
    if not words:
        return [jiwer.AlignmentChunk("delete", 0, len(reference), 0, 0)]
    return list(jiwer.process_words(" ".join(reference), " ".join(words)).alignments[0])
