"""Reads and presses what AT-SPI shows of Captioner. Runs under the system's Python."""

import json
import sys

import pyatspi

MOST = 3000


def everything():
    desktop = pyatspi.Registry.getDesktop(0)
    waiting = [app for app in desktop if app is not None and "captioner" in app.name.lower()]
    count = 0
    while waiting and count < MOST:
        thing = waiting.pop(0)
        count += 1
        yield thing
        try:
            waiting.extend(child for child in thing if child is not None)
        except Exception:  # noqa: BLE001 - it went away while it was asked
            continue


def text_of(thing):
    try:
        return thing.queryText().getText(0, -1)
    except Exception:  # noqa: BLE001 - it has no text
        return ""


def main() -> None:
    if sys.argv[1] == "read":
        found = [
            {
                "role": thing.getRoleName(),
                "name": thing.name,
                "text": text_of(thing) or thing.description,
                "shown": thing.getState().contains(pyatspi.STATE_SHOWING),
            }
            for thing in everything()
        ]
        sys.stdout.write(json.dumps(found))
        return
    for thing in everything():
        if thing.name == sys.argv[2]:
            thing.queryAction().doAction(0)
            sys.stdout.write("pressed")
            return
    sys.stdout.write("not found")


main()
