"""Whether text can be read: the contrast rules of WCAG 2.2, and what follows for captions."""

from dataclasses import dataclass

READABLE = 4.5
"""The least contrast of text by WCAG 2.2, success criterion 1.4.3."""

TAIL_OPACITY = 0.65
"""How solid words are that may still change, where that can be read."""

_NEAR_BLACK = 0.04045
"""Up to this value sRGB is linear (IEC 61966-2-1)."""

_WHITE, _BLACK = (255.0, 255.0, 255.0), (0.0, 0.0, 0.0)
Rgb = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour of 0–255 a channel and how solid it is, 0 to 1."""

    rgb: Rgb
    opacity: float = 1.0

    def over(self, ground: Rgb) -> Rgb:
        """The colour that is seen when this is painted over `ground`."""
        red, green, blue = (
            below + (above - below) * self.opacity
            for above, below in zip(self.rgb, ground, strict=True)
        )
        return red, green, blue


def luminance(rgb: Rgb) -> float:
    """Relative luminance, 0 to 1, as WCAG 2.2 defines it."""
    red, green, blue = (
        value / 12.92 if value <= _NEAR_BLACK else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in rgb)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def is_light(rgb: Rgb) -> bool:
    """Whether black is read better on it than white."""
    return contrast(rgb, _BLACK) > contrast(rgb, _WHITE)


def tail_opacity(text: Paint, box: Paint) -> float:
    """How solid the tail is painted, so that it is dim and still readable on any ground.

    At least `TAIL_OPACITY`, at most the text's own opacity; as much more as it takes to
    reach 4.5:1 on the box over a white and a black screen, where that can be reached.
    """
    grounds = (box.over(_WHITE), box.over(_BLACK))
    reachable = [ground for ground in grounds if contrast(text.over(ground), ground) >= READABLE]
    opacity = min(TAIL_OPACITY, text.opacity)
    while opacity < text.opacity and any(
        contrast(Paint(text.rgb, opacity).over(ground), ground) < READABLE for ground in reachable
    ):
        opacity = min(opacity + 0.05, text.opacity)
    return opacity
