"""What Linux desktops tell every program through the settings portal, if there is one.

The interface is `org.freedesktop.portal.Settings`, version 2.
"""

from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

_SERVICE = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_SETTINGS = "org.freedesktop.portal.Settings"
_APPEARANCE = "org.freedesktop.appearance"
_WAIT_MS = 200
_DARK = 1
_LESS_MOTION = 1


def wants_dark() -> bool:
    """Whether the user asked the desktop for dark windows."""
    return _read(_APPEARANCE, "color-scheme") == _DARK


def wants_less_motion() -> bool:
    """Whether the user asked the desktop not to animate."""
    if _read(_APPEARANCE, "reduced-motion") == _LESS_MOTION:
        return True
    return _read("org.gnome.desktop.interface", "enable-animations") is False


def _read(namespace: str, key: str) -> object:
    """One value of the portal; None where there is no portal or no such value."""
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected() or bus.interface() is None:
        return None
    if not bus.interface().isServiceRegistered(_SERVICE).value():
        return None
    call = QDBusMessage.createMethodCall(_SERVICE, _PATH, _SETTINGS, "ReadOne")
    call.setArguments([namespace, key])
    answer = bus.call(call, QDBus.CallMode.Block, _WAIT_MS)
    if answer.type() is not QDBusMessage.MessageType.ReplyMessage or not answer.arguments():
        return None
    value = answer.arguments()[0]
    return value.variant() if hasattr(value, "variant") else value
