"""How the stretches of a session are painted: each kind by its shape as well as its colour."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from captioner.core.cast import Cast
from captioner.core.timeline import Kind, Stretch
from captioner.core.transcript import Segment
from captioner.ui.parts.theme import colours
from captioner.ui.parts.voice_colours import voice_colour

LEAST = 2.0
"""A stretch that matters is at least so wide, in logical pixels."""


_LAYERS = (
    Kind.QUIET,
    Kind.PAUSED,
    Kind.MUTED,
    Kind.CAPTIONED,
    Kind.FILLED_IN,
    Kind.OFF_THE_RECORD,
    Kind.LOST,
)
"""From below to above."""


def to_paint(stretches: Iterable[Stretch], least_ms: float) -> list[Stretch]:
    """What is seen, from below to above: of many in one place, one of each look.

    Args:
        stretches: All of a session.
        least_ms: What is shorter shares its place with others.
    """
    seen: set[tuple[int, Kind, str]] = set()
    chosen: list[Stretch] = []
    for stretch in stretches:
        if stretch.kind is Kind.QUIET:
            continue
        if stretch.end_ms - stretch.start_ms < least_ms:
            label = stretch.item.label if isinstance(stretch.item, Segment) else ""
            look = int(stretch.start_ms // least_ms), stretch.kind, label
            if look in seen:
                continue
            seen.add(look)
        chosen.append(stretch)
    return sorted(chosen, key=lambda one: _LAYERS.index(one.kind))


def paint_stretch(painter: QPainter, stretch: Stretch, area: QRectF, cast: Cast) -> None:
    """Paint a stretch.

    Args:
        painter: Of the bar.
        stretch: Not a quiet one: those are the line below all others.
        area: Where it is, over all of the bar's height.
        cast: Who speaks, in the order of their colours.
    """
    scheme = colours()
    if area.width() < LEAST:
        area = QRectF(area.center().x() - LEAST / 2, 0, LEAST, area.height())
    inside = area.adjusted(0, 4, 0, -4)
    painter.setPen(Qt.PenStyle.NoPen)
    match stretch.kind:
        case Kind.CAPTIONED | Kind.FILLED_IN:
            label = stretch.item.label if isinstance(stretch.item, Segment) else ""
            colour = QColor(voice_colour(cast.place(label)) or scheme.accent)
            painter.fillRect(inside, colour)
            if stretch.kind is Kind.FILLED_IN:
                stripes = QBrush(QColor(scheme.base), Qt.BrushStyle.BDiagPattern)
                painter.fillRect(inside, stripes)
        case Kind.LOST:
            lost = area.adjusted(0, 1, 0, -1)
            painter.fillRect(lost, QColor(scheme.alert))
            painter.fillRect(lost, QBrush(QColor(scheme.warn), Qt.BrushStyle.DiagCrossPattern))
            painter.setPen(QPen(QColor(scheme.warn), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(lost.adjusted(0.5, 0.5, -0.5, -0.5))
        case Kind.PAUSED | Kind.MUTED:
            painter.fillRect(inside, QColor(scheme.window))
            painter.fillRect(inside, QBrush(QColor(scheme.quiet), Qt.BrushStyle.Dense5Pattern))
        case _:
            painter.setPen(QPen(QColor(scheme.quiet), 1))
            painter.setBrush(QColor(scheme.base))
            painter.drawRect(inside.adjusted(0.5, 0.5, -0.5, -0.5))
