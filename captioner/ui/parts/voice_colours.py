"""How a voice is shown: its name, and its colour in the order in which voices were first heard."""

import unicodedata

from captioner.core.cast import Cast
from captioner.core.lanes import LABELS
from captioner.core.lines import clean
from captioner.ui.language import tr
from captioner.ui.parts.theme import colours

_ON_LIGHT = ("#1f53b8", "#7c32e8", "#00706d", "#a2191f", "#6a5100", "#0e6027", "#9f1853", "#525252")
_ON_DARK = ("#8db4ff", "#c9a6ff", "#4fd1c5", "#ff9ea0", "#e6c35c", "#7fd88f", "#ff9fcf", "#c6c6c6")
PALETTES = (_ON_LIGHT, _ON_DARK)
"""Dark colours for light grounds, and light ones for dark grounds; they come round."""

_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = "\N{LEFT-TO-RIGHT MARK}", "\N{RIGHT-TO-LEFT MARK}"
_ISOLATED = "\N{FIRST STRONG ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"


def voice_colour(place: int) -> str:
    """The colour of the how-manieth voice as #rrggbb, in the theme in use; "" for no voice."""
    choice = _ON_DARK if colours().name == "dark" else _ON_LIGHT
    return choice[place % len(choice)] if place >= 0 else ""


def shown_name(cast: Cast, label: str) -> str:
    """What stands on screen where a voice speaks; "" for nothing."""
    shown = cast.shown_as(label)
    name = cast.name(shown)
    return tr(name) if name == shown and shown in LABELS else clean(name)


def voice_name(cast: Cast, label: str) -> str:
    """What a voice is called where it is asked for; "" for nobody."""
    return shown_name(cast, label) or clean(label)


def beside(name: str, text: str) -> str:
    """The name as it stands before a text, which alone has the line's writing direction.

    Nobody stands before it as nothing at all.
    """
    if not name:
        return ""
    strong = [kind for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")]
    leftwards = strong[:1] not in ([], ["L"])
    if not leftwards and all(
        unicodedata.bidirectional(letter) not in ("R", "AL") for letter in name
    ):
        return name
    return (_RIGHT_TO_LEFT if leftwards else _LEFT_TO_RIGHT) + _ISOLATED.format(name)
