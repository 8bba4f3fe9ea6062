"""The chosen session: its title where it stands, and what is done with it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence, QPolygon
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

HALF = 128


def place(widget: QWidget) -> QRect:
    """Where it stands in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())


@pytest.fixture(params=[Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def direction(request, qapp: QApplication) -> Iterator[Qt.LayoutDirection]:
    """Named before a window, it is the one that the window has."""
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(request.param)
    yield request.param
    qapp.setLayoutDirection(before)


def test_list_and_text_keep_the_same_room_in_both_directions(direction, window):
    window.open_session("c")
    QTest.qWait(0)
    one, other = sorted((place(window.listing.list), place(window.view)), key=QRect.left)
    edges = (one.left(), window.width() - 1 - other.right(), other.left() - one.right() - 1)
    assert edges == pytest.approx((12, 12, 16), abs=1)  # Qt's splitter is one off leftwards


def letters(window: QWidget, within: QRect) -> QRect:
    """Where something is written in a part of a window."""
    picture = window.grab(within).toImage()
    dark = [
        QPoint(x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).lightness() < HALF
    ]
    return QPolygon(dark).boundingRect()


@pytest.mark.parametrize("title", ["Old talk", "שיחה ישנה"])
def test_a_title_is_written_just_where_it_stands(direction, window, stage, title):
    kept = stage.app.library.transcripts["c"]
    stage.app.library.transcripts["c"] = replace(kept, session=replace(kept.session, title=title))
    window.open_session("c")
    QTest.qWait(0)
    shown, field = window.reading.title, window.reading.title_field
    below = window.reading.facts, window.view
    before = [letters(window, place(shown)), *map(place, below)]
    window.reading.rename()
    field.deselect()
    field.setReadOnly(True)  # without the cursor
    QTest.qWait(0)
    assert [letters(window, place(shown)), *map(place, below)] == before
    assert place(field).top() >= 0


def test_renaming_renames(window, stage):
    window.open_session("c")
    window.listing.list.setFocus()
    QTest.keyClick(window.listing.list, Qt.Key.Key_F2)
    field = window.reading.title_field
    assert field.hasFocus()
    assert field.selectedText() == "Old talk"
    assert field.accessibleName() == "Title"
    QTest.keyClicks(field, "New name")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.reading.title.text() == "New name"
    assert window.reading.title.isVisible()
    assert not field.isVisible()
    QTest.keySequence(window, QKeySequence(QKeySequence.StandardKey.Undo))
    assert window.reading.title.text() == "Old talk"
    assert stage.app.calls == ["rename c New name", "rename c Old talk"]


def test_a_title_is_left_by_escape_and_written_by_going_elsewhere(window, stage):
    window.open_session("c")
    for text in ("Other", ""):
        window.reading.rename()
        QTest.keyClicks(window.reading.title_field, text)
        QTest.keyClick(window.reading.title_field, Qt.Key.Key_Escape)
        assert window.listing.list.hasFocus()
    assert stage.app.calls == []
    window.reading.buttons[1].click()
    QTest.keyClicks(window.reading.title_field, "New name")
    window.listing.list.setFocus()
    assert window.reading.title.text() == "New name"
