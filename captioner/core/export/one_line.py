"""Text of others, made safe to stand on one line of a file."""

import unicodedata

from captioner.core.transcript import Mark

_INVISIBLE = frozenset({"Cc", "Cs", "Cn"})
"""Control characters, half characters, and what is no character at all."""


def one_line(text: str) -> str:
    """The text with every run of white space as one space, without control characters."""
    words = " ".join(text.split())
    if words.isprintable():
        return words
    visible = (one for one in words if unicodedata.category(one) not in _INVISIBLE)
    return " ".join("".join(visible).split())


def marked(mark: Mark) -> str:
    """What a mark reads like."""
    note = one_line(mark.note)
    return f"Marked: {note}" if note else "Marked"
