"""A sound file as a stream of mono PCM16 at 16 kHz, at the pace of speech or faster."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from captioner.audio.continuity import now
from captioner.audio.decoder import Decoder
from captioner.audio.in_thread import in_thread
from captioner.audio.meter import Meter
from captioner.core.audio import BYTES_PER_SAMPLE, RATE, Chunk, Level
from captioner.core.lines import clean
from captioner.core.sources import SourceInfo, SourceKind

_SMALLEST = RATE // 50
_LARGEST = RATE // 10
_CLOSE_LIMIT_S = 2.0


async def open_file(
    path: Path, *, fast: bool = False, position: int = 0, on_level: Callable[[Level], None]
) -> "FileStream":
    """Opens a sound file, or the sound of a video.

    Args:
        path: Where it is.
        fast: As quick as its reader; otherwise at the pace at which it was spoken.
        position: The number of the first sample.
        on_level: Called for each tenth of a second of sound, on the loop's thread.

    Raises:
        BadFile: It is not there, or holds no sound that can be read.
    """
    decoder = await in_thread(lambda: Decoder(path), unwanted=Decoder.close)
    return FileStream(path, decoder, fast=fast, position=position, on_level=on_level)


class FileStream:
    """Sound from a file. An `AudioStream`; made by `open_file`.

    Attributes:
        info: The file, as a source.
        live: The file waits for its reader.
    """

    live = False

    def __init__(
        self,
        path: Path,
        decoder: Decoder,
        *,
        fast: bool,
        position: int,
        on_level: Callable[[Level], None],
    ) -> None:
        self.info = SourceInfo(
            id=str(path), label=clean(path.name or str(path)), kind=SourceKind.FILE
        )
        self._decoder = decoder
        self._fast = fast
        self._meter = Meter(on_level)
        self._first = self._position = position
        self._began: float | None = None
        self._waiting = b""
        self._decoding: asyncio.Task[bytes] | None = None
        self._ended = False

    @property
    def seconds(self) -> float | None:
        """How long its sound is, as far as that is known; it may turn out to be longer."""
        return self._decoder.seconds

    @property
    def notice(self) -> str:
        """One sentence on what of the file has turned out not to be readable, else ""."""
        return self._decoder.notice

    def __aiter__(self) -> "FileStream":
        return self

    async def __anext__(self) -> Chunk:
        """The next 20 to 100 ms, once they are due; StopAsyncIteration at the end."""
        if not self._waiting and self._began is None and not self._ended:
            await self._decode()  # opening a file takes time that nobody spoke in
        size = (_LARGEST if self._fast else await self._due()) * BYTES_PER_SAMPLE
        while len(self._waiting) < size and not self._ended:
            await self._decode()
        if not self._waiting:
            raise StopAsyncIteration
        chunk = Chunk(self._position, self._waiting[:size])
        self._waiting = self._waiting[size:]
        self._position = chunk.end
        self._meter.feed(chunk.pcm)
        return chunk

    async def close(self) -> None:
        """Ends it, also in the middle."""
        self._ended = True
        self._waiting = b""
        if self._decoding is not None:
            self._decoding.cancel()
        with suppress(TimeoutError):
            await in_thread(self._decoder.close, limit_s=_CLOSE_LIMIT_S)

    async def _due(self) -> int:
        """How many samples may be given out, after waiting for at least 20 ms of them.

        The first sample is due when it is first asked for and there, and the others from
        then on, so a late reader catches up.
        """
        if self._began is None:
            await asyncio.sleep(_SMALLEST / RATE)
            self._began = now() - _SMALLEST / RATE  # as its reader counts, who sees it now
            return _SMALLEST
        given = self._position - self._first
        elapsed = now() - self._began
        ready = int(elapsed * RATE) - given
        if ready < _SMALLEST:
            await asyncio.sleep((given + _SMALLEST) / RATE - elapsed)
        return min(max(ready, _SMALLEST), _LARGEST)

    async def _decode(self) -> None:
        # Shielded, so that what is being read is still there if the reader is cancelled.
        if self._decoding is None:
            self._decoding = asyncio.create_task(in_thread(self._decoder.read))
        try:
            pcm = await asyncio.shield(self._decoding)
        except asyncio.CancelledError:
            reader = asyncio.current_task()
            if reader is not None and reader.cancelling():
                raise
            pcm = b""  # it was closed in the middle, and its reader was not cancelled
        self._decoding = None
        self._waiting += pcm
        self._ended = self._ended or not pcm
