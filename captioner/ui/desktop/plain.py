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
