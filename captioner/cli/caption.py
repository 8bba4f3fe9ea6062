"""`captioner caption`: captions in the terminal, of a file, a source or the sample."""

import argparse
import asyncio
import signal
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from captioner.app.captioner import Captioner
from captioner.app.hearing.feed import OpenSource, Source
from captioner.audio.files import FileStream, open_file
from captioner.audio.silence import Silence
from captioner.cli import compose
from captioner.cli.printing import JsonPrinter, TextPrinter
from captioner.core.errors import CredentialsError, UsageError
from captioner.core.sentence import Sentence
from captioner.engines.replay import read_recording
from captioner.engines.sample import sample_path
from captioner.storage.exporting import format_of


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
    return asyncio.run(_caption(args))


async def _caption(args: argparse.Namespace) -> int:
    printer = JsonPrinter() if args.json else TextPrinter()
    composed = compose.composition(args)
    if args.engine:
        composed = composed.with_setting("engine", args.engine)
    if composed.settings.engine == "replay":
        composed = replace(composed, recording=_recording(args))
    formats = [format_of(path) for path in args.export]
    captioner = await compose.captioner(composed, printer)
    try:
        for notice in captioner.notices:
            print(f"captioner: {notice}", file=sys.stderr)
        printer.attach(captioner)
        opening = _opening(args, captioner, composed)
        await _listen(captioner, opening, _followed(args, composed))
        for path, name in zip(args.export, formats, strict=True):
            await captioner.library.export(printer.session_id, name, path)
    finally:
        await captioner.close()
    return 0 if printer.signed_in else CredentialsError.status


async def _listen(captioner: Captioner, open_source: OpenSource, follow: str) -> None:
    loop = asyncio.get_running_loop()
    stopping: set[asyncio.Task[None]] = set()

    def stop() -> None:
        stopping.add(asyncio.ensure_future(captioner.stop()))

    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has no such handlers; Ctrl-C raises there
            loop.add_signal_handler(number, stop)
    await captioner.start_from(open_source, follow=follow)
    await captioner.wait_ended()
    await asyncio.gather(*stopping)
    if isinstance(open_source, _File) and open_source.notice:
        print(f"captioner: {open_source.notice}", file=sys.stderr)


class _File:
    """Opens a sound file, and remembers what it has to say of itself at the end."""

    def __init__(self, path: Path, captioner: Captioner, *, fast: bool) -> None:
        self._path = path
        self._captioner = captioner
        self._fast = fast
        self._stream: FileStream | None = None

    async def __call__(self) -> Source:
        self._stream = await open_file(self._path, fast=self._fast, on_level=self._captioner.level)
        return self._stream

    @property
    def notice(self) -> str:
        """What was wrong with the file, "" for nothing."""
        return "" if self._stream is None else self._stream.notice


def _opening(
    args: argparse.Namespace, captioner: Captioner, composed: compose.Composition
) -> OpenSource:
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
        return _File(sample_path(), captioner, fast=fast)
    if args.file is not None:
        return _File(args.file, captioner, fast=fast)
    return captioner.opener(args.source)


def _followed(args: argparse.Namespace, composed: compose.Composition) -> str:
    """The device or role that is captioned; "" for a file."""
    if args.demo or args.file is not None:
        return ""
    source: str = args.source or composed.settings.source
    return source


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
