"""`captioner remote`: control the running window, for the desktop's own shortcuts."""

import argparse

from captioner.core.errors import UsageError

WORDS = (
    "start",
    "stop",
    "pause",
    "toggle",
    "mark",
    "show",
    "hide",
    "finish",
    "off-the-record",
    "off-from-now",
    "on-the-record",
    "mute",
    "catch-up",
)
"""What can be asked. A test holds this to the window's own list, which would load Qt here."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare its options."""
    parser.add_argument("word", metavar="WORD", choices=WORDS, help=", ".join(WORDS))


def run(args: argparse.Namespace) -> int:
    """Ask the running window."""
    from captioner.ui.single_instance import send

    if not send(args.word, str(args.profile or "")):
        raise UsageError("There is no Captioner window to ask.", "Start it with: captioner")
    return 0
