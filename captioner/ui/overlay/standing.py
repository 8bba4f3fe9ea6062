"""Keeps the overlay where it should stand, as screens, sizes and windows come and go."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QSize
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from captioner.core.settings import Settings
from captioner.ui.commands import Commands
from captioner.ui.overlay.place import (
    Place,
    Screen,
    clear,
    docked,
    fitting,
    parsed,
    placed,
    rescued,
)


class Standing:
    """The place of one window; it is remembered in the settings once the user has chosen it.

    Args:
        window: The overlay.
        commands: Where the settings are.
        wanted_size: How large it would be on a screen with room for it.
        docks: Whether the desktop lets it stand at an edge of the screen.
    """

    def __init__(
        self,
        window: QWidget,
        commands: Commands,
        wanted_size: Callable[[], QSize],
        *,
        docks: bool,
    ) -> None:
        self._window, self._commands, self._wanted_size = window, commands, wanted_size
        self._docks = docks
        self._aside: Place | None = None
        self._own = ("off", 0)

    @property
    def _settings(self) -> Settings:
        return self._commands.settings

    @property
    def edge(self) -> str:
        """Where it is docked: `top`, `bottom`, or `off`."""
        return self._settings.dock if self._docks else "off"

    def rect(self) -> QRect:
        """Where to stand now: where the user put it, or where it can be seen."""
        screens = _screens()
        if not screens:
            return self._window.geometry()
        wanted = parsed(self._settings.overlay_place) or self._aside
        home = next((s for s in screens if wanted and s.name == wanted.screen), screens[0])
        if self.edge != "off":
            return docked(self._wanted_size().height(), self.edge, self._without_own(home))
        size = fitting(self._wanted_size(), self._settings.width, home)
        return rescued(wanted, size, screens)

    def reserved(self, edge: str, thickness: int) -> None:
        """So much room at this edge is the window's own now; `off` for none."""
        self._own = edge, thickness if edge != "off" else 0

    def _without_own(self, screen: Screen) -> QRect:
        """The free part of a screen as if the window had no room of its own there."""
        edge, thickness = self._own
        here = self._window.screen()
        free = QRect(screen.free)
        if here.name() != screen.name or not thickness:
            return free
        whole = here.geometry()
        if edge == "top":
            free.setTop(max(whole.top(), free.top() - thickness))
        else:
            free.setBottom(min(whole.bottom(), free.bottom() + thickness))
        return free

    def step_aside(self, covered: Sequence[QRect], window: QRect) -> None:
        """Until the user has put it somewhere, cover nothing that is in use; see `clear`."""
        screens = _screens()
        if parsed(self._settings.overlay_place) is not None or not screens:
            return
        self._aside = None
        rect = clear(self.rect(), screens[0].free, covered, window)
        self._aside = placed(rect, screens[0].name)

    def move_to_screen(self, screen: QScreen) -> None:
        """Stand at the same height of another screen, in its middle."""
        free, rect = screen.availableGeometry(), self._window.geometry()
        above = self._window.screen().availableGeometry().bottom() - rect.bottom()
        rect.moveCenter(QPoint(free.center().x(), 0))
        rect.moveBottom(free.bottom() - above)
        self.remember(rect, screen)

    def remember(self, rect: QRect, screen: QScreen) -> None:
        """The user has put it here."""
        self._commands.change("overlay_place", placed(rect, screen.name()).text())


def screen_at(point: QPointF) -> QScreen:
    """The screen that a point is on, or the main one."""
    return QGuiApplication.screenAt(point.toPoint()) or QGuiApplication.primaryScreen()


def _screens() -> list[Screen]:
    main = QGuiApplication.primaryScreen()
    others = [screen for screen in QGuiApplication.screens() if screen is not main]
    return [Screen(s.name(), s.availableGeometry()) for s in (main, *others)]
