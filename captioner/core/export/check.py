"""Whether subtitles can be read: how fast, how long their lines are, whether they overlap."""

from collections.abc import Iterable
from dataclasses import dataclass

from captioner.core.export.cues import CHARACTERS_A_SECOND, MOST_CHARACTERS, Cue
from captioner.core.sentence import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What was found.

    Attributes:
        cues: How many subtitles there are.
        limit: Characters a second; more is too fast.
        spoken_fast: How many are too fast because people spoke that fast.
        crowded: How many are too fast because the next one follows at once.
        fastest: The most characters a second.
        fastest_ms: When that is.
        too_long: How many have a line that is longer than a picture is wide.
        overlapping: How many begin before the one before ends.
    """

    cues: int = 0
    limit: int = CHARACTERS_A_SECOND
    spoken_fast: int = 0
    crowded: int = 0
    fastest: float = 0.0
    fastest_ms: int = 0
    too_long: int = 0
    overlapping: int = 0

    @property
    def too_fast(self) -> int:
        """How many cannot be read in time."""
        return self.spoken_fast + self.crowded


def check(cues: Iterable[Cue], limit: int | None = None) -> Check:
    """Read through subtitles.

    Args:
        cues: In the order of time.
        limit: Characters a second that people can read; None for what is usual.
    """
    most = limit or CHARACTERS_A_SECOND
    shown = list(cues)
    spoken_fast = crowded = too_long = overlapping = free_from = 0
    fastest, fastest_ms = 0.0, 0
    for cue in shown:
        speed = _speed(cue, cue.end_ms - cue.start_ms)
        if round(speed) > most:
            spoken = _speed(cue, cue.said_ms) > most
            spoken_fast, crowded = spoken_fast + spoken, crowded + (not spoken)
        if speed > fastest:
            fastest, fastest_ms = speed, cue.start_ms
        too_long += any(len(line) > MOST_CHARACTERS for line in cue.lines)
        overlapping += cue.start_ms < free_from
        free_from = cue.end_ms
    return Check(
        cues=len(shown),
        limit=most,
        spoken_fast=spoken_fast,
        crowded=crowded,
        fastest=fastest,
        fastest_ms=fastest_ms,
        too_long=too_long,
        overlapping=overlapping,
    )


def verdict(found: Check) -> list[Sentence]:
    """What there is to say of them, as sentences."""
    said = [Sentence("Subtitles: {n}.", n=found.cues)]
    if found.too_fast:
        seconds = found.fastest_ms // 1000
        said.append(
            Sentence(
                "Faster than {limit} characters a second: {n}, the fastest {speed} at {time}.",
                n=found.too_fast,
                limit=found.limit,
                speed=round(found.fastest),
                time=f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}",
            )
        )
    else:
        said.append(Sentence("None is faster than {limit} characters a second.", limit=found.limit))
    counted = (
        Sentence("Because it was spoken that fast: {n}.", n=found.spoken_fast),
        Sentence("Because the next one follows at once: {n}.", n=found.crowded),
        Sentence("With a line that is too long: {n}.", n=found.too_long),
        Sentence("Overlapping: {n}.", n=found.overlapping),
    )
    said += [sentence for sentence in counted if sentence.values["n"]]
    if not (found.too_long or found.overlapping):
        said.append(
            Sentence("No line is longer than {most}, and none overlap.", most=MOST_CHARACTERS)
        )
    return said


def _speed(cue: Cue, during_ms: int) -> float:
    return sum(map(len, cue.lines)) * 1000 / max(1, during_ms)
