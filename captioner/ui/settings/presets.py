"""Styles that are one click away; each sets these settings and leaves the others."""

from collections.abc import Mapping

from captioner.core.setting_values import Value, change
from captioner.core.settings import DEFAULTS, Settings

_STYLE = (
    "text_size",
    "font",
    "weight",
    "text_colour",
    "text_opacity",
    "box_colour",
    "box_opacity",
    "outline",
    "window_colour",
    "window_opacity",
)
_CLASSIC: Mapping[str, Value] = {name: getattr(DEFAULTS, name) for name in _STYLE}

PRESETS: Mapping[str, Mapping[str, Value]] = {
    "Classic": _CLASSIC,
    "Yellow on black": {**_CLASSIC, "text_colour": "#ffff00", "box_opacity": 85},
    "Black on white": {
        **_CLASSIC,
        "text_colour": "#000000",
        "box_colour": "#ffffff",
        "box_opacity": 90,
        "outline": "none",
    },
    "Large": {**_CLASSIC, "text_size": 160},
    "High contrast": {
        **_CLASSIC,
        "text_size": 130,
        "weight": "bold",
        "box_opacity": 100,
        "outline": "none",
    },
}
"""Name → what it sets."""

AS_IN_THE_SYSTEM = "As in the system"
"""The name of the style that is chosen for all programs, where the system has one."""


def with_style(settings: Settings, style: Mapping[str, Value]) -> Settings:
    """The settings in this style, one of `PRESETS` or the system's own."""
    for setting, value in style.items():
        settings = change(settings, setting, value)
    return settings
