"""WebVTT subtitles (.vtt), after https://www.w3.org/TR/webvtt1/."""

from collections.abc import Iterator

from captioner.core.export.cues import Cue, cues
from captioner.core.export.one_line import one_line
from captioner.core.export.wish import Style
from captioner.core.transcript import Mark, Transcript

_USUAL = Style()


def vtt(transcript: Transcript, style: Style = _USUAL) -> str:
    """The cues of a transcript with their speakers, and its marks as notes between them."""
    blocks = [(cue.start_ms, _block(cue)) for cue in vtt_cues(transcript, style)]
    blocks += [(mark.at_ms, _note(mark)) for mark in transcript.marks]
    blocks.sort(key=lambda block: block[0])
    return "\n".join(["WEBVTT\n", *(block for _, block in blocks)])


def vtt_cues(transcript: Transcript, style: Style) -> Iterator[Cue]:
    """What is shown, and when."""
    return cues(transcript, limit=style.characters_a_second)


def literal(text: str) -> str:
    """Any text, so that it stands for itself on one line of WebVTT."""
    return one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _note(mark: Mark) -> str:
    return f"NOTE Marked at {_time(mark.at_ms)} {literal(mark.note)}".rstrip() + "\n"


def _block(cue: Cue) -> str:
    text = "\n".join(map(literal, cue.lines))
    return f"{_time(cue.start_ms)} --> {_time(cue.end_ms)}\n{_voice(cue.speaker)}{text}\n"


def _voice(speaker: str) -> str:
    """The tag that says who speaks; "" if nobody tells.

    White space at the end of a name counts for nothing, but without it a name that ends
    in "--" and the end of the tag would be an arrow, which no line of a cue may hold.
    """
    name = literal(speaker)
    if not name:
        return ""
    return f"<v {name} >" if name.endswith("-") else f"<v {name}>"


def _time(ms: int) -> str:
    seconds, ms = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"
