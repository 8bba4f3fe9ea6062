"""The command line: finds the command, loads only its file, says errors in one way."""

import argparse
import importlib
import logging
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol, cast

from captioner import __version__
from captioner.app.loading import uncollected
from captioner.cli.entry import INTERRUPTED
from captioner.cli.output import ReaderGone, guard_streams, say_error
from captioner.core.errors import CaptionerError
from captioner.engines.memory import take_from_one_place

COMMANDS = {
    "window": "open the window, and caption files in it",
    "caption": "print captions of a file or a source in the terminal",
    "sources": "list what can be captioned",
    "sessions": "list the sessions that are kept",
    "export": "write a session as a file",
    "key": "keep, test or remove the key of a service",
    "token": "create a temporary token from the key",
    "serve": "offer the embedded recogniser as a compatible server",
    "remote": "control the running window",
    "doctor": "show what Captioner finds on this computer",
}


class Command(Protocol):
    """What each command's file has."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare its options."""
        ...

    def run(self, args: argparse.Namespace) -> int:
        """Do it; the exit status."""
        ...


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns:
        The exit status: 0 done, 2 usage, 3 audio, 4 engine or network, 5 credentials,
        6 storage.
    """
    guard_streams()
    if sys.platform == "win32":
        from captioner.cli.windows_zone import use_the_systems

        use_the_systems()
    try:
        try:
            return _run(list(sys.argv[1:] if argv is None else argv))
        finally:
            sys.stdout.flush()
    except ReaderGone:
        return 0
    except CaptionerError as error:
        say_error(error)
        return error.status
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: list[str]) -> int:
    args = _parser(_command(arguments), _listed(arguments)).parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    _check_assignments(args)
    take_from_one_place()
    return _load(args.command or "window").run(args)


def _check_assignments(args: argparse.Namespace) -> None:
    """Say a mistake in `--set` also where the command has no use for the setting."""
    if args.assignments or "more_assignments" in args:
        from captioner.cli.assignments import overridden
        from captioner.core.settings import DEFAULTS

        overridden(args, DEFAULTS)


def window() -> int:
    """Open the window with the files that a desktop hands over, whatever else it says."""
    return main(["window", "--", *(word for word in sys.argv[1:] if not word.startswith("-"))])


def _command(arguments: Sequence[str]) -> str | None:
    """The first word that is a command and not the value of an option before it."""
    takes_value = False
    for word in arguments:
        if not takes_value and word in COMMANDS:
            return word
        takes_value = word in ("--set", "--profile")
    return None


def _load(name: str) -> Command:
    module = f"captioner.cli.{name}"
    if module not in sys.modules:
        with uncollected():
            importlib.import_module(module)
    return cast("Command", sys.modules[module])


def _listed(arguments: Sequence[str]) -> Mapping[str, str]:
    """The commands that the parser has to know; each takes 1 ms of every start."""
    name = _command(arguments)
    if {"-h", "--help"}.isdisjoint(arguments):
        if name is not None:
            return {name: COMMANDS[name]}
        if not arguments:
            return {}
    return COMMANDS


def _parser(name: str | None, listed: Mapping[str, str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="captioner",
        description="Shows what people say as captions. Without a command it opens the window.",
        epilog=_settings_help() if name is None and listed else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"Captioner {__version__}")
    _add_common(parser, first=True)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for command, summary in listed.items():
        sub = commands.add_parser(command, help=summary, description=summary.capitalize() + ".")
        _add_common(sub, first=False)
        if command == name:
            _load(command).add_arguments(sub)
    return parser


def _add_common(parser: argparse.ArgumentParser, *, first: bool) -> None:
    """The options that stand before or after the command."""
    default = None if first else argparse.SUPPRESS
    parser.add_argument(
        "--profile", metavar="DIR", type=Path, default=default, help="use a throw-away profile"
    )
    parser.add_argument(
        "--set",
        metavar="NAME=VALUE",
        dest="assignments" if first else "more_assignments",
        action="append",
        default=[] if first else argparse.SUPPRESS,
        help="change a setting for this run; captioner --help lists them",
    )


def _settings_help() -> str:
    from captioner.core.setting_values import describe

    return "settings for --set:\n" + "\n".join(f"  {line}" for line in describe())
