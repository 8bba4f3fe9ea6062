"""The one table of text formats."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from captioner.core.export.plain_text import plain_text
from captioner.core.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a transcript as text.

    Attributes:
        label: Its name on screen.
        suffix: The end of its files' names, with the dot.
        render: Makes the text.
    """

    label: str
    suffix: str
    render: Callable[[Transcript], str]


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "txt": Format("Text", ".txt", plain_text),
    }
)
