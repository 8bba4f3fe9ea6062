"""Tells the user outside the captions that somebody calls: on the tray, in a message, by sound."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from captioner.core.called import Names
from captioner.core.events import Partial
from captioner.core.lanes import Lane
from captioner.core.lines import clean
from captioner.core.transcript import Segment
from captioner.ui.commands import Commands
from captioner.ui.desktop.notices import Notices
from captioner.ui.language import tr
from captioner.ui.model import Model
from captioner.ui.overlay.caption_view import Clock
from captioner.ui.tray import Tray

_BETWEEN_MS = 10_000
"""A name that is said again so soon is no news."""

_OLD_MS = 15_000
"""What was said this long before the newest is filled in, and nobody waits for an answer."""


class Calls(QObject):
    """Follows the model, where the settings hold names.

    Args:
        commands: Where the settings are.
        model: What is said.
        tray: Wears a badge until the user looks.
        notices: Shows messages of the system.
        clock: Milliseconds.
    """

    def __init__(
        self, commands: Commands, model: Model, tray: Tray, notices: Notices, clock: Clock
    ) -> None:
        super().__init__()
        self._commands, self._tray, self._notices, self._clock = commands, tray, notices, clock
        self._names = Names(commands.settings.names)
        self._told: set[int] = set()
        self._told_at = -_BETWEEN_MS
        self._newest_ms = 0
        commands.settings_changed.connect(self._use)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._looked)
        model.opened.connect(self._begin)
        model.heard_partial.connect(self._hear)
        model.heard_final.connect(self._keep)

    def _use(self, settings: object) -> None:
        del settings
        self._names = Names(self._commands.settings.names)

    def _looked(self, window: object) -> None:
        """The user looks at a window of Captioner's."""
        if window is not None:
            self._tray.badge("")

    def _begin(self, _: object) -> None:
        self._told.clear()
        self._newest_ms = 0

    def _hear(self, partial: Partial) -> None:
        """Agreed words are sure enough, and an answer is due soon."""
        words = partial.words[: partial.agreed]
        if words and self._names and partial.lane is not Lane.YOU:
            self._look(partial.turn, [word.text for word in words], words[-1].end_ms)

    def _keep(self, segment: Segment) -> None:
        if self._names and not segment.is_sound and segment.lane is not Lane.YOU:
            self._look(segment.turn, segment.text.split(), segment.end_ms)

    def _look(self, turn: int, words: list[str], end_ms: int) -> None:
        self._newest_ms = max(self._newest_ms, end_ms)
        call = next(self._names.calls(words), None)
        if call is None or turn in self._told or end_ms < self._newest_ms - _OLD_MS:
            return
        self._told.add(turn)
        if self._clock() - self._told_at >= _BETWEEN_MS:
            self._told_at = self._clock()
            self._tell(call.name, " ".join(words))

    def _tell(self, name: str, said: str) -> None:
        settings = self._commands.settings
        title = tr("{name} was called").format(name=clean(name))
        self._tray.badge(title)
        if settings.called_notice:
            sound = settings.called_sound
            self._commands.run(lambda: self._notices.show(title, clean(said), sound=sound))
        elif settings.called_sound:
            QApplication.beep()
