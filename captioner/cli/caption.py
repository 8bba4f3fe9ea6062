"""`captioner caption`: captions in the terminal, of a file, a source or the sample."""

import argparse
import asyncio
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from captioner.app.captioner import Captioner
from captioner.app.hearing.file_source import FileSource
from captioner.app.hearing.source import OpenSource, Source
from captioner.audio.silence import Silence
from captioner.cli import compose
from captioner.cli.asked_to_end import when_asked_to_end
from captioner.cli.entry import INTERRUPTED
from captioner.cli.output import Lost, Printing, ReaderGone, say_error
from captioner.cli.printing import JsonPrinter, Printer, TextPrinter, safe
from captioner.core.errors import CaptionerError, CredentialsError, StorageError, UsageError
from captioner.core.sentence import Sentence
from captioner.core.status import Condition, Status
from captioner.engines.replay import read_recording
from captioner.storage.exporting import check, format_of

_LAST_LINES_S = 2.0
"""How long a reader who does not read is waited for once the end is wanted."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare its options."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("file", nargs="?", metavar="FILE", type=Path, help="a sound file")
    what.add_argument("--source", metavar="ID", help="a source, as `captioner sources` names it")
    what.add_argument("--demo", action="store_true", help="the recogniser's own sample")
    parser.add_argument("--engine", metavar="NAME", help="the recogniser to use")
    parser.add_argument(
        "--pace", choices=("realtime", "fast"), default="realtime", help="how fast a file is read"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument(
        "--export", metavar="PATH", type=Path, nargs="+", default=[], help="write the transcript"
    )


def run(args: argparse.Namespace) -> int:
    """Caption until the sound ends or Ctrl-C.

    Returns:
        The exit status; 5 also if the service let nobody in and this computer captioned.
    """
    try:
        return asyncio.run(_caption(args))
    except asyncio.CancelledError:  # a second signal
        return INTERRUPTED


async def _caption(args: argparse.Namespace) -> int:
    composed = compose.composition(args)
    if args.engine:
        composed = composed.with_setting("engine", args.engine)
    if composed.settings.engine == "replay":
        composed = replace(composed, recording=_recording(args))
    formats = {path: format_of(path) for path in args.export}
    for path in formats:
        _spare_recording(path, args.file)
        check(path)
    ending = _Ending()
    printing = Printing(ending.printing_lost)
    keeps = not composed.settings.keep_nothing
    printer: Printer = TextPrinter(printing.write)
    if args.json:
        printer = JsonPrinter(printing.write, keeps=keeps)
    captioner = await compose.captioner(composed, printer)
    try:
        for notice in captioner.notices:
            print(f"captioner: {safe(notice)}", file=sys.stderr)
        printer.attach(captioner)
        opening = _opening(args, captioner, composed)
        try:
            await _listen(captioner, opening, args.source, ending)
        finally:
            written = await _export(captioner, printer.session_id, formats, ending)
            if printer.unkept is not None and keeps:
                ending.failed(_unkept(printer.unkept, captioner.library.trouble, written))
    finally:
        await captioner.close()
        await ending.wait_for(printing)
    if ending.unwritten:
        return StorageError.status
    return 0 if printer.signed_in else CredentialsError.status


class _Ending:
    """Knows when to end: at a signal, or when nobody reads any more. A second signal hurries.

    Attributes:
        asked: Set once the end is wanted.
        unwritten: Whether something besides the session could not be written.
    """

    def __init__(self) -> None:
        self.asked = asyncio.Event()
        self.unwritten = False
        self._program = asyncio.current_task()
        when_asked_to_end(self._ask)

    def _ask(self) -> None:
        if self.asked.is_set() and self._program is not None:
            self._program.cancel()
        self.asked.set()

    def printing_lost(self, lost: Lost) -> None:
        """Without a reader it ends, as other tools do; a full disk ends no captions."""
        if isinstance(lost, ReaderGone):
            self.asked.set()
        else:
            self.failed(lost)

    def failed(self, error: CaptionerError) -> None:
        """Something could not be written; the session itself is kept."""
        self.unwritten = True
        say_error(error)

    async def wait_for(self, printing: Printing) -> None:
        """Let a slow reader read to the end, unless the end is wanted now."""
        asked = asyncio.ensure_future(self.asked.wait())
        read = asyncio.ensure_future(printing.end())
        await asyncio.wait({asked, read}, return_when=asyncio.FIRST_COMPLETED)
        await asyncio.wait({read}, timeout=_LAST_LINES_S)
        if not read.done():
            printing.abandon()


async def _listen(
    captioner: Captioner, open_source: OpenSource | None, source: str | None, ending: _Ending
) -> None:
    async def stop() -> None:
        await ending.asked.wait()
        await captioner.stop()

    stopping = asyncio.create_task(stop())
    try:
        if open_source is None:
            await captioner.start(source)
        else:
            await captioner.start_from(open_source)
        await captioner.wait_ended()
        if ending.asked.is_set():
            await stopping
    finally:
        stopping.cancel()
    if isinstance(open_source, FileSource) and open_source.notice:
        print(f"captioner: {open_source.notice}", file=sys.stderr)


async def _export(
    captioner: Captioner, session_id: str, formats: Mapping[Path, str], ending: _Ending
) -> list[Path]:
    """Write the session wherever it is wanted, each file on its own; which could be written."""
    written = []
    for path, name in formats.items() if session_id else ():
        try:
            await captioner.library.export(session_id, name, path)
        except CaptionerError as error:
            ending.failed(error)
        else:
            written.append(path)
    return written


def _unkept(ended: Status, trouble: StorageError | None, written: Sequence[Path]) -> StorageError:
    """That not all of a session which ended like this is in the library."""
    advice = Sentence("Keep what was printed.")
    if written:
        advice = Sentence("All of it is in {paths}.", paths=", ".join(map(str, written)))
    why = ended.values.get("why") or ("" if trouble is None else trouble.title)
    title = Sentence("This session is not saved. {why}", why=why)
    if ended.condition is Condition.ENDED_PARTLY_KEPT:
        time = ended.values.get("time", "")
        title = Sentence("Text since {time} is not saved. {why}", time=time, why=why)
    return StorageError(title, advice)


def _opening(
    args: argparse.Namespace, captioner: Captioner, composed: compose.Composition
) -> OpenSource | None:
    """What is captioned that is no device of this computer."""
    fast = args.pace == "fast"
    if fast and not composed.engine.fast:
        raise UsageError(
            Sentence(
                "{label} takes sound at real pace only.", label=Sentence(composed.engine.label)
            ),
            "Leave out --pace fast.",
        )
    if composed.recording is not None:
        return _silence(composed.recording, fast=fast)
    if args.demo:
        return captioner.sources.sample(captioner.level, fast=fast)
    if args.file is not None:
        return captioner.sources.file(args.file, captioner.level, fast=fast)
    return None


def _spare_recording(export: Path, recording: Path | None) -> None:
    """See to it that no transcript takes the place of what it is made from.

    Raises:
        UsageError: It would.
    """
    if recording is None or not export.exists() or not recording.exists():
        return
    if export.samefile(recording):
        raise UsageError(
            Sentence("{name} is the file that is captioned.", name=export.name),
            "Give the transcript another name.",
        )


def _recording(args: argparse.Namespace) -> Path:
    if args.file is None:
        raise UsageError(
            "The replay engine needs a recorded session.",
            "For example: captioner caption recording.jsonl --engine replay",
        )
    path: Path = args.file
    return path


def _silence(recording: Path, *, fast: bool) -> OpenSource:
    """As much silence as the recording is long."""
    seconds = max((at for at, _ in read_recording(recording)), default=0) / 1000

    async def open_silence() -> Source:
        return Silence(seconds, fast=fast)

    return open_silence
