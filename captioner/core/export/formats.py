"""The one table of text formats."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, TypeVar

from captioner.core.export.check import Check, check
from captioner.core.export.cues import Cue
from captioner.core.export.json_text import json_text
from captioner.core.export.markdown import markdown
from captioner.core.export.plain_text import plain_text
from captioner.core.export.srt import srt, srt_cues
from captioner.core.export.timed_text import timed_text
from captioner.core.export.vtt import vtt, vtt_cues
from captioner.core.export.wish import AS_USUAL, Style, Wish, part_of
from captioner.core.file_kinds import KINDS, Kind, Part
from captioner.core.transcript import Transcript

Content = TypeVar("Content", str, bytes)


@dataclass(frozen=True, slots=True)
class Format(Generic[Content]):
    """A way to write a transcript.

    Attributes:
        kind: What is said of it.
        write: Makes the content.
    """

    kind: Kind
    write: Callable[[Transcript, Style], Content]

    @property
    def label(self) -> str:
        """Its name on screen."""
        return self.kind.label

    @property
    def suffix(self) -> str:
        """The end of its files' names, with the dot."""
        return self.kind.suffix

    def render(self, transcript: Transcript, wish: Wish = AS_USUAL) -> Content:
        """What of a transcript is wanted, in this format."""
        return self.write(*_wanted(self.kind, transcript, wish))


def _wanted(kind: Kind, transcript: Transcript, wish: Wish) -> tuple[Transcript, Style]:
    asked = kind.usual if wish.parts is None else wish.parts
    parts = (asked & kind.offers) | (kind.usual - kind.offers)
    told = wish.is_all and Part.GAPS in parts
    style = Style(parts=parts, account=told, characters_a_second=wish.characters_a_second)
    return part_of(transcript, wish, parts), style


FORMATS: Mapping[str, Format[str]] = MappingProxyType(
    {
        "txt": Format(KINDS["txt"], plain_text),
        "txt-times": Format(KINDS["txt-times"], timed_text),
        "md": Format(KINDS["md"], markdown),
        "srt": Format(KINDS["srt"], srt),
        "vtt": Format(KINDS["vtt"], vtt),
        "json": Format(KINDS["json"], json_text),
    }
)

_SHOWN: Mapping[str, Callable[[Transcript, Style], Iterable[Cue]]] = MappingProxyType(
    {"srt": srt_cues, "vtt": vtt_cues}
)


def checked(name: str, transcript: Transcript, wish: Wish) -> Check | None:
    """How well the subtitles of this format can be read; None if it is no subtitles."""
    if name not in _SHOWN:
        return None
    cues = _SHOWN[name](*_wanted(FORMATS[name].kind, transcript, wish))
    return check(cues, wish.characters_a_second)
