import pytest

from captioner.core.settings import Settings
from captioner.ui.overlay.look import MARGIN, Look


def test_100_percent_is_24_points(qapp):
    assert Look.of(Settings()).font.pointSizeF() == 24
    assert Look.of(Settings(text_size=150)).font.pointSizeF() == 36


@pytest.mark.parametrize("size", [50, 100, 200])
@pytest.mark.parametrize("characters", [20, 42, 100])
def test_an_overlay_of_so_many_characters_and_lines_holds_them(qapp, size, characters):
    look = Look.of(Settings(text_size=size, width=characters, lines=4))
    assert look.characters_in(look.size().width()) == characters
    assert look.lines_in(look.size().height()) == 4


def test_text_and_box_have_opacities_of_their_own(qapp):
    look = Look.of(Settings(text_opacity=80, box_opacity=40))
    assert look.text_opacity == 0.8
    assert look.box.alphaF() == pytest.approx(0.4, abs=0.01)


def test_the_edge_of_letters_is_dark_around_light_text_and_light_around_dark(qapp):
    assert Look.of(Settings(text_colour="#ffff00")).edge_colour.name() == "#000000"
    assert Look.of(Settings(text_colour="#000000")).edge_colour.name() == "#ffffff"


def test_a_font_that_is_gone_is_replaced_by_one_that_is_there(qapp):
    look = Look.of(Settings(font="No Such Font At All"))
    assert look.metrics.horizontalAdvance("text") > 0


def test_a_tiny_overlay_still_has_room_for_something(qapp):
    assert Look.of(Settings()).room(MARGIN) >= 1
