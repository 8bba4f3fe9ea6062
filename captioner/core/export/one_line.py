"""Text of others, made safe to stand on one line of a file."""

import unicodedata

_INVISIBLE = frozenset({"Cc", "Cs", "Cn"})
"""Control characters, half characters, and what is no character at all."""


def one_line(text: str) -> str:
    """The text with every run of white space as one space, without control characters."""
    words = " ".join(text.split())
    if words.isprintable():
        return words
    visible = (one for one in words if unicodedata.category(one) not in _INVISIBLE)
    return " ".join("".join(visible).split())
