"""What `--set` changes for this run, before or after the command."""

import argparse

from captioner.core.setting_values import parse
from captioner.core.settings import Settings


def overridden(args: argparse.Namespace, settings: Settings) -> Settings:
    """The settings with what the command line changes for this run.

    Raises:
        UsageError: A `--set` makes no sense.
    """
    for assignment in (*args.assignments, *getattr(args, "more_assignments", ())):
        settings = parse(settings, assignment)
    return settings
