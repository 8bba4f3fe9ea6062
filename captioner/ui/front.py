"""The main window and what is opened from it: on the screen before all else is made."""

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from captioner.app.captioner import Captioner
from captioner.core.session import State
from captioner.core.settings import Settings
from captioner.ui.commands import Commands, Spawn
from captioner.ui.language import tr
from captioner.ui.main.meters import Meters
from captioner.ui.main.window import MainWindow
from captioner.ui.menus import main_menu
from captioner.ui.model import Model
from captioner.ui.parts.painted import painted
from captioner.ui.parts.theme import use_theme
from captioner.ui.windows import Windows


class Front(QObject):
    """What the user sees first.

    Args:
        app: The application.
        captioner: The app behind the windows.
        model: What the app has told so far.
        spawn: Starts a coroutine and keeps it.
    """

    def __init__(self, app: QApplication, captioner: Captioner, model: Model, spawn: Spawn) -> None:
        super().__init__()
        self.app, self.captioner, self.model = app, captioner, model
        self.commands = Commands(captioner, model, spawn)
        use_theme(app, captioner.settings.theme)
        self._theme = captioner.settings.theme
        self._meters = Meters(
            captioner, spawn, lambda source_id, level: self.window.show_level(source_id, level)
        )
        self._main_menu = main_menu(
            self.commands,
            self.test_source,
            lambda: self.windows.show_sessions(""),
            lambda: self.windows.show_about(),
        )
        self.window = MainWindow(self.commands, model, self._meters, self._main_menu)
        self.windows = Windows(self.commands, model, self.window)
        self.commands.settings_changed.connect(self._use)
        app.styleHints().colorSchemeChanged.connect(self._dress)

    async def open(self) -> None:
        """Show the main window, with what the app has to tell; returns once it is painted."""
        self.tell_once()
        self.window.show()
        await painted(self.window)

    def tell_once(self, more: Iterable[str] = ()) -> None:
        """Tell what the user should be told once, and more."""
        told = [*map(tr, self.captioner.notices), self._recovered(), *more]
        if any(told):
            self.window.tell(" ".join(filter(None, told)))

    def _recovered(self) -> str:
        """What there is to say of sessions that were cut off by a crash."""
        if not self.captioner.recovered:
            return ""
        newest = self.captioner.recovered[0]
        return tr("Recovered up to its last words: {title}. It is under Sessions.").format(
            title=newest.title
        )

    def bring(self) -> None:
        """Bring the main window to the front."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def hide(self) -> None:
        """Take the windows away."""
        self.windows.close()
        self.window.hide()

    async def rest(self) -> None:
        """Measure no source any more."""
        await self._meters.close()

    async def list_sources(self) -> None:
        """Show the sources there are now."""
        sources = await self.captioner.sources.list()
        self.window.show_sources(sources)
        self.windows.show_sources(sources)

    async def list_sessions(self) -> None:
        """What has had its time goes; what is left is offered."""
        days = self.commands.settings.keep_days
        now = datetime.now().astimezone()
        if days and await self.captioner.stock.expire(days, now):
            self.commands.library_changed.emit()
        self.window.panel.show_recent(await anext(self.captioner.library.pages()))

    def test_source(self) -> None:
        """Listen to the chosen source for a moment and say what was understood."""
        if self.model.state is State.IDLE:
            self.commands.run(self._test)

    async def _test(self) -> None:
        self.window.tell(tr("Speak now: listening for 3 seconds…"))
        text = await self.captioner.sources.test(self.commands.settings.source)
        answer = (
            tr("Understood: “{text}”").format(text=text)
            if text
            else tr("Nothing was understood. Try again, or choose another source.")
        )
        self.window.tell(answer)

    def _use(self, settings: Settings) -> None:
        if settings.theme != self._theme:
            self._theme = settings.theme
            self._dress()

    def _dress(self) -> None:
        use_theme(self.app, self._theme)
