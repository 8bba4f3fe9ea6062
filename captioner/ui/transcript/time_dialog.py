"""Asks for a time of day to go to."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTimeEdit, QWidget

from captioner.ui.language import tr
from captioner.ui.parts.day_time import clock_of, since_start
from captioner.ui.parts.field_room import with_room
from captioner.ui.parts.fitted import column_in, stand_below
from captioner.ui.parts.labels import label


class TimeDialog(QDialog):
    """One field.

    Args:
        parent: The window it belongs to.
        started: When the session began.
        at_ms: The session time that is proposed.
        done: Called with the session time that is wanted.
    """

    def __init__(
        self, parent: QWidget, started: datetime, at_ms: int, done: Callable[[int], None]
    ) -> None:
        super().__init__(parent)
        self._started, self._done = started, done
        self.setWindowTitle(tr("Jump to time"))
        column = column_in(self)
        column.addWidget(label(tr("Show what was said at")))
        self.field = with_room(QTimeEdit(clock_of(started, at_ms)))
        self.field.setDisplayFormat("HH:mm:ss")
        self.field.setAccessibleName(tr("Time"))
        column.addWidget(self.field)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("Show"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        stand_below(self, buttons)
        self.field.setFocus()

    def accept(self) -> None:
        """Tell the time; one before the start is that of the next day."""
        self._done(since_start(self._started, self.field.time()))
        super().accept()
