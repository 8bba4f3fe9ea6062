"""The embedded recogniser as an engine: one worker thread beside the event loop.

The loop only hands sound and wishes over; the worker owns the recogniser and sends
events back. When the machine is slow the sound waits with the worker up to
`_MOST_WAITING`, then in the source; nothing is skipped.
"""

import asyncio
import threading
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from captioner.core.audio import RATE, Chunk, to_ms
from captioner.core.engines import ENGINES
from captioner.core.events import Event, Opened
from captioner.core.models import MODELS
from captioner.core.settings import Settings
from captioner.engines.base import AudioStream, Configure, Control, Controls, Emit, EndUtterance
from captioner.engines.moonshine import Recogniser
from captioner.engines.transcription import Transcription

_MOST_WAITING = 8 * RATE
"""Samples that may wait with the worker before the source has to."""


class OnDevice:
    """The embedded recogniser.

    Args:
        settings: `model` chooses the model; the live ones may change during the run.
        folder: Where that model's files are.
    """

    info = ENGINES["ondevice"]

    def __init__(self, settings: Settings, folder: Path) -> None:
        self._settings = settings
        self._folder = folder

    async def run(self, audio: AudioStream, controls: Controls, emit: Emit) -> None:
        """Recognise `audio` to its end.

        Raises:
            EngineUnavailable: No recogniser for this machine.
            ModelMissing: The model's files are absent or damaged.
            EngineError: The recogniser broke.
        """
        inbox = _Inbox(asyncio.get_running_loop())
        worker = asyncio.create_task(self._work(inbox, emit))
        helpers = [
            asyncio.create_task(_pump_audio(audio, inbox)),
            asyncio.create_task(_pump_controls(controls, inbox)),
        ]
        try:
            await asyncio.wait([worker, helpers[0]], return_when=asyncio.FIRST_COMPLETED)
            if not worker.done():
                helpers[0].result()
                await asyncio.shield(worker)
            worker.result()
        finally:
            inbox.abandon()
            for helper in helpers:
                helper.cancel()
            await asyncio.gather(worker, *helpers, return_exceptions=True)

    async def _work(self, inbox: "_Inbox", emit: Emit) -> None:
        """Run the worker thread to its end; its failure is raised here."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = loop.create_future()

        def give(event: Event) -> None:
            loop.call_soon_threadsafe(emit, event)

        def work() -> None:
            try:
                self._recognise(inbox, give)
            except BaseException as error:  # noqa: BLE001 - whatever it is, the loop must learn of it
                loop.call_soon_threadsafe(done.set_exception, error)
            else:
                loop.call_soon_threadsafe(done.set_result, None)

        thread = threading.Thread(target=work, name="recogniser")
        thread.start()
        try:
            await asyncio.shield(done)
        finally:
            thread.join()

    def _recognise(self, inbox: "_Inbox", emit: Emit) -> None:
        """The worker thread: the recogniser lives and dies here."""
        recogniser = Recogniser(self._folder, MODELS[self._settings.model].arch)
        try:
            transcription = Transcription(recogniser, self._settings, time.perf_counter)
            opened = False
            for item in inbox:
                if not opened and not isinstance(item, Configure | EndUtterance):
                    opened = True
                    start = item.position if isinstance(item, Chunk) else 0
                    emit(Opened(engine=self.info.name, start_ms=to_ms(start)))
                for event in _act(transcription, item):
                    emit(event)
        finally:
            recogniser.close()


@dataclass(frozen=True, slots=True)
class _End:
    """The sound has ended."""


_Item = Chunk | Control | _End


def _act(transcription: Transcription, item: _Item) -> list[Event]:
    match item:
        case Chunk():
            return transcription.hear(item)
        case EndUtterance():
            return transcription.end_utterance()
        case Configure():
            transcription.configure(item.settings)
            return []
        case _End():
            return transcription.finish()


async def _pump_audio(audio: AudioStream, inbox: "_Inbox") -> None:
    async for chunk in audio:
        await inbox.room()
        inbox.put(chunk)
    inbox.put(_End())


async def _pump_controls(controls: Controls, inbox: "_Inbox") -> None:
    async for control in controls:
        inbox.put(control)


class _Inbox:
    """What waits for the worker, in order. `put` and `room` on the loop, the rest there.

    Iterating waits for each next item; chunks that follow each other without a hole
    come as one. It ends after `_End`, or at once when abandoned.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._items: deque[_Item] = deque()
        self._waiting = 0
        self._changed = threading.Condition()
        self._room = asyncio.Event()
        self._room.set()
        self._over = False

    def put(self, item: _Item) -> None:
        with self._changed:
            self._items.append(item)
            if isinstance(item, Chunk):
                self._waiting += item.samples
                if self._waiting >= _MOST_WAITING:
                    self._room.clear()
            self._changed.notify()

    async def room(self) -> None:
        """Wait until less sound waits than may."""
        await self._room.wait()

    def abandon(self) -> None:
        """Let the worker end without what still waits."""
        with self._changed:
            self._over = True
            self._changed.notify()

    def __iter__(self) -> "_Inbox":
        return self

    def __next__(self) -> _Item:
        with self._changed:
            self._changed.wait_for(lambda: self._items or self._over)
            if self._over:
                raise StopIteration
            item = self._items.popleft()
            if isinstance(item, _End):
                self._over = True
            if isinstance(item, Chunk):
                item = self._joined(item)
        return item

    def _joined(self, first: Chunk) -> Chunk:
        pieces, end = [first.pcm], first.end
        while self._items:
            following = self._items[0]
            if not isinstance(following, Chunk) or following.position != end:
                break
            pieces.append(following.pcm)
            end = following.end
            self._items.popleft()
        self._waiting -= end - first.position
        self._loop.call_soon_threadsafe(self._room.set)
        return Chunk(first.position, b"".join(pieces))
