"""What the file of a session is called."""

import re
import unicodedata
from datetime import datetime

from captioner.core import titles
from captioner.core.transcript import Session

MOST_BYTES = 95
"""With the longest suffix no more than 105 bytes; some disks take 143."""

_BETWEEN = re.compile(r"(?<=\w)[.:](?=\w)")
_FORBIDDEN = '/\\:*?"<>|.'
_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL"}) | {
    f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³"
}


def name_of(session: Session) -> str:
    """The name of a session's files: its day, so that they stand in order, then its title."""
    started = datetime.fromisoformat(session.started)
    told = titles.opening(started)
    title = session.title
    if title.startswith(told):  # the day stands in it already, without its year
        title = f"{started:%H:%M}{title.removeprefix(told)}"
    return file_name(f"{started:%Y-%m-%d} {title}")


def file_name(title: str) -> str:
    """A name that every system allows, made from a session's title.

    It has no suffix and no dot either, so that whoever adds one knows that it lacks.
    """
    normal = _BETWEEN.sub("-", unicodedata.normalize("NFC", title))
    allowed = "".join(
        " " if letter in _FORBIDDEN or unicodedata.category(letter)[0] in "CZ" else letter
        for letter in normal
    )
    name = " ".join(allowed.split()).encode()[:MOST_BYTES].decode(errors="ignore").strip()
    return f"Captions {name}".strip() if not name or name.upper() in _RESERVED else name
