"""Prints what a program has announced, one a line. Runs under the system's Python."""

# ruff: noqa: T201 - what it prints is what it is for

import sys

import pyatspi


def heard(event) -> None:
    print(event.any_data, flush=True)


pyatspi.Registry.registerEventListener(heard, "object:announcement")
print("listening", flush=True)
pyatspi.Registry.start()
sys.exit(0)
