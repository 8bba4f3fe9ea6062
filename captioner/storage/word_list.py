"""Reads a list of words from a text file of the user's."""

from pathlib import Path

from captioner.core.errors import UsageError
from captioner.core.word_boost import terms_in

MOST_BYTES = 1_000_000
"""A larger file is no list of words."""


def read(path: Path) -> tuple[str, ...]:
    """The words of the file, each once, in order; see `terms_in`.

    Raises:
        UsageError: It cannot be read, or is no text.
    """
    try:
        if not path.is_file():  # a pipe might never end, or never begin
            raise FileNotFoundError
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError("This file is no text.", "Save the words as plain text, UTF-8.") from None
    except OSError:
        raise UsageError("This file cannot be read.", "Choose another file.") from None
    if len(content) > MOST_BYTES:
        raise UsageError("This file is too long for a list of words.", "Choose another file.")
    return terms_in(text)
