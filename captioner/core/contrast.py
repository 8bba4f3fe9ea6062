"""Whether text can be read: the contrast rules of WCAG 2.2, and what follows for captions."""

from dataclasses import dataclass

READABLE = 4.5
"""The least contrast of text by WCAG 2.2, success criterion 1.4.3."""

TAIL_OPACITY = 0.65
"""How solid words are that may still change, where that can be read."""

_NEAR_BLACK = 0.04045
"""Up to this value sRGB is linear (IEC 61966-2-1)."""

_STEPS = 10
"""In so many steps a colour becomes another."""

_SPARE = 0.05
"""So much contrast is lost where a colour is rounded to 8 bits a channel."""

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


def readable(colour: Rgb, text: Paint, box: Paint) -> Rgb:
    """The colour, as much nearer to that of the text as it takes to be read where that is read.

    Args:
        colour: What is wanted, 0-255 a channel; as solid as the text.
        text: The words beside it.
        box: What both stand on, over a white and a black screen.
    """
    grounds = (box.over(_WHITE), box.over(_BLACK))
    reachable = [ground for ground in grounds if contrast(text.over(ground), ground) >= READABLE]
    for share in range(_STEPS + 1):
        made = Paint(text.rgb, share / _STEPS).over(colour)
        painted = Paint(made, text.opacity)
        if all(contrast(painted.over(ground), ground) > READABLE + _SPARE for ground in reachable):
            return made
    return text.rgb
