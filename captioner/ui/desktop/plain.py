"""A desktop without a window manager, as in tests."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

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

    def prepare(self, window: QWidget, *, above_fullscreen: bool) -> None:
        """See `Desktop`."""
        del above_fullscreen
        window.setWindowFlags(FLOATING)

    def shown(self, window: QWidget) -> None:
        """See `Desktop`; nothing more is needed."""

    def let_clicks_through(self, window: QWidget, *, on: bool) -> None:
        """See `Desktop`."""
        let_clicks_through(window, on=on)

    def hide_from_shares(self, window: QWidget, *, on: bool) -> bool:
        """See `Desktop`; there is nobody to ask."""
        del window, on
        return False
