"""What the user asks of all programs, as far as the system tells."""

import sys
from collections.abc import Mapping
from contextlib import suppress


def wants_less_motion() -> bool:
    """Whether the user asked the system not to animate."""
    if sys.platform == "win32":
        from captioner.ui.desktop import windows_wishes

        return windows_wishes.wants_less_motion()
    if sys.platform == "darwin":
        from captioner.ui.desktop import macos

        return macos.wants_less_motion()
    from captioner.ui.desktop import portal

    return portal.wants_less_motion()


def caption_style() -> Mapping[str, str | int]:
    """The settings of the caption style chosen for all programs; empty where none is."""
    if sys.platform == "win32":
        from captioner.ui.desktop import windows_wishes

        return windows_wishes.closed_captions().as_settings()
    if sys.platform == "darwin":
        from captioner.ui.desktop import macos_wishes

        with suppress(OSError, AttributeError):  # a macOS without the framework, or a function
            return macos_wishes.caption_style()
    return {}
