"""Keys on Wayland, through the portal `org.freedesktop.portal.GlobalShortcuts`, version 1.

A program asks with a session of its own; the desktop shows the user what is asked for and
decides. Every answer comes as a signal of a request object. QtDBus cannot write the array of
structures that the portal wants, so jeepney speaks here.
"""

from collections.abc import Callable, Mapping

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    message_bus,
    new_method_call,
)
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection
from PySide6.QtCore import QSocketNotifier

from captioner.core.settings import ABOUT
from captioner.ui.language import tr

_PORTAL = DBusAddress(
    "/org/freedesktop/portal/desktop",
    "org.freedesktop.portal.Desktop",
    "org.freedesktop.portal.GlobalShortcuts",
)
_REQUEST = "org.freedesktop.portal.Request"
_NAME = "captioner"
_WAIT_S = 0.5


class PortalKeys:
    """Asks the portal once there is one; else says what to do instead."""

    def __init__(
        self,
        press: Callable[[str], None],
        release: Callable[[str], None],
        refuse: Callable[[Mapping[str, str]], None],
    ) -> None:
        self._press, self._release, self._refuse = press, release, refuse
        self._keys: Mapping[str, str] = {}
        self._session = ""
        self._bus = _connected()
        self.limits = "" if self._bus is not None else _no_portal()
        if self._bus is not None:
            self._notifier = QSocketNotifier(self._bus.sock.fileno(), QSocketNotifier.Type.Read)
            self._notifier.activated.connect(self._read)

    def grab(self, keys: Mapping[str, str]) -> None:
        """See `Grabber`. What the user thinks of it comes later."""
        self._keys = keys
        if self._session:
            self._bind()
        elif self._bus is not None:
            bus = Proxy(message_bus, self._bus)
            for rule in (
                MatchRule(type="signal", interface=_REQUEST, member="Response"),
                MatchRule(type="signal", interface=_PORTAL.interface, member="Activated"),
                MatchRule(type="signal", interface=_PORTAL.interface, member="Deactivated"),
            ):
                bus.AddMatch(rule)
            options = {"handle_token": ("s", "create"), "session_handle_token": ("s", _NAME)}
            self._bus.send(new_method_call(_PORTAL, "CreateSession", "a{sv}", (options,)))

    def close(self) -> None:
        """See `Grabber`."""
        if self._bus is not None:
            self._notifier.setEnabled(False)
            self._bus.close()

    def _bind(self) -> None:
        shortcuts = [
            (
                name,
                {
                    "description": ("s", tr(ABOUT[name].label)),
                    "preferred_trigger": ("s", _trigger(key)),
                },
            )
            for name, key in self._keys.items()
        ]
        body = (self._session, shortcuts, "", {"handle_token": ("s", "bind")})
        if self._bus is not None:
            self._bus.send(new_method_call(_PORTAL, "BindShortcuts", "oa(sa{sv})sa{sv}", body))

    def _read(self) -> None:
        while self._bus is not None:
            try:
                message = self._bus.receive(timeout=0)
            except TimeoutError:
                return
            except ConnectionError:
                self._notifier.setEnabled(False)
                return
            self._take(message)

    def _take(self, message: Message) -> None:
        fields = message.header.fields
        if message.header.message_type is not MessageType.signal:
            return
        if fields.get(HeaderFields.member) == "Activated":
            name = message.body[1]
            if name in self._keys:
                self._press(name)
        elif fields.get(HeaderFields.member) == "Deactivated":
            name = message.body[1]
            if name in self._keys:
                self._release(name)
        elif fields.get(HeaderFields.member) == "Response":
            self._answered(str(fields.get(HeaderFields.path, "")), *message.body)

    def _answered(self, request: str, code: int, results: Mapping[str, tuple[str, object]]) -> None:
        """The portal opened a session or bound the keys, or the user said no."""
        if code != 0:
            self._refuse(dict.fromkeys(self._keys, tr("The desktop gave no keys.")))
        elif request.endswith("/create"):
            self._session = str(results["session_handle"][1])
            self._bind()


def _connected() -> DBusConnection | None:
    """A connection to a bus that has the portal."""
    try:
        bus = open_dbus_connection(bus="SESSION")
    except (OSError, KeyError, ValueError):
        return None
    ask = new_method_call(
        _PORTAL.with_interface("org.freedesktop.DBus.Properties"),
        "Get",
        "ss",
        (_PORTAL.interface, "version"),
    )
    try:
        answer = bus.send_and_get_reply(ask, timeout=_WAIT_S)
    except (OSError, TimeoutError):
        answer = None
    if answer is None or answer.header.message_type is not MessageType.method_return:
        bus.close()
        return None
    return bus


def _trigger(key: str) -> str:
    """The key as the XDG shortcuts specification writes it."""
    names = {"Ctrl": "CTRL", "Shift": "SHIFT", "Alt": "ALT", "Meta": "LOGO"}
    return "+".join(names.get(part, part) for part in key.split("+"))


def _no_portal() -> str:
    return tr(
        "This Wayland desktop gives programs no keys. Bind “captioner remote show” and the like in"
        " its own keyboard settings."
    )
