"""A device as a stream of mono PCM16 at 16 kHz, with its losses noticed.

The device's thread copies and wakes; everything else happens on the loop's thread.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from captioner.audio import faults
from captioner.audio.continuity import Continuity, now
from captioner.audio.devices import this_host
from captioner.audio.host import BLOCK_MS, Block, Recording
from captioner.audio.in_thread import in_thread
from captioner.audio.meter import Meter
from captioner.audio.pieces import Pieces
from captioner.core.audio import RATE, Chunk, Level, Resampler
from captioner.core.errors import AudioError, SourceSilent
from captioner.core.sentence import Sentence
from captioner.core.sources import SourceInfo

_OPEN_LIMIT_S = 5.0
_CLOSE_LIMIT_S = 2.0
_ASK_LIMIT_S = 0.5
_LIST_LIMIT_S = 3.0
_SILENT_S = 1.0
_FIRST_BLOCK_S = 3.0
_TICK_S = 0.2
"""Together with the silence and the question why, well within two seconds."""


async def open_capture(
    source_id: str,
    *,
    position: int = 0,
    on_level: Callable[[Level], None],
    piece_ms: int = 0,
) -> "Capture":
    """Opens a source by its identity; a role is the device that it follows now.

    Returns once sound comes from it: a source that is asleep or sends nothing opens as
    willingly as any other, and would be taken for one that is heard.

    Args:
        source_id: As in `SourceInfo.id`.
        position: The number of the first sample.
        on_level: Called about ten times a second, on the loop's thread.
        piece_ms: How much sound there is at least in a chunk.

    Raises:
        SourceGone: It is not there.
        SourceSilent: It is there and sent nothing for three seconds.
        SourceBusy: Somebody else holds it, or it refuses every format.
        AudioError: A library that records is missing.
    """
    host = this_host()
    try:
        sources = await in_thread(host.sources, limit_s=_LIST_LIMIT_S)
    except TimeoutError:
        raise faults.server_hangs() from None
    source = next((source for source in sources if source.id == source_id), None)
    if source is None:
        raise faults.unknown(source_id.partition(":")[2] or source_id)
    if source.unavailable:
        raise faults.unavailable(source.unavailable)
    capture = Capture(source, position, on_level)
    pieces = Pieces(piece_ms, capture.on_block)
    try:
        recording = await in_thread(
            lambda: host.open(source, pieces.feed, capture.on_lost, max(BLOCK_MS, piece_ms)),
            limit_s=_OPEN_LIMIT_S,
            unwanted=lambda late: late.close(),
        )
    except TimeoutError:
        raise faults.will_not_open(source.label, Sentence("it does not answer")) from None
    capture.begin(recording)
    try:
        await capture.arrival()
    except BaseException as error:
        await capture.close()
        if isinstance(error, SourceSilent):
            error.source = source
        raise
    return capture


class Capture:
    """Sound from a device. An `AudioStream`; made by `open_capture`.

    Attributes:
        info: What is recorded; for a role, `device` is what it followed when it was opened.
        live: Sound comes when it comes.
        lost_samples: How many samples never arrived, at 16 kHz. They are missing from
            the positions of the chunks too.
        overflows: How often the host said that it lost some.
    """

    live = True

    def __init__(self, info: SourceInfo, position: int, on_level: Callable[[Level], None]) -> None:
        self.info = info
        self.lost_samples = 0
        self.overflows = 0
        self._position = position
        self._meter = Meter(on_level)
        self._loop = asyncio.get_running_loop()
        self._chunks: deque[tuple[Chunk, float]] = deque()
        self._news = asyncio.Event()
        self._recording: Recording | None = None
        self._format = (0, 0)
        self._resampler = Resampler(RATE)
        self._continuity = Continuity(RATE)
        self._deaf = self._silent = False
        self._closed = False
        self._fault: AudioError | None = None
        self._asking: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._due = self._heard = now()
        self._patience_s = _FIRST_BLOCK_S

    def __aiter__(self) -> "Capture":
        return self

    async def __anext__(self) -> Chunk:
        """The next piece; StopAsyncIteration once it is closed and all is read.

        Raises:
            SourceGone: The device is lost, and all that it sent is read; SourceSilent if it
                is there and has sent nothing for a second.
        """
        await self.arrival()
        if not self._chunks:
            raise StopAsyncIteration
        chunk, at = self._chunks.popleft()
        return Chunk(chunk.position, chunk.pcm, max(0.0, now() - at))

    async def arrival(self) -> None:
        """Waits until sound has come that is not read yet, or it is closed.

        Raises:
            SourceGone: As `__anext__`; SourceSilent also if nothing came in the first three
                seconds.
        """
        while not (self._chunks or self._closed):
            if self._fault is not None:
                raise self._fault
            self._news.clear()
            await self._news.wait()

    def begin(self, recording: Recording) -> None:
        """Takes the open device and watches over it from now on."""
        self._recording = recording
        self._watch()

    def on_block(self, block: Block) -> None:
        """Takes what the device delivered; called in its thread."""
        with suppress(RuntimeError):  # the loop is closed: nobody listens any more
            self._loop.call_soon_threadsafe(self._arrived, block)

    def on_lost(self) -> None:
        """Takes that the host has lost the device; called in any thread."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._lost)

    async def close(self) -> None:
        """Gives the device back, in at most two seconds; what was heard can still be read."""
        self._deaf = self._closed = True
        self._news.set()
        recording, self._recording = self._recording, None
        for waiting in (self._timer, self._asking):
            if waiting is not None:
                waiting.cancel()
        if recording is not None:
            with suppress(TimeoutError):
                await in_thread(recording.close, limit_s=_CLOSE_LIMIT_S)

    def _arrived(self, block: Block) -> None:
        if self._deaf:
            return
        self._heard = max(self._heard, block.at)
        self._patience_s = _SILENT_S
        self.overflows += block.overflow
        if self._format != (block.rate, block.channels):
            self._keep(0, self._resampler.finish(), block.at)
            self._format = block.rate, block.channels
            self._resampler = Resampler(block.rate, channels=block.channels)
            self._continuity = Continuity(block.rate)
        lost = self._continuity.lost(block.at, block.frames) * RATE // block.rate
        self.lost_samples += lost
        self._keep(lost, self._resampler.feed(block.pcm), block.at)

    def _keep(self, lost: int, pcm: bytes, at: float) -> None:
        chunk = Chunk(self._position + lost, pcm)
        self._position = chunk.end
        if pcm:
            self._chunks.append((chunk, at))
            self._news.set()
            self._meter.feed(pcm)

    def _watch(self) -> None:
        """Look when it would have been silent for too long, and once more: sound may be waiting."""
        time = now()
        if time - self._due > 2 * _TICK_S:
            # The whole program stood still: what was sent meanwhile is on its way.
            self._heard = max(self._heard, time)
        left = self._heard + self._patience_s - time
        silent, self._silent = self._silent, left < 0
        if silent and self._silent:
            self._lost()
        else:
            wait = min(max(left, _TICK_S), _SILENT_S)
            self._due = time + wait
            self._timer = self._loop.call_later(wait, self._watch)

    def _lost(self) -> None:
        """From here on nothing is taken: it may be the sound of another device."""
        if not self._deaf:
            self._deaf = True
            self._asking = self._loop.create_task(self._ask_why())

    async def _ask_why(self) -> None:
        recording = self._recording
        if recording is None:
            return
        try:
            self._fault = await in_thread(recording.why_lost, limit_s=_ASK_LIMIT_S)
        except TimeoutError:
            # It did open a moment ago: on a busy computer the answer is only late.
            opens = self._patience_s == _FIRST_BLOCK_S
            self._fault = faults.silent(self.info.label) if opens else faults.server_hangs()
        self._news.set()
