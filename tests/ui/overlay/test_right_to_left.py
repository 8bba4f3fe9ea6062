"""The captions in a language that is written from right to left."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from captioner.core.status import Condition, Status
from captioner.ui.overlay.window import OverlayWindow
from tests.ui.overlay.test_window import button, shown
from tests.ui.stage import LOUD, Stage


@pytest.fixture
def overlay(stage: Stage, qtbot, qapp: QApplication) -> Iterator[OverlayWindow]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    made = shown(stage, qtbot)
    stage.listen()
    stage.model.level(LOUD)
    made.controls.appear()
    made.status.leave_room(made.controls.width())
    yield made
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def words(overlay: OverlayWindow) -> QRect:
    """Where the sentence of the status row is painted, in the overlay."""
    status = overlay.status
    status.bars.hide()
    with_words = picture(overlay)
    said, status._text = status._text, ""
    without = picture(overlay)
    status._text = said
    size = with_words.size()
    changed = [
        QPoint(x, y)
        for x in range(size.width())
        for y in range(size.height())
        if with_words.pixel(x, y) != without.pixel(x, y)
    ]
    columns = [point.x() for point in changed]
    assert columns
    edges = QRect(QPoint(min(columns), 0), QSize(max(columns) - min(columns) + 1, size.height()))
    return edges.translated(status.pos())


def picture(overlay: OverlayWindow) -> QImage:
    image = QImage(overlay.status.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    overlay.status.render(image)
    return image


def test_the_buttons_stand_at_the_end_of_the_row_and_cover_none_of_its_words(overlay, stage):
    stage.model.status(Status(Condition.QUIET, {"d": "Speakers"}))
    bars, controls = overlay.status.bars.geometry(), overlay.controls.geometry()
    assert bars.translated(overlay.status.pos()).left() > controls.right()
    assert not words(overlay).intersects(controls)
    assert overlay.rect().contains(controls)


def test_what_is_offered_stands_between_words_and_buttons(overlay, stage):
    stage.model.status(Status(Condition.QUIET, {"d": "Speakers"}))
    overlay.status.offer("Stay above", print)
    link = overlay.status.link.geometry().translated(overlay.status.pos())
    assert not words(overlay).intersects(link)
    assert not link.intersects(overlay.controls.geometry())


def test_a_button_that_changes_the_size_stays_under_the_pointer(overlay):
    overlay.event(QEvent(QEvent.Type.Enter))
    for name in ("Larger text", "Smaller text"):
        pressed = button(overlay, name)
        place = pressed.mapToGlobal(pressed.rect().center())
        pressed.click()
        assert pressed.mapToGlobal(pressed.rect().center()) == place
