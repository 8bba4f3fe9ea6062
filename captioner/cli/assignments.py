"""What `--set` changes for this run, before or after the command."""

import argparse
from pathlib import Path

from captioner.core.setting_values import change, get, parse
from captioner.core.settings import DEFAULTS, Settings
from captioner.storage import word_list

_FILE = "@"
"""Before the name of a file that holds the words of a list."""


def overridden(args: argparse.Namespace, settings: Settings) -> Settings:
    """The settings with what the command line changes for this run.

    A list may come from a file: `--set word_boost=@names.txt`.

    Raises:
        UsageError: A `--set` makes no sense.
    """
    for assignment in (*args.assignments, *getattr(args, "more_assignments", ())):
        name, _, value = assignment.partition("=")
        if value.startswith(_FILE) and isinstance(get(DEFAULTS, name.strip()), tuple):
            words = word_list.read(Path(value.removeprefix(_FILE)))
            settings = change(settings, name.strip(), words)
        else:
            settings = parse(settings, assignment)
    return settings
