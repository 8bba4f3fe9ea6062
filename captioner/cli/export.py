"""`captioner export`: a session as a file, or as text on stdout."""

import argparse
import asyncio
import sys
from pathlib import Path

from captioner.cli import compose
from captioner.cli.reading import reading
from captioner.storage import exporting


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare its options."""
    parser.add_argument("session", metavar="SESSION", help="its id, or the start of it")
    parser.add_argument(
        "--format", choices=tuple(exporting.FORMATS), help="how; else as -o ends, else txt"
    )
    parser.add_argument("-o", metavar="PATH", dest="path", type=Path, help="where to; else stdout")


def run(args: argparse.Namespace) -> int:
    """Write the session."""
    return asyncio.run(_export(args))


async def _export(args: argparse.Namespace) -> int:
    name = args.format or (exporting.format_of(args.path) if args.path else "txt")
    async with reading(compose.composition(args)) as library:
        session = await library.find(args.session)
        transcript = await library.transcript(session.id)
    if args.path is not None:
        exporting.write(transcript, name, args.path, overwrite=True)
    else:
        sys.stdout.buffer.write(exporting.FORMATS[name].render(transcript))
    return 0
