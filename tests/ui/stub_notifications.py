"""A desktop that takes messages, and prints them."""

# ruff: noqa: T201 - what it prints is what it is for

import json

from jeepney import HeaderFields, message_bus, new_method_return
from jeepney.io.blocking import open_dbus_connection

bus = open_dbus_connection(bus="SESSION")
bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.Notifications"))
print("ready", flush=True)
while True:
    message = bus.receive()
    if message.header.fields.get(HeaderFields.member) == "Notify":
        _, replaces, _, title, text, _, hints, _ = message.body
        sound = "sound-name" in hints and not hints["suppress-sound"][1]
        told = {"title": title, "text": text, "replaces": replaces, "sound": sound}
        print(json.dumps(told), flush=True)
        bus.send(new_method_return(message, "u", (7,)))
