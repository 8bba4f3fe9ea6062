"""`captioner window`, or `captioner` without a command: the window."""

import argparse
import os
import sys
from pathlib import Path

from captioner.app.captioner import Captioner
from captioner.app.loading import uncollected
from captioner.app.observer import Observer
from captioner.cli import compose
from captioner.core.errors import UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare its options."""
    parser.add_argument(
        "files", nargs="*", metavar="FILE", type=Path, help="a recording to caption"
    )


def run(args: argparse.Namespace) -> int:
    """Open the window, or say what to do without a display."""
    system: str = sys.platform
    if system == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise UsageError(
            "There is no display to open a window on.",
            "In a terminal use: captioner caption",
        )
    with uncollected():
        from captioner.ui.unread import leave_sources_unread

        leave_sources_unread()
        from captioner.ui import application

    async def make(observer: Observer) -> Captioner:
        return await compose.captioner(compose.composition(args), observer)

    return application.run(make, profile=str(args.profile or ""), files=getattr(args, "files", ()))
