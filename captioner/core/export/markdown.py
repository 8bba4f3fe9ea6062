"""Markdown with times, gaps, marks and the account."""

import re

from captioner.core.export.one_line import one_line
from captioner.core.export.outline import Entry, accounts, entries, heading
from captioner.core.transcript import Transcript

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&$])")


def markdown(transcript: Transcript) -> str:
    """A heading, one paragraph an utterance, and a table of the account."""
    title, *notes = heading(transcript)
    blocks = [
        f"# {literal(title)}",
        *map(literal, notes),
        *(f"**{entry.time}** {_text(entry)}" for entry in entries(transcript)),
        "## Account",
        "\n".join(
            [
                "| | |",
                "|---|---:|",
                *(f"| {literal(label)} | {length} |" for label, length in accounts(transcript)),
            ]
        ),
    ]
    return "\n\n".join(blocks) + "\n"


def _text(entry: Entry) -> str:
    if not entry.said:
        return f"*{literal(entry.text)}*"
    text = literal(entry.text)
    return f"{literal(entry.speaker)}: {text}" if entry.speaker else text


def literal(text: str) -> str:
    """Any text, so that it stands for itself: what Markdown or HTML could take for markup.

    No text stands at the start of a line, so list and rule signs need no escape.
    """
    return _MARKUP.sub(r"\\\1", one_line(text))
