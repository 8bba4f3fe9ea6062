"""Plain text with times, gaps, marks and the account."""

from captioner.core.export.outline import Entry, accounts, entries, heading
from captioner.core.transcript import Transcript


def timed_text(transcript: Transcript) -> str:
    """One line an utterance, with its time of day."""
    rows = accounts(transcript)
    width = max(len(label) for label, _ in rows)
    lines = [
        *heading(transcript),
        "",
        *(f"{entry.time}  {_text(entry)}" for entry in entries(transcript)),
        "",
        *(f"{label:<{width}}  {length:>8}" for label, length in rows),
    ]
    return "\n".join(lines) + "\n"


def _text(entry: Entry) -> str:
    if not entry.said:
        return f"[{entry.text}]"
    return f"{entry.speaker}: {entry.text}" if entry.speaker else entry.text
