"""Where a line is written: who says it stays, and the letters stand where they stood."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPolygon
from PySide6.QtTest import QTest

from captioner.core.cast import Cast
from captioner.core.transcript import Mark
from captioner.ui.parts.theme import colours
from captioner.ui.parts.voice_colours import voice_colour
from captioner.ui.transcript.shown import key_of
from captioner.ui.transcript.view import TranscriptView
from tests.ui.stage import final

ENGLISH, HEBREW = "He is late again.", "הוא שוב מאחר"
HALF = 128


def painted(view: TranscriptView, wanted: Callable[[QColor], bool]) -> tuple[int, ...]:
    """Where such a colour is within the place of the first entry's text."""
    place = view._place_of(key_of(view.items[0])).toAlignedRect()
    picture = view.viewport().grab(place).toImage()
    points = [
        QPoint(x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if wanted(picture.pixelColor(x, y))
    ]
    assert points
    return QPolygon(points).boundingRect().getRect()


def is_dark(colour: QColor) -> bool:
    return colour.lightness() < HALF


def say(view: TranscriptView, text: str, name: str) -> None:
    segment = replace(final(text, 1), speaker="B")
    cast = Cast().with_voices([replace(segment, speaker="A"), segment])
    view.use_cast(cast.with_name("B", name))
    view.add(segment)
    view.setCursorWidth(0)


def unselect(view: TranscriptView) -> None:
    cursor = view.correcting.field.textCursor()
    cursor.clearSelection()
    view.correcting.field.setTextCursor(cursor)
    view.correcting.field.setCursorWidth(0)


@pytest.mark.parametrize("name", ["", "Marta", "מרים"])
@pytest.mark.parametrize("text", [ENGLISH, HEBREW])
def test_who_says_a_line_stays_while_it_is_written(view, text, name):
    say(view, text, name)
    colour = QColor(voice_colour(view.cast.place("B")))
    before = painted(view, colour.__eq__)
    view.correct()
    assert view.correcting.field.toPlainText() == text
    unselect(view)
    assert painted(view, colour.__eq__) == pytest.approx(before, abs=1)
    assert not view.correcting.field.viewport().geometry().intersects(_lead(view))


@pytest.mark.parametrize("text", [ENGLISH, HEBREW])
def test_the_letters_of_a_line_stand_where_they_stood(view, text):
    say(view, text, "Marta")
    before = painted(view, is_dark)
    view.correct()
    unselect(view)
    assert painted(view, is_dark) == pytest.approx(before, abs=2)


def test_the_flag_of_a_mark_stays_while_its_note_is_written(view):
    view.add(Mark(at_ms=0, note="Budget"))
    view.correct()
    view.correcting.field.clear()
    assert painted(view, QColor(colours().accent).__eq__)


def test_a_long_name_leaves_room_to_write(view):
    say(view, ENGLISH, "Professor Doctor Wilhelmina von und zu Hohenstein the younger")
    view.correct()
    field = view.correcting.field
    assert field.viewport().width() >= field.width() // 3


def test_what_is_typed_from_the_other_side_begins_there(view):
    say(view, ENGLISH, "Marta")
    view.correct()
    view.correcting.field.insertPlainText(HEBREW)
    assert _lead(view).center().x() > view.correcting.field.width() // 2
    assert view.correcting.field.cursorRect().left() > 0
    QTest.keyClick(view.correcting.field, Qt.Key.Key_Return)


def _lead(view: TranscriptView) -> QRect:
    return view.correcting.field._lead.geometry()
