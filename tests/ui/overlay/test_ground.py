import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from captioner.core.settings import Settings
from captioner.ui.overlay.ground import Ground
from captioner.ui.overlay.look import MARGIN, Look

WHOLE = QRect(0, 0, 300, 240)


def painted(dirty: QRect, ratio: float = 1.0, **settings: object) -> QImage:
    """What becomes of an empty picture that is painted within `dirty`."""
    image = QImage(WHOLE.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(0, 0, 0, 0))
    painter = QPainter(image)
    painter.setClipRect(dirty)
    Ground(Look.of(Settings(**settings)), WHOLE).paint(painter, dirty, ratio)
    painter.end()
    return image


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("window", [0, 40])
def test_a_part_is_painted_as_the_whole_is(qapp, ratio, window):
    whole = painted(WHOLE, ratio, window_opacity=window)
    part = QRect(10, 60, 280, 110)  # taller than one strip
    inside = QRect(part.topLeft() * ratio, part.size() * ratio).adjusted(1, 1, -1, -1)
    assert painted(part, ratio, window_opacity=window).copy(inside) == whole.copy(inside)


def test_the_box_has_corners_and_stands_within_its_margin(qapp):
    image = painted(WHOLE, window_opacity=0)
    assert image.pixelColor(MARGIN, MARGIN).alpha() < 60
    assert image.pixelColor(MARGIN - 2, 120).alpha() == 0
    assert image.pixelColor(MARGIN + 2, 120).alpha() == 217  # 85 %


def test_smooth_edges_are_left_off_for_what_is_painted_next(qapp):
    image = QImage(WHOLE.size(), QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    for dirty in (WHOLE, QRect(20, 60, 40, 40)):
        Ground(Look.of(Settings()), WHOLE).paint(painter, dirty, 1.0)
        assert not painter.renderHints() & QPainter.RenderHint.Antialiasing
    painter.end()


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_line_of_captions_over_the_whole_box_costs_no_smooth_edges(qapp, monkeypatch, ratio):
    smooth: list[QPainter] = []
    monkeypatch.setattr(Ground, "_paint_rounded", lambda _, painter: smooth.append(painter))
    line = QRect(MARGIN, 80, WHOLE.width() - 2 * MARGIN, 40)
    image = painted(line, ratio)
    assert smooth == []
    assert image.pixelColor(int(150 * ratio), int(100 * ratio)).alpha() == 217
