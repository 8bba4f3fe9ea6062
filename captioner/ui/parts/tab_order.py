"""The way of the Tab key through parts that were put together in another order."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def lead_tab_through(parts: Iterable[QWidget]) -> None:
    """Let Tab go through what can have the focus in these parts, one part after the other.

    Qt goes by when a widget came into its window, not by where it stands.
    """
    stops = [stop for part in parts for stop in _stops(part)]
    for one, other in pairwise(stops):
        QWidget.setTabOrder(one, other)


def _stops(part: QWidget) -> list[QWidget]:
    inside = (part, *part.findChildren(QWidget))
    return [
        widget
        for widget in inside
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.window() is part.window()
    ]
