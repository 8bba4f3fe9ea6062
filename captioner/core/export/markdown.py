"""Markdown with times, gaps, marks and the account."""

import re

from captioner.core.export.one_line import one_line
from captioner.core.export.outline import Entry, accounts, entries, heading
from captioner.core.export.wish import Style
from captioner.core.file_kinds import Part
from captioner.core.transcript import Transcript

_USUAL = Style()
_NUMBER = re.compile(r"^(\d+)([.)])")
_BULLET = re.compile(r"^([-+=])")
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&$])")


def markdown(transcript: Transcript, style: Style = _USUAL) -> str:
    """A heading, one paragraph an utterance, and a table of the account."""
    title, *notes = heading(transcript)
    times = Part.TIMES in style.parts
    blocks = [
        f"# {literal(title)}",
        *map(literal, notes),
        *(
            f"**{entry.time}** {_text(entry)}" if times else _at_start(_text(entry))
            for entry in entries(transcript)
        ),
    ]
    if style.account:
        rows = [f"| {literal(label)} | {length} |" for label, length in accounts(transcript)]
        blocks += ["## Account", "\n".join(["| | |", "|---|---:|", *rows])]
    return "\n\n".join(blocks) + "\n"


def _text(entry: Entry) -> str:
    if not entry.said:
        return f"*{literal(entry.text)}*"
    text = literal(entry.text)
    return f"{literal(entry.speaker)}: {text}" if entry.speaker else text


def _at_start(text: str) -> str:
    """The text so that no sign or number at its start makes it a list or a rule."""
    return _BULLET.sub(r"\\\1", _NUMBER.sub(r"\1\\\2", text))


def literal(text: str) -> str:
    """Any text, so that it stands for itself: what Markdown or HTML could take for markup.

    For the start of a line see `_at_start`.
    """
    return _MARKUP.sub(r"\\\1", one_line(text))
