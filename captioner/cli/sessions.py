"""`captioner sessions`: what is kept, newest first."""

import argparse
import asyncio
import json

from captioner.cli import compose
from captioner.cli.printing import safe
from captioner.storage.library import Library


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare its options."""
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--search", metavar="TEXT", default="", help="only those that hold TEXT")


def run(args: argparse.Namespace) -> int:
    """Print the sessions."""
    return asyncio.run(_sessions(args))


async def _sessions(args: argparse.Namespace) -> int:
    library = await Library.open(compose.composition(args).paths.library)
    try:
        for session in await library.sessions(args.search):
            if args.json:
                line = {
                    "id": session.id,
                    "title": session.title,
                    "started": session.started,
                    "seconds": session.seconds,
                    "engine": session.engine,
                    "finals": session.finals,
                }
                print(json.dumps(line, ensure_ascii=False))
            else:
                print(f"{session.id}  {safe(session.title)}")
    finally:
        await library.close()
    return 0
