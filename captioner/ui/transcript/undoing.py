"""What was done to transcripts in a window, undone and done again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut, QUndoCommand, QUndoStack
from PySide6.QtWidgets import QWidget

from captioner.core.transcript import Mark, Segment
from captioner.ui.language import tr
from captioner.ui.transcript.view import TranscriptView

if TYPE_CHECKING:
    from captioner.ui.transcript.everywhere_dialog import Lines


@dataclass(frozen=True, slots=True)
class Deeds:
    """What is done to the session of an id.

    Attributes:
        correct: Writes a line; None brings back what the recogniser wrote.
        note: Gives a mark another note.
        name: Calls the voice of a label so; "" for the label again.
        give: Gives a line to the voice of a label; "" for the one that was heard.
    """

    correct: Callable[[str, Segment, str | None], None]
    note: Callable[[str, Mark, str], None]
    name: Callable[[str, str, str], None]
    give: Callable[[str, Segment, str], None]


class Undoing(QUndoStack):
    """Does what can be undone, for as long as the window is there.

    Args:
        window: Where the keys of undo act.
        view: Where lines are corrected.
        deeds: Does it.

    Attributes:
        session_id: The session whose lines the view shows.
    """

    def __init__(self, window: QWidget, view: TranscriptView, deeds: Deeds) -> None:
        super().__init__(window)
        self.session_id = ""
        self._deeds, self._view = deeds, view
        view.corrected.connect(self._correct_line)
        view.corrected_all.connect(self._correct_all)
        view.noted.connect(self._note_mark)
        view.named.connect(self.name)
        view.given.connect(self._give_line)
        for key, step in (
            (QKeySequence.StandardKey.Undo, self.undo),
            (QKeySequence.StandardKey.Redo, self.redo),
        ):
            QShortcut(QKeySequence(key), window).activated.connect(step)

    def begin(self, session_id: str) -> None:
        """The view shows another session; what was done to the one before stays done."""
        self.session_id = session_id
        self.clear()

    def forget(self, session_id: str) -> None:
        """What was said in this session is off the record: no step holds its words any more."""
        for number in range(self.count()):
            step = self.command(number)
            if isinstance(step, Step) and step.session_id == session_id:
                step.forget()

    def _correct_line(self, segment: Segment, text: str | None) -> None:
        session_id = self.session_id
        before = segment.text if segment.heard else None
        self.push(
            Step(
                session_id,
                tr("Correct line"),
                lambda: self._deeds.correct(session_id, segment, text),
                lambda: self._deeds.correct(session_id, segment, before),
            )
        )

    def _correct_all(self, lines: "Lines") -> None:
        """Many lines are one step."""
        session_id = self.session_id
        before = [(one, one.text if one.heard else None) for one, _ in lines]

        def write(texts: Sequence[tuple[Segment, str | None]]) -> None:
            for segment, text in texts:
                self._deeds.correct(session_id, segment, text)

        self.push(
            Step(
                session_id,
                tr("Correct everywhere"),
                lambda: write(lines),
                lambda: write(before),
            )
        )

    def _note_mark(self, mark: Mark, text: str) -> None:
        session_id = self.session_id
        self.push(
            Step(
                session_id,
                tr("Note of the mark"),
                lambda: self._deeds.note(session_id, mark, text),
                lambda: self._deeds.note(session_id, mark, mark.note),
            )
        )

    def name(self, label: str, name: str) -> None:
        """Call a voice so; with the name of another voice the two are one until this is undone."""
        session_id, before = self.session_id, self._view.cast.names.get(label, "")
        self.push(
            Step(
                session_id,
                tr("Name this voice"),
                lambda: self._deeds.name(session_id, label, name),
                lambda: self._deeds.name(session_id, label, before),
            )
        )

    def _give_line(self, segment: Segment, label: str) -> None:
        session_id = self.session_id
        self.push(
            Step(
                session_id,
                tr("This line was said by"),
                lambda: self._deeds.give(session_id, segment, label),
                lambda: self._deeds.give(session_id, segment, segment.given),
            )
        )


class Step(QUndoCommand):
    """Something that was done to a session, and how it is undone."""

    def __init__(
        self, session_id: str, text: str, do: Callable[[], object], back: Callable[[], object]
    ) -> None:
        super().__init__(text)
        self.session_id = session_id
        self._do, self._back = do, back

    def forget(self) -> None:
        """Hold nothing, and be passed over."""
        self._do = self._back = _nothing
        self.setObsolete(True)

    def redo(self) -> None:
        """Do it."""
        self._do()

    def undo(self) -> None:
        """Undo it."""
        self._back()


def _nothing() -> None:
    """What a step does that is forgotten."""
