"""The windows that are opened when they are asked for: settings, sessions, about.

Each is imported when it is asked for, too: 20 to 50 ms that most days nobody needs.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from captioner.core.sources import SourceInfo
from captioner.core.transcript import Gap
from captioner.ui.commands import Commands
from captioner.ui.main.window import MainWindow
from captioner.ui.model import Model

if TYPE_CHECKING:
    from captioner.ui.sessions.window import SessionsWindow
    from captioner.ui.settings.window import SettingsWindow


class Windows:
    """Makes each once, and keeps what it is to show until then.

    Args:
        commands: What can be done.
        model: What the app has told.
        main: Whose dialog *About* is.
    """

    def __init__(self, commands: Commands, model: Model, main: MainWindow) -> None:
        self._commands, self._model, self._main = commands, model, main
        self._sources: tuple[SourceInfo, ...] = ()
        self._refused: Mapping[str, str] = {}
        self.settings: SettingsWindow | None = None
        self.sessions: SessionsWindow | None = None
        commands.show_settings.connect(self.show_settings)
        main.panel.session_wanted.connect(self.show_sessions)
        model.off_record.connect(self._take_back)

    def close(self) -> None:
        """Take them away."""
        for window in (self.settings, self.sessions):
            if window is not None:
                window.hide()

    def show_settings(self, name: str) -> None:
        """Open the settings at a setting, or at the first page."""
        if self.settings is None:
            from captioner.ui.settings.window import SettingsWindow

            self.settings = SettingsWindow(self._commands, self._model)
            self.settings.show_sources(self._sources)
            self.settings.show_key_conflicts(self._refused)
        self.settings.show_setting(name)

    def show_sessions(self, session_id: str) -> None:
        """Open the list of sessions, with this one chosen if it is not ""."""
        if self.sessions is None:
            from captioner.ui.sessions.window import SessionsWindow

            self.sessions = SessionsWindow(self._commands)
        self.sessions.open_session(session_id)

    def show_about(self) -> None:
        """Open *About*."""
        from captioner.ui.about_window import AboutWindow

        window = AboutWindow(self._main)
        window.finished.connect(window.deleteLater)
        window.open()

    def show_sources(self, sources: tuple[SourceInfo, ...]) -> None:
        """These are the sources there are now."""
        self._sources = sources
        if self.settings is not None:
            self.settings.show_sources(sources)

    def show_key_conflicts(self, refused: Mapping[str, str]) -> None:
        """Setting → why its key does not work."""
        self._refused = refused
        if self.settings is not None:
            self.settings.show_key_conflicts(refused)

    def _take_back(self, gap: Gap) -> None:
        """What is off the record is so in the list of sessions too."""
        if self.sessions is not None and self._model.session is not None:
            self.sessions.take_back(self._model.session.id, gap)
