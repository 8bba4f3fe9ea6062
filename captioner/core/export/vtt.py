"""WebVTT subtitles (.vtt), after https://www.w3.org/TR/webvtt1/."""

from captioner.core.export.cues import Cue, cues
from captioner.core.export.one_line import one_line
from captioner.core.transcript import Mark, Transcript


def vtt(transcript: Transcript) -> str:
    """The cues of a transcript with their speakers, and its marks as notes."""
    blocks = [
        "WEBVTT\n",
        *(_note(mark) for mark in transcript.marks),
        *(_block(cue) for cue in cues(transcript)),
    ]
    return "\n".join(blocks)


def _note(mark: Mark) -> str:
    return f"NOTE Marked at {_time(mark.at_ms)} {_escaped(one_line(mark.note))}".rstrip() + "\n"


def _block(cue: Cue) -> str:
    text = "\n".join(_escaped(line) for line in cue.lines)
    voice = f"<v {_escaped(cue.speaker)}>" if cue.speaker else ""
    return f"{_time(cue.start_ms)} --> {_time(cue.end_ms)}\n{voice}{text}\n"


def _escaped(text: str) -> str:
    """The text with the three characters escaped that WebVTT gives a meaning."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _time(ms: int) -> str:
    seconds, ms = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"
