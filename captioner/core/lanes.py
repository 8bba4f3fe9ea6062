"""Where words come from where microphone and computer are captioned at once."""

from enum import Enum


class Lane(Enum):
    """One of the session's sounds; the value is its name in files and JSON."""

    ONLY = ""
    """All there is, in a session of one source."""

    OTHERS = "others"
    """What comes from the computer."""

    YOU = "you"
    """What is said into the microphone."""

    @property
    def label(self) -> str:
        """Who speaks in it, "" if that is not known."""
        return _LABELS[self]


_LABELS = {Lane.ONLY: "", Lane.OTHERS: "Others", Lane.YOU: "You"}
LABELS = tuple(filter(None, _LABELS.values()))
"""Who speaks, where a lane tells."""

BOTH = (Lane.OTHERS, Lane.YOU)
"""The lanes of *Meeting and microphone*; the first one's samples are the session's clock."""
