"""The kinds of files that a transcript is exported as, and what may stand in each."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType


class Part(Enum):
    """What may stand in an export, or not; the value is its name on the command line."""

    TIMES = "times"
    NAMES = "names"
    MARKS = "marks"
    GAPS = "gaps"


EVERYTHING = frozenset(Part)
_MARKS = frozenset({Part.MARKS})
_IN_CUES = frozenset({Part.NAMES, Part.MARKS, Part.GAPS})
"""What may stand in subtitles, which have times of their own."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What is said of a format.

    Attributes:
        label: Its name on screen.
        suffix: The end of its files' names, with the dot.
        usual: What stands in it unless something else is wanted.
        offers: What may stand in it or not.
        subtitles: Whether it is read in time.
    """

    label: str
    suffix: str
    usual: frozenset[Part] = EVERYTHING
    offers: frozenset[Part] = EVERYTHING
    subtitles: bool = False


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "txt": Kind("Text", ".txt", _MARKS),
        "txt-times": Kind("Text with times and gaps", ".txt"),
        "md": Kind("Markdown", ".md"),
        "srt": Kind("Subtitles (SubRip)", ".srt", _IN_CUES, _IN_CUES, subtitles=True),
        "vtt": Kind("Subtitles (WebVTT)", ".vtt", _IN_CUES, _IN_CUES, subtitles=True),
        "json": Kind("JSON", ".json", EVERYTHING, frozenset()),
        "docx": Kind("Word document", ".docx"),
    }
)
"""In the order in which they are offered. How each is written stands in `core.export.formats`,
and of Word documents in `storage`."""
