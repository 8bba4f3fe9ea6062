import pytest
from PySide6.QtCore import QPointF, QRect, QSize, Qt

from captioner.ui.overlay.drag import Drag, cursor_for, edges_at

START = QRect(100, 100, 600, 200)
NONE, LEFT, RIGHT = Qt.Edge(0), Qt.Edge.LeftEdge, Qt.Edge.RightEdge
TOP, BOTTOM = Qt.Edge.TopEdge, Qt.Edge.BottomEdge


def dragged(edges, x, y) -> QRect:
    return Drag(START, QPointF(0, 0), edges).rect(QPointF(x, y))


def test_by_its_middle_it_moves():
    assert dragged(NONE, 10, -20) == QRect(110, 80, 600, 200)


def test_by_an_edge_it_is_sized_and_the_other_edge_stays():
    assert dragged(LEFT, -50, 0) == QRect(50, 100, 650, 200)
    assert dragged(RIGHT | BOTTOM, 30, 40) == QRect(100, 100, 630, 240)
    assert dragged(TOP, 0, -10) == QRect(100, 90, 600, 210)


def test_it_never_gets_too_small_to_take_hold_of():
    assert dragged(LEFT | TOP, 5000, 5000).width() > 200
    assert dragged(RIGHT | BOTTOM, -5000, -5000).height() > 80


@pytest.mark.parametrize(
    ("x", "y", "edges"),
    [
        (300, 100, NONE),
        (3, 100, LEFT),
        (597, 197, RIGHT | BOTTOM),
        (300, 2, TOP),
        (300, 198, BOTTOM),
    ],
)
def test_edges_are_where_the_pointer_is_near_them(x, y, edges):
    assert edges_at(QPointF(x, y), QSize(600, 200)) == edges


def test_the_pointer_shows_what_an_edge_does():
    shape = Qt.CursorShape
    assert cursor_for(NONE) is shape.ArrowCursor
    assert cursor_for(LEFT) is shape.SizeHorCursor
    assert cursor_for(TOP) is shape.SizeVerCursor
    assert cursor_for(LEFT | TOP) is shape.SizeFDiagCursor
    assert cursor_for(RIGHT | TOP) is shape.SizeBDiagCursor
