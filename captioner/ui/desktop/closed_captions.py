"""The caption style that a user has chosen for all programs, as settings of ours.

The numbers are those of `Windows.Media.ClosedCaptioning`; 0 is always "default".
"""

from collections.abc import Mapping
from dataclasses import dataclass

_COLOURS = {
    1: "#ffffff",
    2: "#000000",
    3: "#ff0000",
    4: "#00ff00",
    5: "#0000ff",
    6: "#ffff00",
    7: "#ff00ff",
    8: "#00ffff",
}
_OPACITIES = {1: 100, 2: 75, 3: 25, 4: 0}
_SIZES = {1: 50, 2: 100, 3: 150, 4: 200}
_EDGES = {1: "none", 2: "raised", 3: "depressed", 4: "uniform", 5: "shadow"}
_FONTS = {
    1: "Courier New",
    2: "Times New Roman",
    3: "Consolas",
    4: "Segoe UI",
    5: "Segoe Print",
    6: "Segoe Script",
    7: "Segoe UI",  # small capitals
}
"""What Windows itself shows for its font styles."""

FAINTEST_TEXT = 25
"""A text that cannot be seen is no style of captions."""


@dataclass(frozen=True, slots=True)
class ClosedCaptions:
    """What was chosen; 0 is the default."""

    text_colour: int = 0
    text_opacity: int = 0
    text_size: int = 0
    font: int = 0
    edge: int = 0
    box_colour: int = 0
    box_opacity: int = 0
    window_colour: int = 0
    window_opacity: int = 0

    def as_settings(self) -> Mapping[str, str | int]:
        """The settings that it sets; those left at their default are not among them."""
        tables: Mapping[str, tuple[int, Mapping[int, str] | Mapping[int, int]]] = {
            "text_colour": (self.text_colour, _COLOURS),
            "text_opacity": (self.text_opacity, _OPACITIES),
            "text_size": (self.text_size, _SIZES),
            "font": (self.font, _FONTS),
            "outline": (self.edge, _EDGES),
            "box_colour": (self.box_colour, _COLOURS),
            "box_opacity": (self.box_opacity, _OPACITIES),
            "window_colour": (self.window_colour, _COLOURS),
            "window_opacity": (self.window_opacity, _OPACITIES),
        }
        chosen: dict[str, str | int] = {
            name: table[number] for name, (number, table) in tables.items() if number in table
        }
        if chosen.get("text_opacity") == 0:
            chosen["text_opacity"] = FAINTEST_TEXT
        return chosen
