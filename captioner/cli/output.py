"""Standard output and error as a program really meets them: closed, full, gone, or slow."""

import asyncio
import errno
import io
import os
import select
import stat
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, BinaryIO, TextIO

from captioner.cli.advice import advice
from captioner.core.errors import CaptionerError, StorageError
from captioner.core.lines import clean
from captioner.core.sentence import Sentence

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_STANDARD = 3
_NOBODY_READS = frozenset({errno.EPIPE, errno.ECONNRESET})


class ReaderGone(Exception):
    """Whoever read standard output has closed it."""


class OutputFull(StorageError):
    """Standard output goes to a file that cannot take any more."""


Lost = ReaderGone | OutputFull


def guard_streams() -> None:
    """Make standard output and error safe to print to, and input to read, whatever is behind them.

    What cannot be printed on standard output raises `ReaderGone` or `OutputFull`, once; what
    follows goes nowhere. What cannot be said on standard error is said to nobody. Characters
    that an encoding lacks are replaced.
    """
    _occupy()
    if sys.stdin is None:
        sys.stdin = io.StringIO()
    if sys.stdout is sys.__stdout__:
        sys.stdout = _guarded(sys.stdout, _raise)
    if sys.stderr is sys.__stderr__:
        sys.stderr = _guarded(sys.stderr, lambda _, __: None)


def say_error(error: CaptionerError) -> None:
    """One sentence and one advice on standard error."""
    print(f"captioner: {clean(error.title)}\n{clean(advice(error))}", file=sys.stderr)


def _occupy() -> None:
    """Let no file of ours get the number of a stream that is closed: it would be printed into."""
    descriptor = os.open(os.devnull, os.O_RDWR)
    while descriptor < _STANDARD:
        descriptor = os.open(os.devnull, os.O_RDWR)
    os.close(descriptor)


def _raise(error: OSError, raw: BinaryIO) -> None:
    terminal_left = error.errno == errno.EIO and not raw.isatty()  # as after a hang-up
    if error.errno in _NOBODY_READS or terminal_left or _is_pipe(raw):
        raise ReaderGone from error
    raise OutputFull(
        Sentence("The output could not be written ({why}).", why=error.strerror or error),
        "Print to another place.",
    ) from error


def _is_pipe(raw: BinaryIO) -> bool:
    """A pipe takes no more only when nobody reads, for which Windows has other words."""
    return stat.S_ISFIFO(os.fstat(raw.fileno()).st_mode)


def _guarded(stream: TextIO | None, lost: Callable[[OSError, BinaryIO], None]) -> TextIO:
    if stream is None:
        return _nowhere()
    raw = getattr(stream.buffer, "raw", stream.buffer)  # it is raw itself where unbuffered
    return io.TextIOWrapper(
        io.BufferedWriter(_Guard(raw, lost)),
        encoding=_encoding(stream.encoding, to_user=raw.isatty()),
        errors="backslashreplace" if stream is sys.stderr else "replace",
        line_buffering=raw.isatty(),
    )


def _encoding(usual: str, *, to_user: bool) -> str:
    """Windows' usual one for pipes and files lacks most of the world's letters."""
    if sys.platform == "win32" and not to_user and "PYTHONIOENCODING" not in os.environ:
        return "utf-8"
    return usual


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


class _Guard(io.RawIOBase):
    """Writes on, and to nowhere once it cannot."""

    def __init__(self, raw: BinaryIO, lost: Callable[[OSError, BinaryIO], None]) -> None:
        super().__init__()
        self._raw: BinaryIO | None = raw
        self._number = raw.fileno()
        self._lost = lost

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._raw is not None and self._raw.isatty()

    def fileno(self) -> int:
        return self._number

    def write(self, data: "ReadableBuffer") -> int:
        view = memoryview(data)
        if self._raw is None:
            return len(view)
        try:
            return self._write(self._raw, view)
        except OSError as error:
            raw, self._raw = self._raw, None
            self._lost(error, raw)
            return len(view)

    @staticmethod
    def _write(raw: BinaryIO, view: memoryview) -> int:
        written: int | None = raw.write(view)
        while written is None:  # as where another program has made it not wait
            select.select([], [raw], [])
            written = raw.write(view)
        return written


class Printing:
    """Prints from a thread of its own: a reader who is slow holds up neither sound nor signals.

    Args:
        lost: Called on the loop with what ended the printing.
    """

    def __init__(self, lost: Callable[[Lost], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._lost = lost
        self._texts: SimpleQueue[str | None] = SimpleQueue()
        self._done = asyncio.Event()
        threading.Thread(target=self._run, name="printing", daemon=True).start()

    def write(self, text: str) -> None:
        """Print `text` as it is, after what was given before."""
        self._texts.put(text)

    async def end(self) -> None:
        """Wait until all is printed, or nobody reads."""
        self._texts.put(None)
        await self._done.wait()

    def abandon(self) -> None:
        """Wait no more for a reader who does not read; nothing is printed from now on."""
        sys.stdout = _nowhere()

    def _run(self) -> None:
        while (text := self._texts.get()) is not None:
            try:
                sys.stdout.write(text)
                sys.stdout.flush()
            except (ReaderGone, OutputFull) as lost:
                self._loop.call_soon_threadsafe(self._lost, lost)
        self._loop.call_soon_threadsafe(self._done.set)
