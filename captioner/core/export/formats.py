"""The one table of text formats."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from captioner.core.export.json_text import json_text
from captioner.core.export.markdown import markdown
from captioner.core.export.plain_text import plain_text
from captioner.core.export.srt import srt
from captioner.core.export.timed_text import timed_text
from captioner.core.export.vtt import vtt
from captioner.core.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Kind:
    """What is said of a format.

    Attributes:
        label: Its name on screen.
        suffix: The end of its files' names, with the dot.
    """

    label: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Format(Kind):
    """A way to write a transcript as text.

    Attributes:
        render: Makes the text.
    """

    render: Callable[[Transcript], str]


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "txt": Format("Text", ".txt", plain_text),
        "txt-times": Format("Text with times and gaps", ".txt", timed_text),
        "md": Format("Markdown", ".md", markdown),
        "srt": Format("Subtitles (SubRip)", ".srt", srt),
        "vtt": Format("Subtitles (WebVTT)", ".vtt", vtt),
        "json": Format("JSON", ".json", json_text),
    }
)
