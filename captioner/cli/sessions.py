"""`captioner sessions`: what is kept, newest first."""

import argparse
import asyncio
import json
from datetime import date
from math import inf

from captioner.cli import compose
from captioner.cli.printing import safe
from captioner.cli.reading import reading
from captioner.core.engines import ENGINES
from captioner.core.transcript import Session
from captioner.core.wanted import Wanted

PAGE = 200
_MINUTE = 60.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare its options."""
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--search", metavar="TEXT", default="", help="only those that hold TEXT")
    parser.add_argument("--since", metavar="DAY", type=_day, help="begun on this day or later")
    parser.add_argument("--until", metavar="DAY", type=_day, help="begun on this day or before")
    parser.add_argument(
        "--longer-than", metavar="MIN", type=_minutes, default=0.0, help="at least so many minutes"
    )
    parser.add_argument("--shorter-than", metavar="MIN", type=_minutes, help="at most so many")
    parser.add_argument(
        "--speaker", metavar="NAME", default="", help="in which NAME, or this letter, speaks"
    )
    parser.add_argument("--marked", action="store_true", help="with a mark")
    parser.add_argument(
        "--engine", choices=tuple(ENGINES), default="", help="captioned by this recogniser"
    )


def run(args: argparse.Namespace) -> int:
    """Print the sessions."""
    return asyncio.run(_sessions(args))


async def _sessions(args: argparse.Namespace) -> int:
    line = _as_json if args.json else _as_text
    async with reading(compose.composition(args)) as library:
        wanted = _wanted(args)
        async for page in library.pages(wanted, size=PAGE):
            for session in page:
                print(line(session))
    return 0


def _wanted(args: argparse.Namespace) -> Wanted:
    longest_s = None if args.shorter_than is None else args.shorter_than * _MINUTE
    return Wanted(
        words=args.search,
        since=args.since or "",
        until=args.until or "",
        shortest_s=args.longer_than * _MINUTE,
        longest_s=longest_s,
        engine=args.engine,
        speaker=args.speaker,
        marked=args.marked,
    )


def _minutes(text: str) -> float:
    """How long a session may be."""
    try:
        minutes = float(text)
    except ValueError:
        minutes = -1.0
    if not 0 <= minutes < inf:
        raise argparse.ArgumentTypeError("write how many minutes, 0 or more")
    return minutes


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError("write the day like 2026-11-24") from error


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
