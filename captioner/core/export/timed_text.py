"""Plain text with times, gaps, marks and the account."""

from collections.abc import Iterator

from captioner.core.export.outline import Entry, accounts, entries, heading
from captioner.core.export.wish import Style
from captioner.core.file_kinds import Part
from captioner.core.transcript import Transcript

_USUAL = Style()


def timed_text(transcript: Transcript, style: Style = _USUAL) -> str:
    """One line an utterance, with its time of day."""
    lines = [*heading(transcript), "", *rows(transcript, style)]
    if style.account:
        account = accounts(transcript)
        width = max(len(label) for label, _ in account)
        lines += ["", *(f"{label:<{width}}  {length:>8}" for label, length in account)]
    return "\n".join(lines) + "\n"


def rows(transcript: Transcript, style: Style) -> Iterator[str]:
    """The lines themselves."""
    for entry in entries(transcript):
        yield f"{entry.time}  {_text(entry)}" if Part.TIMES in style.parts else _text(entry)


def _text(entry: Entry) -> str:
    if not entry.said:
        return f"[{entry.text}]"
    return f"{entry.speaker}: {entry.text}" if entry.speaker else entry.text
