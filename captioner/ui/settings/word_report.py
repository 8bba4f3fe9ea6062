"""The vocabulary report: reads what was said of late, and counts the user's words in it."""

from PySide6.QtCore import QEvent, QObject, QTimer

from captioner.app.keeping.recent import recent
from captioner.core.errors import StorageError
from captioner.core.transcript import Segment
from captioner.core.vocabulary import report
from captioner.ui.commands import Commands
from captioner.ui.model import Model
from captioner.ui.settings.words_control import Words

_COUNT_MS = 300
"""After a change, so that typing and lines that come in a burst are counted once."""


class WordReport(QObject):
    """Counts while its control is in sight.

    Args:
        commands: They have the library.
        model: What is said now.
        control: Where the words stand.
    """

    def __init__(self, commands: Commands, model: Model, control: Words) -> None:
        super().__init__(control)
        self._commands, self._model, self._control = commands, model, control
        self._said: dict[str, dict[int, Segment]] = {}
        self._soon = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._soon.timeout.connect(self.count)
        control.edited.connect(lambda _: self._soon.start())
        model.heard_final.connect(self._hear)
        model.off_record.connect(self._forget)
        control.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read what was said whenever the words come into sight."""
        if event.type() is QEvent.Type.Show:
            self._commands.run(self._read)
        return super().eventFilter(watched, event)

    async def _read(self) -> None:
        try:
            said = await recent(self._commands.captioner.library)
        except StorageError:  # told wherever the library is shown; the words can still be typed
            return
        self._said = {name: {one.turn: one for one in each} for name, each in said.items()}
        self.count()

    def _hear(self, segment: Segment) -> None:
        if self._model.session is not None and self._control.isVisible():
            self._said.setdefault(self._model.session.id, {})[segment.turn] = segment
            self._soon.start()

    def _forget(self, _: object) -> None:
        if self._control.isVisible():
            self._commands.run(self._read)

    def count(self) -> None:
        """Count anew."""
        segments = (one for each in self._said.values() for one in each.values())
        self._control.show_heard(report(self._control.terms(), segments), len(self._said))
