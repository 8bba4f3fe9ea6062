import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.core.contrast import (
    READABLE,
    TAIL_OPACITY,
    Paint,
    contrast,
    is_light,
    luminance,
    readable,
    tail_opacity,
)

WHITE, BLACK, YELLOW = (255.0, 255.0, 255.0), (0.0, 0.0, 0.0), (255.0, 255.0, 0.0)
GREY = (119.0, 119.0, 119.0)
colours = st.tuples(*(st.integers(0, 255).map(float) for _ in range(3)))


def test_black_on_white_is_the_most_there_is():
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1


def test_the_grey_that_just_fails_on_white_is_the_one_wcag_names():
    assert contrast(GREY, WHITE) == pytest.approx(4.48, abs=0.01)


def test_luminance_runs_from_black_to_white():
    assert luminance(BLACK) == 0
    assert luminance(WHITE) == pytest.approx(1)


def test_yellow_is_light_and_blue_is_not():
    assert is_light(YELLOW)
    assert not is_light((0.0, 0.0, 255.0))


def test_half_white_over_black_is_grey():
    assert Paint(WHITE, 0.5).over(BLACK) == (127.5, 127.5, 127.5)


def test_the_default_tail_is_dim():
    assert tail_opacity(Paint(WHITE), Paint(BLACK, 0.75)) == TAIL_OPACITY


def test_a_tail_that_would_be_too_faint_is_painted_stronger():
    assert TAIL_OPACITY < tail_opacity(Paint(GREY), Paint(BLACK)) <= 1


def test_text_that_can_never_be_read_is_not_chased():
    assert tail_opacity(Paint(WHITE, 0.3), Paint(WHITE)) == 0.3


@given(colours, st.floats(0.2, 1), colours, st.floats(0, 1))
def test_the_tail_is_readable_wherever_the_text_is(text, opacity, box, solid):
    paint, ground = Paint(text, opacity), Paint(box, solid)
    tail = Paint(text, tail_opacity(paint, ground))
    assert tail.opacity <= opacity
    for screen in (WHITE, BLACK):
        seen = ground.over(screen)
        if contrast(paint.over(seen), seen) >= READABLE:
            assert contrast(tail.over(seen), seen) >= READABLE - 1e-9


def test_a_colour_that_can_be_read_stays_and_one_that_cannot_comes_nearer_to_the_text():
    on_black = Paint(BLACK)
    assert readable(YELLOW, Paint(WHITE), on_black) == YELLOW
    moved = readable((0.0, 0.0, 255.0), Paint(WHITE), on_black)
    assert contrast(moved, BLACK) >= READABLE
    assert moved[2] > max(moved[:2]) > 0


def test_where_only_the_text_itself_is_read_it_is_the_texts_colour():
    assert readable(WHITE, Paint(GREY), Paint(WHITE)) == WHITE
    assert readable(WHITE, Paint((118.0, 118.0, 118.0)), Paint(WHITE)) == (118.0, 118.0, 118.0)


@given(colours, colours, st.floats(0.2, 1), colours, st.floats(0, 1))
def test_a_voice_is_readable_wherever_the_text_is(colour, text, opacity, box, solid):
    paint, ground = Paint(text, opacity), Paint(box, solid)
    made = Paint(readable(colour, paint, ground), opacity)
    for screen in (WHITE, BLACK):
        seen = ground.over(screen)
        if contrast(paint.over(seen), seen) >= READABLE:
            assert contrast(made.over(seen), seen) >= READABLE - 1e-9
