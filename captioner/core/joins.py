"""Making one utterance of the lines that a recogniser cut it into."""

import re
from collections.abc import Sequence

_GLUED = re.compile(r"(?<=[a-z][.?!])(?=[A-Z])")
"""Between two sentences that were written without a space, not inside `U.S.`."""


def split(text: str) -> list[str]:
    """The words of a line, with their punctuation."""
    return _GLUED.sub(" ", text).split()


def bare(word: str) -> str:
    """A word for comparing: lower case, without punctuation around it."""
    return word.lower().strip(".,;:?!…\"'“”‘’()-–—")
