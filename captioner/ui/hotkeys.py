"""Keys that work in every window: which setting names which command, and who grabs them."""

import os
import sys
from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from captioner.core.setting_values import get
from captioner.core.settings import ABOUT, Settings
from captioner.ui.language import tr

NAMES = tuple(name for name in ABOUT if name.startswith("hotkey_"))
"""The settings that hold keys."""

Press = Callable[[str], None]
Release = Callable[[str], None]
Refuse = Callable[[Mapping[str, str]], None]


class Grabber(Protocol):
    """Who gets keys from this desktop.

    Attributes:
        limits: Why it cannot, as one sentence; "" if it can.
    """

    limits: str

    def grab(self, keys: Mapping[str, str]) -> None:
        """Ask for these keys and give back all others: setting → key.

        What is refused is told through the callback it was made with.
        """
        ...

    def close(self) -> None:
        """Give every key back."""
        ...


class Hotkeys(QObject):
    """Keeps the grabbed keys in step with the settings."""

    pressed = Signal(str)
    """The name of a setting, such as `hotkey_pause`."""
    released = Signal(str)
    """It is not held any more; told where the desktop tells it."""
    refused_changed = Signal(object)
    """Setting → why its key does not work."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.refused: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._grabber = _grabber(self.pressed.emit, self.released.emit, self._refuse)
        self.use(settings)

    @property
    def limits(self) -> str:
        """Why no key works on this desktop, "" if they do."""
        return self._grabber.limits

    def use(self, settings: Settings) -> None:
        """Grab what the settings name."""
        keys = {name: str(get(settings, name)) for name in NAMES}
        keys = {name: key for name, key in keys.items() if key}
        if keys == self._keys:
            return
        self._keys = keys
        doubles = {name: key for name, key in keys.items() if list(keys.values()).count(key) > 1}
        self._refuse({name: tr("Two commands have this key.") for name in doubles})
        self._grabber.grab({name: key for name, key in keys.items() if name not in doubles})

    def works(self, name: str) -> bool:
        """Whether the key of a setting is set and grabbed."""
        return name in self._keys and name not in self.refused and not self.limits

    def close(self) -> None:
        """Give every key back."""
        self._grabber.close()

    def _refuse(self, refused: Mapping[str, str]) -> None:
        kept = {name: why for name, why in self.refused.items() if name in self._keys}
        self.refused = {**kept, **refused} if refused else {}
        self.refused_changed.emit(self.refused)


def _grabber(press: Press, release: Release, refuse: Refuse) -> Grabber:
    platform = QGuiApplication.platformName()
    if platform == "xcb" and not _is_wayland():
        from captioner.ui.desktop.x11_keys import X11Keys

        return X11Keys(press, release, refuse)
    if platform == "xcb" or platform.startswith("wayland"):
        from captioner.ui.desktop.portal_keys import PortalKeys

        return PortalKeys(press, release, refuse)
    if sys.platform == "win32" and platform == "windows":
        from captioner.ui.desktop.windows_keys import WindowsKeys

        return WindowsKeys(press, release, refuse)
    return NoKeys()


def _is_wayland() -> bool:
    """Whether X11 is only a guest, so that its grabs see nothing of other programs' keys."""
    return bool(os.environ.get("WAYLAND_DISPLAY"))


class NoKeys:
    """A desktop that gives no program a key of its own."""

    def __init__(self) -> None:
        self.limits = tr(
            "This desktop gives programs no keys. Bind “captioner remote show” and the like in its"
            " own keyboard settings."
        )

    def grab(self, keys: Mapping[str, str]) -> None:
        """See `Grabber`."""

    def close(self) -> None:
        """See `Grabber`."""
