"""What was done to transcripts in a window, undone and done again."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QKeySequence, QShortcut, QUndoCommand, QUndoStack
from PySide6.QtWidgets import QWidget

from captioner.core.transcript import Mark, Segment
from captioner.ui.language import tr
from captioner.ui.transcript.everywhere_dialog import Lines
from captioner.ui.transcript.view import TranscriptView

Correct = Callable[[str, Segment, str | None], None]
"""Writes a line of the session of this id; None brings back what the recogniser wrote."""

Note = Callable[[str, Mark, str], None]
"""Gives a mark of the session of this id another note."""


class Undoing(QUndoStack):
    """Does what can be undone, for as long as the window is there.

    Args:
        window: Where the keys of undo act.
        view: Where lines are corrected.
        correct: Writes them.
        note: Writes notes of marks.

    Attributes:
        session_id: The session whose lines the view shows.
    """

    def __init__(self, window: QWidget, view: TranscriptView, correct: Correct, note: Note) -> None:
        super().__init__(window)
        self.session_id = ""
        self._correct, self._note = correct, note
        view.corrected.connect(self._correct_line)
        view.corrected_all.connect(self._correct_all)
        view.noted.connect(self._note_mark)
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
                lambda: self._correct(session_id, segment, text),
                lambda: self._correct(session_id, segment, before),
            )
        )

    def _correct_all(self, lines: Lines) -> None:
        """Many lines are one step."""
        session_id = self.session_id
        before = [(one, one.text if one.heard else None) for one, _ in lines]

        def write(texts: Sequence[tuple[Segment, str | None]]) -> None:
            for segment, text in texts:
                self._correct(session_id, segment, text)

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
                lambda: self._note(session_id, mark, text),
                lambda: self._note(session_id, mark, mark.note),
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
