"""Keeps the settings, and what the system itself must be told of them."""

import os
import sys
from pathlib import Path

from captioner.core.settings import Settings
from captioner.storage import autostart, settings_file
from captioner.storage.paths import Paths

ENTRY_POINT = "captioner-window"


class Saving:
    """Saves settings of one profile; a throw-away profile never starts with the system.

    Args:
        paths: Where they are kept.
        settings: As they were kept last.
    """

    def __init__(self, paths: Paths, settings: Settings) -> None:
        self._paths = paths
        self._starts = settings.start_with_system

    def save(self, settings: Settings) -> None:
        """Write the settings, and let the system know if it is to start Captioner.

        Raises:
            StorageError: One of both could not be done.
        """
        settings_file.save(self._paths.settings, settings)
        if settings.start_with_system == self._starts or self._paths.profile:
            return
        if settings.start_with_system:
            autostart.enable(window_command())
        else:
            autostart.disable()
        self._starts = settings.start_with_system


def window_command() -> list[str]:
    """What opens the window of this very installation."""
    if getattr(sys, "frozen", False):
        # An AppImage runs from a folder that is gone afterwards.
        return [os.environ.get("APPIMAGE", sys.executable)]
    interpreter = Path(sys.executable)
    entry_point = interpreter.with_name(ENTRY_POINT + interpreter.suffix)
    if entry_point.exists():
        return [str(entry_point)]
    return [sys.executable, str(Path(sys.argv[0]).resolve())]
