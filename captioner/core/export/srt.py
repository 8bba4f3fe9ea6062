"""SubRip subtitles (.srt): number, times with a comma, text, an empty line."""

import re
from collections.abc import Iterator

from captioner.core.export.cues import Cue, cues
from captioner.core.export.one_line import one_line
from captioner.core.export.wish import Style
from captioner.core.transcript import Transcript

_ANGLE = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"
_USUAL = Style()
_TAG = re.compile(r"<(?=[/!?a-zA-Z]|$)|\{(?=\\|$)")


def srt(transcript: Transcript, style: Style = _USUAL) -> str:
    """The cues of a transcript; a new speaker's name stands before the first words."""
    shown = srt_cues(transcript, style)
    blocks = (_block(number, cue) for number, cue in enumerate(shown, start=1))
    return "\n".join(blocks)


def srt_cues(transcript: Transcript, style: Style) -> Iterator[Cue]:
    """What is shown, and when."""
    return cues(transcript, "{}:", marks=True, limit=style.characters_a_second)


def _block(number: int, cue: Cue) -> str:
    text = "\n".join(map(literal, cue.lines))
    return f"{number}\n{_time(cue.start_ms)} --> {_time(cue.end_ms)}\n{text}\n"


def literal(text: str) -> str:
    """Any text, without what players take for times or tags; SubRip has no escapes.

    What might be a tag together with the next line counts as one.
    """
    plain = one_line(text).replace("-->", "→")
    return _TAG.sub(lambda tag: _ANGLE if tag[0] == "<" else "(", plain)


def _time(ms: int) -> str:
    seconds, ms = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},{ms:03}"
