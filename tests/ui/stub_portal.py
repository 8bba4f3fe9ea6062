"""A GlobalShortcuts portal whose user says yes, or no, and then presses the first key."""

# ruff: noqa: T201 - what it prints is what it is for

import sys

from jeepney import DBusAddress, HeaderFields, message_bus, new_method_return, new_signal
from jeepney.io.blocking import open_dbus_connection

PATH = "/org/freedesktop/portal/desktop"
SHORTCUTS = DBusAddress(PATH, interface="org.freedesktop.portal.GlobalShortcuts")
SESSION = f"{PATH}/session/x/captioner"
refuses = sys.argv[1] == "refuse"
bus = open_dbus_connection(bus="SESSION")
bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.portal.Desktop"))
print("ready", flush=True)


def respond(message, code: int, results: dict) -> None:
    sender = message.header.fields[HeaderFields.sender].lstrip(":").replace(".", "_")
    token = message.body[-1]["handle_token"][1]
    path = f"{PATH}/request/{sender}/{token}"
    bus.send(new_method_return(message, "o", (path,)))
    request = DBusAddress(path, interface="org.freedesktop.portal.Request")
    bus.send(new_signal(request, "Response", "ua{sv}", (code, results)))


while True:
    message = bus.receive()
    member = message.header.fields.get(HeaderFields.member)
    if member == "Get":
        bus.send(new_method_return(message, "v", (("u", 1),)))
    elif member == "CreateSession":
        respond(message, 0, {"session_handle": ("s", SESSION)})
    elif member == "BindShortcuts":
        session, shortcuts, _, _ = message.body
        assert session == SESSION
        print(shortcuts, flush=True)
        respond(message, 1 if refuses else 0, {})
        if not refuses:
            body = (SESSION, shortcuts[0][0], 0, {})
            bus.send(new_signal(SHORTCUTS, "Activated", "osta{sv}", body))
