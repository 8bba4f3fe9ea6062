"""Where in a sentence somebody else goes on, and before which of its words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from captioner.core.events import Word

_LEAST_MS = 500
"""A voice that is heard for less is a cough, or somebody's *yes*, and changes nothing."""

_NEAR_MS = 400
"""Words are parted where a gap between two is so near the change; their times are no better."""

_ENDING_MS = 500
"""So much farther away may be the gap after a word that ends a sentence."""

_LEAST_PART_MS = 800
"""No part is shorter: whose it is could not be told."""

_ENDS = (".", "?", "!", "…")


@dataclass(frozen=True, slots=True)
class Change:
    """One voice ends at `from_ms`, and another begins at `to_ms`."""

    from_ms: int
    to_ms: int


@dataclass(slots=True)
class _Run:
    voice: int
    first: int
    last: int
    frames: int = 1


def changes(heard: Iterable[int], frame_ms: float) -> list[Change]:
    """Where voices change.

    Args:
        heard: Of each frame who is heard, a bit for each voice.
        frame_ms: How long a frame is.
    """
    runs: list[_Run] = []
    for frame, voices in enumerate(heard):
        run = runs[-1] if runs else None
        if run is not None and voices >> run.voice & 1:
            run.last, run.frames = frame, run.frames + 1
        elif voices:
            runs.append(_Run((voices & -voices).bit_length() - 1, frame, frame))
    least = _LEAST_MS / frame_ms
    long = [run for run in runs if run.frames >= least]
    return [
        Change(round((one.last + 1) * frame_ms), round(other.first * frame_ms))
        for one, other in pairwise(long)
        if one.voice != other.voice
    ]


def cuts(words: Sequence[Word], found: Iterable[Change]) -> list[int]:
    """Before which words a sentence is parted: at the gaps that are nearest to the changes.

    Args:
        words: Those of the sentence.
        found: Changes in it, in the session's time, in order.
    """
    chosen: list[int] = []
    for change in found:
        begins_ms = words[chosen[-1] if chosen else 0].start_ms
        places = [
            place
            for place in range(1, len(words))
            if words[place - 1].end_ms - begins_ms >= _LEAST_PART_MS
            and words[-1].end_ms - words[place].start_ms >= _LEAST_PART_MS
        ]
        if places:
            distance, place = min((_distance(words, place, change), place) for place in places)
            if distance <= _NEAR_MS:
                chosen.append(place)
    return chosen


def _distance(words: Sequence[Word], place: int, change: Change) -> float:
    """From the change to the middle of the gap before a word, in ms; ends of sentences nearer."""
    before = words[place - 1]
    middle = (before.end_ms + words[place].start_ms) / 2
    away = max(change.from_ms - middle, middle - change.to_ms, 0.0)
    return away - (_ENDING_MS if before.text.endswith(_ENDS) else 0.0)
