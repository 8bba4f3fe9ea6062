"""Wayland without XWayland: a window may neither place itself nor stay above others."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from captioner.ui.desktop.plain import FLOATING, Stance, let_clicks_through
from captioner.ui.language import tr


class Wayland:
    """Says plainly what cannot be done."""

    moves_by_itself = False
    docks = False

    def __init__(self) -> None:
        self.limits = tr(
            "This Wayland session places windows itself and may cover the captions."
            " Start Captioner with QT_QPA_PLATFORM=xcb to keep them on top."
        )

    def prepare(self, window: QWidget, stance: Stance) -> None:
        """See `Desktop`."""
        del stance
        window.setWindowFlags(FLOATING)

    def shown(self, window: QWidget) -> None:
        """See `Desktop`; there is nobody to ask."""

    def reserve(self, window: QWidget, edge: str) -> None:
        """See `Desktop`; there is nobody to ask."""

    def watch_cover(self, window: QWidget, covered: Callable[[], None]) -> None:
        """See `Desktop`; nobody tells."""

    def let_clicks_through(self, window: QWidget, *, on: bool) -> None:
        """See `Desktop`."""
        let_clicks_through(window, on=on)

    def hide_from_shares(self, window: QWidget, *, on: bool) -> bool:
        """See `Desktop`; there is nobody to ask."""
        del window, on
        return False
