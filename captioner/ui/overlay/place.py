"""Where the overlay stands: first, remembered, snapped, and rescued when a screen goes."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize

ABOVE_BOTTOM = 96
"""How far above the bottom of the screen the overlay first stands, in logical pixels."""

SNAP = 14
"""How near an edge or the middle draws the overlay to it, in logical pixels."""

_LEAST_WIDTH = 260
_LEAST_SEEN = 0.5
SHARE_OF_SCREEN = 0.6
_USUAL_CHARACTERS = 42


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen's name and the part of it that panels leave free."""

    name: str
    free: QRect


@dataclass(frozen=True, slots=True)
class Place:
    """The middle of the overlay's bottom edge, and the screen it was on.

    The bottom's middle stays put when the text grows or lines are added.
    """

    x: int
    y: int
    screen: str

    def text(self) -> str:
        """As it is kept in the settings."""
        return f"{self.x},{self.y},{self.screen}"

    def rect(self, size: QSize) -> QRect:
        """The rectangle of an overlay of this size here."""
        left_top = QPoint(self.x - size.width() // 2, self.y - size.height())
        return QRect(left_top, size)


def parsed(text: str) -> Place | None:
    """A place from the settings; None for text that is none."""
    x, _, rest = text.partition(",")
    y, _, screen = rest.partition(",")
    try:
        return Place(int(x), int(y), screen)
    except ValueError:
        return None


def placed(rect: QRect, screen: str) -> Place:
    """The place of an overlay that covers `rect`."""
    return Place(rect.x() + rect.width() // 2, rect.y() + rect.height(), screen)


def first(screen: Screen) -> Place:
    """Bottom centre, above what is usually at the bottom."""
    free = screen.free
    return Place(free.x() + free.width() // 2, free.y() + free.height() - ABOVE_BOTTOM, screen.name)


def fitting(size: QSize, characters: int, screen: Screen) -> QSize:
    """The size, cut to what the screen has room for."""
    share = SHARE_OF_SCREEN if characters <= _USUAL_CHARACTERS else 1.0
    width = max(_LEAST_WIDTH, min(size.width(), int(screen.free.width() * share)))
    return QSize(width, min(size.height(), screen.free.height()))


def rescued(wanted: Place | None, size: QSize, screens: list[Screen]) -> QRect:
    """Where to stand now: as wanted if that is on a screen, else where it can be seen.

    Args:
        wanted: The remembered place.
        size: The overlay's size.
        screens: All screens, the main one first; not empty.
    """
    if wanted is not None:
        rect = wanted.rect(size)
        best = max(screens, key=lambda screen: _seen(rect, screen.free))
        if _seen(rect, best.free) >= _LEAST_SEEN * size.width() * size.height():
            return _inside(rect, best.free)
    return _inside(first(screens[0]).rect(size), screens[0].free)


def docked(height: int, edge: str, free: QRect) -> QRect:
    """At an edge of the screen, over all of its width.

    Args:
        height: As high as it would be; at most half of the screen is taken.
        edge: `top` or `bottom`.
        free: The part of the screen that panels leave free.
    """
    height = min(height, free.height() // 2)
    top = free.y() if edge == "top" else free.y() + free.height() - height
    return QRect(free.x(), top, free.width(), height)


def clear(rect: QRect, free: QRect, covered: Sequence[QRect], window: QRect) -> QRect:
    """The rectangle, moved as little as it takes so that it covers nothing that is in use.

    Args:
        rect: Where it would stand.
        free: The part of the screen that panels leave free.
        covered: What it must not cover; where that has to be, as little of it as can be.
        window: What it rather does not cover either, if there is a place beside it.
    """
    width, height = rect.width(), rect.height()
    lefts = {rect.x(), free.x(), free.x() + free.width() - width}
    tops = {rect.y(), free.y(), free.y() + free.height() - height}
    for other in (*covered, window):
        lefts |= {other.x() - width, other.x() + other.width()}
        tops |= {other.y() - height, other.y() + other.height()}
    places = (_inside(QRect(x, y, width, height), free) for x in lefts for y in tops)

    def cost(place: QRect) -> tuple[int, bool, int]:
        way = (place.topLeft() - rect.topLeft()).manhattanLength()
        taken = sum(_seen(place, other) for other in covered)
        return taken, bool(_seen(place, window)), way

    return min(places, key=cost)


def snapped(rect: QRect, free: QRect) -> QRect:
    """The rectangle, drawn to the screen's edges and to its middle when it is near them."""
    x = _nearest(
        rect.x(),
        (
            free.x(),
            free.x() + free.width() - rect.width(),
            free.x() + (free.width() - rect.width()) // 2,
        ),
    )
    y = _nearest(rect.y(), (free.y(), free.y() + free.height() - rect.height()))
    return QRect(QPoint(x, y), rect.size())


def _nearest(value: int, magnets: tuple[int, ...]) -> int:
    magnet = min(magnets, key=lambda place: abs(place - value))
    return magnet if abs(magnet - value) <= SNAP else value


def _seen(rect: QRect, free: QRect) -> int:
    common = rect.intersected(free)
    return max(0, common.width()) * max(0, common.height())


def _inside(rect: QRect, free: QRect) -> QRect:
    x = max(free.x(), min(rect.x(), free.x() + free.width() - rect.width()))
    y = max(free.y(), min(rect.y(), free.y() + free.height() - rect.height()))
    return QRect(QPoint(x, y), rect.size())
