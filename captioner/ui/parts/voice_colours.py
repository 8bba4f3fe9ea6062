"""A colour for each voice, in the order in which they were first heard."""

from collections.abc import Iterable, Mapping

from captioner.ui.parts.theme import colours

_ON_LIGHT = ("#1f53b8", "#8a3ffc", "#00706d", "#a2191f", "#6a5100", "#0e6027", "#9f1853", "#525252")
_ON_DARK = ("#8db4ff", "#c9a6ff", "#4fd1c5", "#ff9ea0", "#e6c35c", "#7fd88f", "#ff9fcf", "#c6c6c6")


def voice_colours(labels: Iterable[str]) -> Mapping[str, str]:
    """Label → colour as #rrggbb, in the theme in use; they come round after eight voices.

    Args:
        labels: The voices, each as often as it speaks; "" is no voice.
    """
    choice = _ON_DARK if colours().name == "dark" else _ON_LIGHT
    voices = filter(None, dict.fromkeys(labels))
    return {label: choice[place % len(choice)] for place, label in enumerate(voices)}
