"""Keeps the settings, and what the system itself must be told of them."""

import os
import sys
from dataclasses import replace
from pathlib import Path

from captioner.core.setting_values import get
from captioner.core.settings import ABOUT, Settings
from captioner.storage import settings_file
from captioner.storage.paths import Paths

ENTRY_POINT = "captioner-window"


class Saving:
    """Saves settings of one profile; a throw-away profile never starts with the system.

    Args:
        paths: Where they are kept.
        kept: As they were kept last.
        used: As this run began with them: what `--set` changed holds for this run only.
    """

    def __init__(self, paths: Paths, kept: Settings, used: Settings) -> None:
        self._paths = paths
        self._kept = kept
        self._used = used
        self._starts = kept.start_with_system

    def save(self, settings: Settings) -> None:
        """Write the settings, and let the system know if it is to start Captioner.

        Raises:
            StorageError: One of both could not be done.
        """
        settings_file.save(self._paths.settings, self._without_overrides(settings))
        if settings.start_with_system == self._starts or self._paths.profile:
            return
        from captioner.storage import autostart  # 2 ms that a start does not need

        if settings.start_with_system:
            autostart.enable(window_command())
        else:
            autostart.disable()
        self._starts = settings.start_with_system

    def _without_overrides(self, settings: Settings) -> Settings:
        """What the user has not touched since is kept as it was before `--set`."""
        untouched = {
            name: get(self._kept, name)
            for name in ABOUT
            if get(settings, name) == get(self._used, name)
        }
        return replace(settings, **untouched)  # type: ignore[arg-type] # each has its own type


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
