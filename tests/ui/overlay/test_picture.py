import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from captioner.ui.overlay.ground import ROWS
from captioner.ui.overlay.picture import Picture

SIZE = QSize(30, 3 * ROWS)
AT = QPoint(2, 5)


class Drawing:
    """Counts how often it is drawn."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, painter: QPainter) -> None:
        self.times += 1
        painter.fillRect(QRect(3, 4, 20, 2 * ROWS), QColor("navy"))
        painter.drawText(QPoint(4, 2 * ROWS + 30), "Yes")


def canvas(ratio: float) -> QImage:
    image = QImage(40 * round(ratio + 1), 4 * ROWS * round(ratio + 1), QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    return image


def painted(picture: Picture, draw: Drawing, ratio: float = 1.0) -> QImage:
    image = canvas(ratio)
    painter = QPainter(image)
    picture.paint(painter, AT, SIZE, draw)
    painter.end()
    return image


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_it_looks_as_if_it_were_drawn_there(qapp, ratio):
    there = canvas(ratio)
    painter = QPainter(there)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(AT)
    Drawing()(painter)
    painter.end()
    assert painted(Picture(), Drawing(), ratio) == there


def test_it_is_drawn_once_until_it_is_another_one(qapp):
    picture, drawing = Picture(), Drawing()
    for _ in range(3):
        painted(picture, drawing)
    assert drawing.times == 1
    picture.forget()
    painted(picture, drawing)
    assert drawing.times == 2


def test_on_a_finer_screen_it_is_drawn_anew(qapp):
    picture, drawing = Picture(), Drawing()
    painted(picture, drawing)
    painted(picture, drawing, 2.0)
    assert drawing.times == 2
