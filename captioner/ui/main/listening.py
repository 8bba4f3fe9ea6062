"""Which sources the main window measures: those on screen, while nobody captions."""

from PySide6.QtWidgets import QWidget

from captioner.core.audio import Level
from captioner.core.session import State
from captioner.core.sources import SourceInfo
from captioner.ui.commands import Commands
from captioner.ui.main.body import Body
from captioner.ui.main.meters import Meters
from captioner.ui.model import Model


class Listening:
    """Shows the sources and how loud they are.

    Args:
        window: Nothing is measured unless it is in front.
        body: Shows them.
        commands: Knows which one is chosen.
        model: Knows whether a session runs.
        meters: Measures.
    """

    def __init__(
        self, window: QWidget, body: Body, commands: Commands, model: Model, meters: Meters
    ) -> None:
        self._window, self._body = window, body
        self._commands, self._model, self._meters = commands, model, meters
        self._picker = body.session.picker
        self._sources: tuple[SourceInfo, ...] = ()
        self._picker.list_opened.connect(self._look_at_all)
        self._picker.list_closed.connect(self._list_closed)

    def show_sources(self, sources: tuple[SourceInfo, ...]) -> None:
        """These are the sources there are now."""
        self._sources = sources
        chosen = self._commands.settings.source
        self._picker.show_sources(sources, chosen)
        self._body.first_run.show_sources(sources, chosen)
        self.look()

    def show_level(self, source_id: str, level: Level) -> None:
        """A source that nobody captions is this loud."""
        self._picker.show_level(source_id, level)
        self._body.first_run.show_level(source_id, level)

    def look(self) -> None:
        """Measure what is on screen, while the window is in front and nothing runs."""
        chosen = self._commands.settings.source
        if not (self._window.isActiveWindow() and self._model.state is State.IDLE):
            self._meters.rest()
        elif self._body.is_first_run:
            self._meters.watch(info for info in self._sources if info.is_role)
        else:
            self._meters.watch(info for info in self._sources if info.id == chosen)

    def _look_at_all(self) -> None:
        if self._model.state is State.IDLE:
            self._meters.watch(self._sources)

    def _list_closed(self) -> None:
        self._picker.restore_names()
        self.look()
