"""Messages of the system: over D-Bus where a desktop takes them, else beside the tray icon.

The interface is `org.freedesktop.Notifications` of the Desktop Notifications Specification 1.2.
"""

import asyncio
import sys
from collections.abc import Callable

_ADDRESS = ("/org/freedesktop/Notifications", "org.freedesktop.Notifications")
_SOUND = "message-new-instant"
"""As the Sound Naming Specification calls it."""

_AS_THE_DESKTOP_LIKES = -1
_WAIT_S = 2.0


class Notices:
    """Shows a message; a later one takes its place.

    Args:
        beside_tray: Shows it beside the tray icon: title, text.
        beep: Makes the system's sound.
    """

    def __init__(self, beside_tray: Callable[[str, str], None], beep: Callable[[], None]) -> None:
        self._beside_tray, self._beep = beside_tray, beep
        self._number = 0

    async def show(self, title: str, text: str, *, sound: bool) -> None:
        """Show a message; whoever shows it may take its time.

        Args:
            title: One short sentence.
            text: What was said; shown as it is.
            sound: Whether the system's sound for messages comes with it.
        """
        if sys.platform == "linux":
            shown = await asyncio.to_thread(self._by_bus, title, text, sound=sound)
        else:
            shown = False
        if not shown:
            self._beside_tray(title, text)
            if sound:
                self._beep()

    def _by_bus(self, title: str, text: str, *, sound: bool) -> bool:
        """Whether a desktop took it."""
        from html import escape

        from jeepney import DBusAddress, MessageType, new_method_call
        from jeepney.io.blocking import open_dbus_connection

        path, name = _ADDRESS
        hints: dict[str, tuple[str, object]] = {
            "desktop-entry": ("s", "captioner"),
            "suppress-sound": ("b", not sound),
            **({"sound-name": ("s", _SOUND)} if sound else {}),
        }
        body: tuple[object, ...] = (
            *("Captioner", self._number, "captioner", title, escape(text)),
            *([], hints, _AS_THE_DESKTOP_LIKES),
        )
        try:
            with open_dbus_connection(bus="SESSION") as bus:
                call = new_method_call(
                    DBusAddress(path, name, name),
                    "Notify",
                    "susssasa{sv}i",
                    body,
                )
                answer = bus.send_and_get_reply(call, timeout=_WAIT_S)
        except (OSError, KeyError, ValueError, TimeoutError):
            return False
        if answer.header.message_type is not MessageType.method_return:
            return False
        self._number = int(answer.body[0])
        return True
