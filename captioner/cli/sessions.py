"""`captioner sessions`: what is kept, newest first."""

import argparse
import asyncio
import json

from captioner.cli import compose
from captioner.cli.printing import safe
from captioner.cli.reading import reading
from captioner.core.transcript import Session

PAGE = 200


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare its options."""
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--search", metavar="TEXT", default="", help="only those that hold TEXT")


def run(args: argparse.Namespace) -> int:
    """Print the sessions."""
    return asyncio.run(_sessions(args))


async def _sessions(args: argparse.Namespace) -> int:
    line = _as_json if args.json else _as_text
    async with reading(compose.composition(args)) as library:
        page: tuple[Session, ...] = ()
        while page := await library.sessions(
            args.search, after=page[-1].id if page else "", limit=PAGE
        ):
            for session in page:
                print(line(session))
    return 0


def _as_text(session: Session) -> str:
    return f"{session.id}  {safe(session.title)}"


def _as_json(session: Session) -> str:
    line = {
        "id": session.id,
        "title": session.title,
        "started": session.started,
        "seconds": session.seconds,
        "engine": session.engine,
        "finals": session.finals,
    }
    return json.dumps(line, ensure_ascii=False)
