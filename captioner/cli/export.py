"""`captioner export`: sessions as files, or as text on stdout."""

import argparse
import asyncio
import re
import sys
from pathlib import Path

from captioner.app.keeping.free_path import free_path
from captioner.cli import compose
from captioner.cli.output import say_error
from captioner.cli.reading import reading
from captioner.core.errors import CaptionerError, UsageError
from captioner.core.export.check import verdict
from captioner.core.export.file_name import name_of
from captioner.core.export.formats import checked
from captioner.core.export.wish import Wish
from captioner.core.file_kinds import KINDS, Part
from captioner.core.sentence import Sentence
from captioner.core.transcript import Transcript
from captioner.storage import exporting
from captioner.storage.library import Library

_CLOCK = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,6})")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare its options."""
    parser.add_argument("sessions", metavar="SESSION", nargs="+", help="its id, or the start of it")
    parser.add_argument(
        "--format", choices=tuple(exporting.FORMATS), help="how; else as -o ends, else txt"
    )
    parser.add_argument(
        "-o", metavar="PATH", dest="path", type=Path, help="a file or a folder; else stdout"
    )
    parts = ",".join(part.value for part in Part)
    parser.add_argument(
        "--with", metavar="PARTS", dest="more", type=_parts, default=frozenset(), help=parts
    )
    parser.add_argument(
        "--without", metavar="PARTS", dest="less", type=_parts, default=frozenset(), help=parts
    )
    parser.add_argument(
        "--from", metavar="H:MM:SS", dest="start_ms", type=_ms, default=0, help="since its start"
    )
    parser.add_argument("--to", metavar="H:MM:SS", dest="end_ms", type=_ms, help="likewise")
    parser.add_argument("--marked", action="store_true", help="only lines that are marked")
    parser.add_argument(
        "--characters-a-second",
        metavar="N",
        type=_speed,
        help="let subtitles stand until they are read, even if the next come late for it",
    )
    parser.add_argument(
        "--check", action="store_true", help="say on stderr how well subtitles can be read"
    )


def run(args: argparse.Namespace) -> int:
    """Write the sessions."""
    return asyncio.run(_export(args))


async def _export(args: argparse.Namespace) -> int:
    into_folder = args.path is not None and args.path.is_dir()
    if len(args.sessions) > 1 and not into_folder:
        raise UsageError("Several sessions need a folder.", "Name one that is there with -o.")
    named = args.path if args.path is not None and not into_folder else None
    name = args.format or (exporting.format_of(named) if named else "txt")
    kind = KINDS[name]
    if (args.check or args.characters_a_second) and not kind.subtitles:
        raise UsageError(
            Sentence("{label} is not read in time.", label=kind.label), "Choose srt or vtt."
        )
    parts = (kind.usual | args.more) - args.less
    wish = Wish(
        parts=parts,
        start_ms=args.start_ms,
        end_ms=args.end_ms,
        marked_only=args.marked,
        characters_a_second=args.characters_a_second,
    )
    status = 0
    async with reading(compose.composition(args)) as library:
        for session_id in args.sessions:
            try:
                transcript = await _of(library, session_id)
                _write(transcript, name, wish, args.path, into_folder=into_folder)
                found = checked(name, transcript, wish) if args.check else None
                if found is not None:
                    print("captioner:", *verdict(found), file=sys.stderr)
            except CaptionerError as error:
                if len(args.sessions) == 1:
                    raise
                say_error(error)  # one that fails never stops the next
                status = error.status
    return status


async def _of(library: Library, start: str) -> Transcript:
    session = await library.find(start)
    return await library.transcript(session.id)


def _write(
    transcript: Transcript, name: str, wish: Wish, path: Path | None, *, into_folder: bool
) -> None:
    if path is None:
        sys.stdout.buffer.write(exporting.FORMATS[name].render(transcript, wish))
    elif into_folder:
        file = path / f"{name_of(transcript.session)}{KINDS[name].suffix}"
        exporting.write(transcript, name, free_path(file), wish, overwrite=False)
    else:
        exporting.write(transcript, name, path, wish, overwrite=True)


def _parts(text: str) -> frozenset[Part]:
    try:
        return frozenset(Part(word.strip()) for word in text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"choose of {', '.join(p.value for p in Part)}") from error


def _ms(text: str) -> int:
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise argparse.ArgumentTypeError("write it like 1:02:30, 2:30 or 45")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000


def _speed(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 5 <= int(text) <= 100:  # noqa: PLR2004
        raise argparse.ArgumentTypeError("a whole number from 5 to 100")
    return int(text)
