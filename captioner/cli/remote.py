"""`captioner remote`: control the running window, for the desktop's own shortcuts."""

import argparse

from captioner.core.errors import UsageError
from captioner.core.remote import REMOTE_COMMANDS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare its options."""
    parser.add_argument(
        "word", metavar="WORD", choices=REMOTE_COMMANDS, help=", ".join(REMOTE_COMMANDS)
    )


def run(args: argparse.Namespace) -> int:
    """Ask the running window."""
    from captioner.ui.single_instance import send

    if not send(args.word, str(args.profile or "")):
        raise UsageError("There is no Captioner window to ask.", "Start it with: captioner")
    return 0
