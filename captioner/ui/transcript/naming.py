"""Who speaks in a transcript: named where it stands, and shown in the colour of the voice."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from captioner.core.cast import Cast
from captioner.core.transcript import Gap, Mark, Segment
from captioner.ui.parts.name_dialog import NameDialog
from captioner.ui.transcript.shown import ShownTranscript, key_of

_MANY = 200
"""More entries are written anew more quickly with all the others."""


class NamedTranscript(ShownTranscript):
    """Lets voices be named, and lines be given to another voice.

    Attributes:
        known_names: Tells the names that were given before, to be offered again.
    """

    named = Signal(str, str)
    """The label of a voice, and its name from now on; "" for the label."""

    given = Signal(object, str)
    """A `Segment`, and the label of the voice whose it is; "" for the one that was heard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.known_names: Callable[[], Sequence[str]] = tuple

    def use_cast(self, cast: Cast) -> None:
        """Call the voices so, wherever one of them speaks."""
        before, self.cast = self.cast, cast
        other = {
            label
            for label in before.labels
            if (cast.shown(label), cast.place(label)) != (before.shown(label), before.place(label))
        }
        places = [
            place
            for place, item in enumerate(self._items)
            if isinstance(item, Segment) and item.label in other
        ]
        with self.following.writing():
            if len(places) > _MANY:
                self._write_anew()
            else:
                for place in places:
                    self._replace(place, self._entry(self._items[place]))

    def name_voice(self, segment: Segment | None = None) -> None:
        """Let the user name who says a line; None for the line where the cursor is."""
        chosen = segment or self._chosen_line()
        if isinstance(chosen, Segment) and chosen.label:
            label = chosen.label
            self._ask(label, lambda name: self.named.emit(label, name))

    def give_to_somebody_else(self, segment: Segment) -> None:
        """Let the user say who said a line, by a name that need not be known yet."""
        self._ask("", lambda name: self.given.emit(segment, self.cast.label_for(name)))

    def _ask(self, voice: str, done: Callable[[str], object]) -> None:
        NameDialog(self, self.cast, voice, self.known_names(), done).open()

    def _chosen_line(self) -> Segment | Mark | None:
        """The line where the cursor is, or the nearest above it; the newest while it is live."""
        last = len(self._items) if self.is_live else self.textCursor().blockNumber() + 1
        lines = (item for item in reversed(self._items[:last]) if not isinstance(item, Gap))
        return next(lines, None)

    def _named_at(self, at: QPoint) -> Segment | None:
        """The line whose speaker's name is at a point of the viewport."""
        item = self.item_at(at)
        if not isinstance(item, Segment) or not self.cast.shown(item.label):
            return None
        cursor, (start, end) = QTextCursor(self._block_of(key_of(item))), self._entry(item).who
        first = cursor.position()
        edges = []
        for place in (start, end):
            cursor.setPosition(first + place)
            edges.append(self.cursorRect(cursor))
        name = edges[0].united(edges[1]) if edges[0].top() == edges[1].top() else edges[0]
        return item if name.contains(at) else None
