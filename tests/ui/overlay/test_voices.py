"""Who speaks, in the captions: names, letters, colours, and a press that names."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from captioner.core.contrast import READABLE, Paint, contrast
from captioner.core.lanes import Lane
from captioner.core.settings import ABOUT, Settings
from captioner.core.transcript import Segment
from captioner.ui.overlay.look import Look, _rgb
from captioner.ui.overlay.window import OverlayWindow
from captioner.ui.parts.name_dialog import NameDialog
from tests.ui.overlay.test_window import shown
from tests.ui.stage import Stage, final, partial
from tests.ui.test_desk import Bench, bench

__all__ = ["bench"]
LEFT = Qt.MouseButton.LeftButton


def said(text: str, turn: int, speaker: str) -> Segment:
    return replace(final(text, turn, turn * 5_000), speaker=speaker)


@pytest.fixture
def overlay(stage: Stage, qtbot) -> OverlayWindow:
    overlay = shown(stage, qtbot)
    stage.commands.change("speaker_labels", value="true")
    stage.listen()
    stage.model.final(said("Shall we?", 0, "A"))
    stage.model.final(said("Yes.", 1, "B"))
    return overlay


def lines(overlay: OverlayWindow) -> list[str]:
    return overlay.view.text().splitlines()


def place_of(overlay: OverlayWindow, row: int) -> QPoint:
    """The middle of what stands before a line."""
    view = overlay.view
    view._refresh()
    line = view._row(row, len(view._painted))
    return QPointF(view.look.text_left - view.look.gutter / 2, line.center().y()).toPoint()


def test_a_name_that_is_given_stands_in_the_captions_at_once(overlay, stage):
    assert lines(overlay) == ["A Shall we?", "B Yes."]
    stage.model.named("A", "Marta")
    assert lines(overlay) == ["Marta Shall we?", "B Yes."]
    assert overlay.view.look.gutter > overlay.view.look.metrics.horizontalAdvance("Marta")


@pytest.mark.parametrize(
    ("how", "first", "coloured"),
    [("name", "Marta", True), ("letter", "A", True), ("colour", "–", True), ("off", "–", False)],
)
def test_names_are_shown_as_the_user_wants(overlay, stage, how, first, coloured):
    stage.model.named("A", "Marta")
    stage.commands.change("names_in_captions", how)
    assert lines(overlay)[0] == f"{first} Shall we?"
    image = overlay.view.grab().toImage()
    seen = {image.pixelColor(x, y).name() for y in range(image.height()) for x in range(80)}
    assert (overlay.view.look.voice(0).name() in seen) is coloured


def test_the_first_letter_moves_no_word_and_makes_nothing_wider(stage, qtbot):
    overlay = shown(stage, qtbot)
    stage.commands.change("speaker_labels", value="true")
    before = overlay.geometry(), overlay.view.look.text_left
    stage.listen()
    for turn, label in enumerate("ABWM"):
        stage.model.final(said("Yes.", turn, label))
    assert (overlay.geometry(), overlay.view.look.text_left) == before


def test_one_voice_alone_has_a_dash_until_there_is_another(stage, qtbot):
    overlay = shown(stage, qtbot)
    stage.listen()
    stage.model.final(said("Shall we?", 0, "A"))
    assert lines(overlay) == ["– Shall we?"]
    stage.model.final(said("Yes.", 1, "B"))
    assert lines(overlay) == ["A Shall we?", "B Yes."]


def test_one_voice_alone_beside_the_microphone_stands_for_its_side(stage, qtbot):
    stage.commands.change("source", "both")
    overlay = shown(stage, qtbot)
    stage.listen()
    stage.model.final(replace(said("Shall we?", 0, "A"), lane=Lane.OTHERS))
    stage.model.partial(replace(partial("yes", 1, 5_000), lane=Lane.YOU))
    assert lines(overlay) == ["Others Shall we?", "You yes"]


def test_a_long_name_leaves_room_for_words(overlay, stage):
    stage.model.named("A", "Wolfgang Amadeus Theophilus" * 4)
    assert lines(overlay)[0] == "Wolfgang Am… Shall we?"


def test_your_side_has_its_colour_from_its_first_word(stage, qtbot):
    stage.commands.change("source", "both")
    overlay = shown(stage, qtbot)
    stage.listen()
    stage.model.partial(replace(partial("so I think"), lane=Lane.YOU))
    assert overlay.view._who.place("You") == 0


@pytest.mark.parametrize("box", ABOUT["box_colour"].choices)
@pytest.mark.parametrize("text", ABOUT["text_colour"].choices)
@pytest.mark.parametrize("solid", [100, 85, 40, 0])
def test_every_voice_can_be_read_wherever_the_words_can(text, box, solid, qapp):
    look = Look.of(Settings(text_colour=text, box_colour=box, box_opacity=solid))
    ground = Paint(_rgb(look.box), look.box.alphaF())
    assert len(look.voices) == 8
    for screen in ((0.0, 0.0, 0.0), (255.0, 255.0, 255.0)):
        seen = ground.over(screen)
        if contrast(_rgb(look.text), seen) >= READABLE:
            for colour in look.voices:
                assert contrast(_rgb(colour), seen) >= READABLE, colour.name()


def test_on_the_usual_box_no_two_voices_look_alike(qapp):
    assert len({QColor(colour).name() for colour in Look.of(Settings()).voices}) == 8


def test_a_letter_is_pressed_typed_over_and_stands_everywhere(bench: Bench, qtbot):
    stage, overlay = bench.stage, bench.desk.overlay
    bench.desk.commands.start()
    stage.model.final(said("Shall we?", 0, "A"))
    stage.model.final(said("Yes.", 1, "B"))
    qtbot.waitUntil(overlay.isVisible)
    QTest.mouseClick(overlay, LEFT, pos=place_of(overlay, 0))
    (dialog,) = bench.desk.captions._asked
    assert isinstance(dialog, NameDialog)
    assert dialog.isVisible()
    QTest.keyClicks(dialog.field, "Marta")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert lines(overlay) == ["Marta Shall we?", "B Yes."]
    assert "Marta: Shall we?" in bench.desk.window.panel.view.toPlainText()
    bench.desk.window._undoing.undo()
    assert lines(overlay) == ["A Shall we?", "B Yes."]


def test_a_drag_or_a_hold_that_begins_on_a_name_asks_nothing(overlay, stage, qtbot):
    asked: list[str] = []
    overlay.voices.wanted.connect(lambda voice, _: asked.append(voice))
    at, before = place_of(overlay, 0), overlay.pos()
    QTest.mousePress(overlay, LEFT, pos=at)
    for step in (20, 40, 60):
        QTest.mouseMove(overlay, at + QPoint(step, -step))
    QTest.mouseRelease(overlay, LEFT, pos=at)
    assert overlay.pos() != before
    at = place_of(overlay, 0)
    QTest.mousePress(overlay, LEFT, pos=at)
    qtbot.waitUntil(lambda: overlay.holding.on)
    QTest.mouseRelease(overlay, LEFT, pos=at)
    assert asked == []
    QTest.mouseClick(overlay, LEFT, pos=place_of(overlay, 1))
    assert asked == ["B"]
    QTest.mouseClick(overlay, LEFT, pos=place_of(overlay, 1) + QPoint(100, 0))
    assert asked == ["B"]


def test_the_hand_shows_what_can_be_pressed_also_in_lines_from_right_to_left(overlay, stage):
    stage.model.final(said("שלום לכולם", 2, "A"))
    assert overlay.view.voice_at(QPointF(place_of(overlay, 2))) == ""
    row = overlay.view._row(2, 3)
    middle = row.center().y()
    ends = [x for x in range(overlay.width()) if overlay.view.voice_at(QPointF(x, middle))]
    assert min(ends) > overlay.width() / 2
    QTest.mouseMove(overlay, QPoint(ends[3], int(row.center().y())))
    assert overlay.cursor().shape() is Qt.CursorShape.PointingHandCursor
