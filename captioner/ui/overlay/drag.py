"""Dragging the overlay, by its middle to move it and by its edges to size it."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QSize, Qt

_HOLD = 10
_LEAST = QSize(260, 90)
_NONE = Qt.Edge(0)


@dataclass(frozen=True, slots=True)
class Drag:
    """A drag that began at a point of the screen, with the overlay at `start`."""

    start: QRect
    at: QPointF
    edges: Qt.Edge

    def rect(self, now: QPointF) -> QRect:
        """Where the overlay is while the pointer is at `now`."""
        moved = (now - self.at).toPoint()
        rect = QRect(self.start)
        if not self.edges:
            rect.translate(moved)
        if self.edges & Qt.Edge.LeftEdge:
            rect.setLeft(min(rect.left() + moved.x(), rect.right() - _LEAST.width()))
        if self.edges & Qt.Edge.RightEdge:
            rect.setRight(max(rect.right() + moved.x(), rect.left() + _LEAST.width()))
        if self.edges & Qt.Edge.TopEdge:
            rect.setTop(min(rect.top() + moved.y(), rect.bottom() - _LEAST.height()))
        if self.edges & Qt.Edge.BottomEdge:
            rect.setBottom(max(rect.bottom() + moved.y(), rect.top() + _LEAST.height()))
        return rect


def edges_at(point: QPointF, size: QSize) -> Qt.Edge:
    """The edges that are taken hold of at a point of the overlay."""
    edges = _NONE
    if point.x() < _HOLD:
        edges |= Qt.Edge.LeftEdge
    elif point.x() >= size.width() - _HOLD:
        edges |= Qt.Edge.RightEdge
    if point.y() < _HOLD:
        edges |= Qt.Edge.TopEdge
    elif point.y() >= size.height() - _HOLD:
        edges |= Qt.Edge.BottomEdge
    return edges


def cursor_for(edges: Qt.Edge) -> Qt.CursorShape:
    """The pointer's shape over these edges."""
    sideways = edges & (Qt.Edge.LeftEdge | Qt.Edge.RightEdge)
    upright = edges & (Qt.Edge.TopEdge | Qt.Edge.BottomEdge)
    falling = (Qt.Edge.LeftEdge | Qt.Edge.TopEdge, Qt.Edge.RightEdge | Qt.Edge.BottomEdge)
    if sideways and upright:
        slant = edges in falling
        return Qt.CursorShape.SizeFDiagCursor if slant else Qt.CursorShape.SizeBDiagCursor
    if sideways:
        return Qt.CursorShape.SizeHorCursor
    if upright:
        return Qt.CursorShape.SizeVerCursor
    return Qt.CursorShape.ArrowCursor
