"""The caption style that a user of macOS has chosen for all programs, as settings of ours.

What is read of it are the answers of MediaAccessibility's `MACaptionAppearance` functions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from captioner.core.settings import ABOUT
from captioner.ui.desktop.closed_captions import FAINTEST_TEXT

_EDGES = {1: "none", 2: "raised", 3: "depressed", 4: "uniform", 5: "shadow"}
"""Settings by `MACaptionAppearanceTextEdgeStyle`; 0 is undefined."""

_GREY = 2
_RGB = 4
_HIDDEN = "."
"""Families that begin so are the system's own, which nobody can choose by name."""


@dataclass(frozen=True, slots=True)
class MacCaptions:
    """What was chosen.

    Attributes:
        text_colour: Its components and alpha, 0 to 1; two for grey, four for red, green and
            blue. So are the other colours.
        text_opacity: 0 to 1, as the other opacities.
        text_size: Against the usual size.
        font: The family; empty for none.
        edge: A `MACaptionAppearanceTextEdgeStyle`.
        box_colour: Behind the words.
        box_opacity: Behind the words.
        window_colour: Behind all of it.
        window_opacity: Behind all of it.
    """

    text_colour: Sequence[float]
    text_opacity: float
    text_size: float
    font: str
    edge: int
    box_colour: Sequence[float]
    box_opacity: float
    window_colour: Sequence[float]
    window_opacity: float

    def as_settings(self) -> Mapping[str, str | int]:
        """The settings that it sets; what cannot be told is not among them."""
        found: dict[str, str | int | None] = {
            "text_colour": _hex(self.text_colour),
            "text_opacity": _percent("text_opacity", self.text_opacity),
            "text_size": _percent("text_size", self.text_size),
            "font": None if self.font.startswith(_HIDDEN) else self.font or None,
            "outline": _EDGES.get(self.edge),
            "box_colour": _hex(self.box_colour),
            "box_opacity": _percent("box_opacity", self.box_opacity),
            "window_colour": _hex(self.window_colour),
            "window_opacity": _percent("window_opacity", self.window_opacity),
        }
        chosen = {name: value for name, value in found.items() if value is not None}
        if isinstance(opacity := chosen.get("text_opacity"), int):
            chosen["text_opacity"] = max(FAINTEST_TEXT, opacity)
        return chosen


def _percent(name: str, share: float) -> int | None:
    """A share in percent, as the setting may be; None where it is no number."""
    if not isfinite(share):
        return None
    about = ABOUT[name]
    percent = about.step * round(100 * share / about.step)
    return max(about.low or 0, min(percent, about.high or percent))


def _hex(components: Sequence[float]) -> str | None:
    """A colour as `#rrggbb`; None of a colour in another room of colours than these two."""
    if not all(map(isfinite, components)):
        return None
    if len(components) == _GREY:
        red = green = blue = components[0]
    elif len(components) == _RGB:
        red, green, blue, _ = components
    else:
        return None
    return "#" + "".join(f"{_byte(each):02x}" for each in (red, green, blue))


def _byte(share: float) -> int:
    return round(255 * max(0.0, min(share, 1.0)))
