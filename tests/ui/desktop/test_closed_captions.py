"""The caption style of the system, as settings."""

from itertools import product

import pytest

from captioner.core.setting_values import change
from captioner.core.settings import DEFAULTS
from captioner.ui.desktop.closed_captions import ClosedCaptions
from captioner.ui.settings.presets import with_style


def test_a_user_who_chose_nothing_gets_no_style() -> None:
    assert ClosedCaptions().as_settings() == {}


def test_what_was_chosen_becomes_settings_and_the_rest_stays() -> None:
    chosen = ClosedCaptions(text_colour=6, text_size=3, edge=5, box_colour=5, box_opacity=2)
    settings = with_style(DEFAULTS, chosen.as_settings())
    assert (settings.text_colour, settings.text_size, settings.outline) == (
        "#ffff00",
        150,
        "shadow",
    )
    assert (settings.box_colour, settings.box_opacity) == ("#0000ff", 75)
    assert settings.text_opacity == DEFAULTS.text_opacity


def test_text_that_could_not_be_seen_is_faint_instead() -> None:
    assert ClosedCaptions(text_opacity=4).as_settings() == {"text_opacity": 25}


@pytest.mark.parametrize(
    ("field", "number"), list(product(ClosedCaptions.__slots__, range(-1, 10)))
)
def test_whatever_windows_says_is_a_setting_that_can_be_had(field: str, number: int) -> None:
    for name, value in ClosedCaptions(**{field: number}).as_settings().items():
        assert getattr(change(DEFAULTS, name, value), name) == value
