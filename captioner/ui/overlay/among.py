"""The captions among other windows: what is asked of the desktop, and when."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from captioner.core.settings import Settings
from captioner.ui.commands import Commands
from captioner.ui.desktop import Desktop
from captioner.ui.desktop.plain import Stance, stance_of
from captioner.ui.language import tr
from captioner.ui.overlay.standing import Standing
from captioner.ui.overlay.telling import Telling


class Among(QObject):
    """Follows the settings and what becomes of the window.

    A full-screen window that covers the captions is noticed: once while the program runs they
    come above it and offer to stay; without an answer they go below again.

    Args:
        window: The captions; not shown yet.
        desktop: Who is asked.
        commands: Where the settings are.
        standing: Is told of the room that the captions take.
        telling: Where the user is told and asked.
    """

    def __init__(
        self,
        window: QWidget,
        desktop: Desktop,
        commands: Commands,
        standing: Standing,
        telling: Telling,
    ) -> None:
        super().__init__(window)
        self._window, self._desktop, self._commands = window, desktop, commands
        self._standing, self._telling = standing, telling
        self._reserves = self._asked = False
        self._stance = stance_of(self._settings)
        desktop.prepare(window, self._stance)

    @property
    def _settings(self) -> Settings:
        return self._commands.settings

    def use(self, before: Settings) -> None:
        """The settings have changed from these."""
        settings = self._settings
        if stance_of(settings) is not self._stance:
            self._stand(stance_of(settings))
        elif settings.in_shares != before.in_shares and self._window.isVisible():
            self._take_part_in_shares()

    def reserve(self) -> None:
        """Docked, the captions have room of their own while they are shown."""
        edge = self._standing.edge if self._window.isVisible() else "off"
        if edge != "off" or self._reserves:
            self._reserves = edge != "off"
            self._desktop.reserve(self._window, edge)
            self._standing.reserved(edge, self._window.height())

    def come_above(self, _: object) -> None:
        """Around the window manager nobody else keeps the window on top."""
        if self._settings.above_fullscreen and self._window.isVisible():
            self._window.raise_()

    def covered(self) -> None:
        """A full-screen window stands above the captions."""
        if self._asked or self._stance is not Stance.FLOATING or not self._window.isVisible():
            return
        self._asked = True
        self._stand(Stance.ABOVE_ALL)
        text = tr("A full-screen window covers this.")
        self._telling.ask(text, tr("Stay above"), self._stay_above, self._go_below)

    def _stay_above(self) -> None:
        self._commands.change("above_fullscreen", value=True)

    def _go_below(self) -> None:
        self._stand(stance_of(self._settings))

    def _stand(self, stance: Stance) -> None:
        if stance is not self._stance:
            self._stance, shown = stance, self._window.isVisible()
            self._desktop.prepare(self._window, stance)
            self._window.setVisible(shown)

    def shown(self) -> None:
        """Much is granted only to a window that the window manager has taken in: wait for that."""
        self._window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What becomes of a window that was just shown."""
        if event.type() is QEvent.Type.Expose and self._window.windowHandle().isExposed():
            watched.removeEventFilter(self)
            self._taken_in()
        return super().eventFilter(watched, event)

    def _taken_in(self) -> None:
        self._desktop.shown(self._window)
        self.reserve()
        self._desktop.watch_cover(self._window, self.covered)
        if not self._settings.in_shares:
            self._take_part_in_shares()

    def _take_part_in_shares(self) -> None:
        """Hide from screen shares or not, as the user wants, and say what has come of it."""
        hidden = self._desktop.hide_from_shares(self._window, on=not self._settings.in_shares)
        if hidden:
            self._telling.notice(tr("Screen shares leave the captions out."))
        else:
            self._telling.notice(tr("Others see the captions in a screen share."))
