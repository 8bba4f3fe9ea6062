"""What stands before a line of captions where somebody begins to speak."""

from dataclasses import dataclass, field, replace

from captioner.core.cast import Cast
from captioner.core.lanes import LABELS
from captioner.core.lines import clusters
from captioner.core.settings import Settings
from captioner.core.sources import BOTH
from captioner.core.telling_apart import is_expected
from captioner.ui.parts.voice_colours import shown_name

LONGEST = 12
"""More letters of a name are not shown; they would leave no room for words."""

_WIDE_LETTER = "M"
"""No letter of a voice takes more room."""


@dataclass(frozen=True, slots=True)
class Who:
    """The voices of a session, as the user wants them shown.

    Attributes:
        cast: Who speaks.
        how: The setting *Names in captions*.
    """

    cast: Cast = field(default_factory=Cast)
    how: str = "name"

    @property
    def in_words(self) -> bool:
        """Whether it is written who speaks."""
        return self.how in ("name", "letter")

    def text(self, label: str) -> str:
        """What stands before the lines of a voice; "" for nothing but a dash."""
        if not label or not self.in_words:
            return ""
        cast = self.cast if self.how == "name" else replace(self.cast, names={})
        return _short(shown_name(cast, label))

    def place(self, label: str) -> int:
        """The how-manieth voice it is, for its colour; below 0 for none."""
        return -1 if self.how == "off" else self.cast.place(label)

    def texts(self, settings: Settings) -> tuple[str, ...]:
        """Everything that may stand before a line, besides a dash, as far as is known now.

        The room for letters is kept from the start, so that the first one moves no word.
        """
        lanes = LABELS if settings.source == BOTH else ()
        voices = dict.fromkeys((*lanes, *self.cast.labels))
        letters = (_WIDE_LETTER,) if is_expected(settings) and self.in_words else ()
        found = dict.fromkeys((*letters, *map(self.text, voices)))
        return tuple(text for text in found if len(text) > 1 or text in letters)


def _short(name: str) -> str:
    letters = list(clusters(name))
    return name if len(letters) <= LONGEST else "".join(letters[: LONGEST - 1]).rstrip() + "…"
