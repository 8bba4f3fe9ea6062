"""A desktop without a window manager, as in tests."""

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from captioner.core.settings import Settings


class Stance(Enum):
    """How the captions stand among other windows."""

    FLOATING = auto()
    """Above others, as far as the window manager has it so."""

    ABOVE_ALL = auto()
    """Above full-screen windows too, around the window manager where it covers them."""

    DOCKED = auto()
    """At an edge of the screen, with room of their own."""


def stance_of(settings: Settings) -> Stance:
    """What the settings want."""
    if settings.dock != "off":
        return Stance.DOCKED
    return Stance.ABOVE_ALL if settings.above_fullscreen else Stance.FLOATING


FLOATING = (
    Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.Tool
    | Qt.WindowType.WindowDoesNotAcceptFocus
)
"""What Qt itself can ask for on every desktop."""


def let_clicks_through(window: QWidget, *, on: bool) -> None:
    """Ask Qt; only on the shown window, because frames eat the clicks of one so created."""
    window.windowHandle().setFlag(Qt.WindowType.WindowTransparentForInput, on)


class Plain:
    """Asks Qt and nobody else."""

    limits = ""
    moves_by_itself = True
    docks = True

    def prepare(self, window: QWidget, stance: Stance) -> None:
        """See `Desktop`."""
        del stance
        window.setWindowFlags(FLOATING)

    def shown(self, window: QWidget) -> None:
        """See `Desktop`; nothing more is needed."""

    def reserve(self, window: QWidget, edge: str) -> None:
        """See `Desktop`; there is nobody to ask."""

    def watch_cover(self, window: QWidget, covered: Callable[[], None]) -> None:
        """See `Desktop`; nothing covers it."""

    def let_clicks_through(self, window: QWidget, *, on: bool) -> None:
        """See `Desktop`."""
        let_clicks_through(window, on=on)

    def hide_from_shares(self, window: QWidget, *, on: bool) -> bool:
        """See `Desktop`; there is nobody to ask."""
        del window, on
        return False
