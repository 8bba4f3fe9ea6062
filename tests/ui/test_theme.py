import pytest
from PySide6.QtGui import QColor

from captioner.core.contrast import READABLE, contrast
from captioner.ui.theme import DARK, LIGHT, Colours, colours, use_theme


def rgb(colour: str) -> tuple[float, float, float]:
    made = QColor(colour)
    return made.red(), made.green(), made.blue()


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=lambda scheme: scheme.name)
@pytest.mark.parametrize("ground", ["window", "base", "raised", "strip", "alert"])
@pytest.mark.parametrize("text", ["text", "quiet", "accent", "warn"])
def test_every_text_can_be_read_on_every_ground(scheme: Colours, ground: str, text: str):
    assert contrast(rgb(getattr(scheme, text)), rgb(getattr(scheme, ground))) >= READABLE


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=lambda scheme: scheme.name)
def test_text_on_the_accent_can_be_read(scheme: Colours):
    assert contrast(rgb(scheme.on_accent), rgb(scheme.accent)) >= READABLE


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=lambda scheme: scheme.name)
def test_the_edges_of_controls_can_be_seen(scheme: Colours):
    assert contrast(rgb(scheme.line), rgb(scheme.window)) >= 3


def test_the_user_chooses_light_or_dark(qapp):
    use_theme(qapp, "dark")
    assert colours() is DARK
    use_theme(qapp, "light")
    assert colours() is LIGHT
