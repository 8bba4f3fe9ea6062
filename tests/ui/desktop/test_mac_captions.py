"""The caption style of macOS, as settings."""

from dataclasses import replace
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.core.setting_values import change
from captioner.core.settings import DEFAULTS
from captioner.ui.desktop.mac_captions import MacCaptions
from captioner.ui.settings.presets import with_style

CHOSEN = MacCaptions(
    text_colour=(1.0, 1.0, 0.0, 1.0),
    text_opacity=1.0,
    text_size=1.5,
    font="Avenir Next",
    edge=5,
    box_colour=(0.2, 1.0),
    box_opacity=0.74,
    window_colour=(0.0, 0.0, 1.0, 0.5),
    window_opacity=0.0,
)
WITHOUT = MacCaptions((), nan, nan, "", 0, (), nan, (), nan)


def test_what_was_chosen_becomes_settings() -> None:
    settings = with_style(DEFAULTS, CHOSEN.as_settings())
    assert (settings.text_colour, settings.text_opacity) == ("#ffff00", 100)
    assert (settings.text_size, settings.font, settings.outline) == (150, "Avenir Next", "shadow")
    assert (settings.box_colour, settings.box_opacity) == ("#333333", 75)
    assert (settings.window_colour, settings.window_opacity) == ("#0000ff", 0)


def test_what_cannot_be_told_is_left_out() -> None:
    assert WITHOUT.as_settings() == {}


def test_a_font_of_the_system_itself_is_left_out() -> None:
    assert "font" not in replace(CHOSEN, font=".AppleSystemUIFont").as_settings()


def test_text_that_could_not_be_seen_is_faint_instead() -> None:
    assert replace(CHOSEN, text_opacity=0.0).as_settings()["text_opacity"] == 25


@pytest.mark.parametrize(
    ("size", "setting"), [(0.1, 50), (0.74, 70), (1.0, 100), (2.0, 200), (9.0, 200), (inf, None)]
)
def test_a_size_is_one_that_can_be_had(size: float, setting: int | None) -> None:
    assert replace(CHOSEN, text_size=size).as_settings().get("text_size") == setting


numbers = st.floats(-10, 10) | st.sampled_from([nan, inf, -inf, 0.0, 1.0])
colours = st.lists(numbers, max_size=5).map(tuple)


@given(
    st.builds(
        MacCaptions,
        text_colour=colours,
        text_opacity=numbers,
        text_size=numbers,
        font=st.sampled_from(["", "Helvetica", ".Hidden"]),
        edge=st.integers(-2, 9),
        box_colour=colours,
        box_opacity=numbers,
        window_colour=colours,
        window_opacity=numbers,
    )
)
def test_whatever_macos_says_is_a_setting_that_can_be_had(said: MacCaptions) -> None:
    for name, value in said.as_settings().items():
        assert getattr(change(DEFAULTS, name, value), name) == value
