"""The embedded recogniser as an engine: one worker thread beside the event loop.

The loop only hands sound and wishes over; the worker owns the recogniser and sends events
back. When the machine is slow, sound waits with the worker and then in the source; nothing
is skipped.
"""

import asyncio
import threading
import time
from contextlib import suppress
from pathlib import Path

from captioner.core.audio import Chunk, to_ms
from captioner.core.engines import ENGINES
from captioner.core.events import Event, Opened
from captioner.core.models import MODELS
from captioner.core.settings import Settings
from captioner.engines.base import AudioStream, Configure, Controls, Emit, EndUtterance
from captioner.engines.futures import let_go
from captioner.engines.inbox import End, Inbox, Item
from captioner.engines.moonshine.open import open_recogniser
from captioner.engines.transcription import Transcription


class OnDevice:
    """The embedded recogniser.

    Args:
        settings: The live ones may change during the run.
        folder: Where the model's files are; it has the model's name, else `model` tells it.
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
        loop = asyncio.get_running_loop()
        inbox, outbox = Inbox(loop), _Outbox(loop, emit)
        worker = threading.Thread(target=self._work, args=(inbox, outbox), name="recogniser")
        worker.start()
        feeding = asyncio.create_task(_feed(audio, inbox))
        asking = asyncio.create_task(_ask(controls, inbox))
        try:
            await asyncio.wait([outbox.outcome, feeding], return_when=asyncio.FIRST_COMPLETED)
            if feeding.done():
                feeding.result()
            await outbox.outcome
        finally:
            inbox.abandon()
            let_go(outbox.outcome)
            feeding.cancel()
            asking.cancel()
            await asyncio.gather(feeding, asking, return_exceptions=True)
            await outbox.closed.wait()
            worker.join()

    def _work(self, inbox: Inbox, outbox: "_Outbox") -> None:
        """The worker thread: the recogniser lives and dies here."""
        try:
            model = MODELS.get(self._folder.name, MODELS[self._settings.model])
            recogniser = open_recogniser(model, self._folder, lambda: not inbox.abandoned)
            try:
                transcription = Transcription(recogniser, self._settings, time.perf_counter)
                self._transcribe(inbox, transcription, outbox)
            finally:
                recogniser.close()
        except BaseException as error:  # noqa: BLE001 - the loop must learn of it, whatever it is
            outbox.close(error)
        else:
            outbox.close(None)

    def _transcribe(self, inbox: Inbox, transcription: Transcription, outbox: "_Outbox") -> None:
        opened = False
        for item in inbox:
            if not opened and isinstance(item, Chunk | End):
                opened = True
                start = item.position if isinstance(item, Chunk) else 0
                outbox.post(Opened(engine=self.info.name, start_ms=to_ms(start)))
            for event in _act(transcription, item):
                outbox.post(event)


class _Outbox:
    """The way back to the loop. `post` and `close` are for the worker.

    Attributes:
        outcome: How the run ended: its failure or None.
        closed: Whether the worker has nothing more to say.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, emit: Emit) -> None:
        self._loop = loop
        self._emit = emit
        self.outcome: asyncio.Future[None] = loop.create_future()
        self.closed = asyncio.Event()

    def post(self, event: Event) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody listens any more
            self._loop.call_soon_threadsafe(self._say, event)

    def close(self, error: BaseException | None) -> None:
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._settle, error)
            self._loop.call_soon_threadsafe(self.closed.set)

    def _say(self, event: Event) -> None:
        if self.outcome.done():  # cancelled or broken: nobody listens any more
            return
        try:
            self._emit(event)
        except Exception as error:  # noqa: BLE001 - where the listener breaks, so does the run
            self._settle(error)

    def _settle(self, error: BaseException | None) -> None:
        if self.outcome.done():
            return
        if error is None:
            self.outcome.set_result(None)
        else:
            self.outcome.set_exception(error)


def _act(transcription: Transcription, item: Item) -> list[Event]:
    match item:
        case Chunk():
            return transcription.hear(item)
        case EndUtterance():
            return transcription.end_utterance()
        case Configure():
            transcription.configure(item.settings)
            return []
        case End():
            return transcription.finish()


async def _feed(audio: AudioStream, inbox: Inbox) -> None:
    async for chunk in audio:
        await inbox.room()
        inbox.put(chunk)
    inbox.put(End())


async def _ask(controls: Controls, inbox: Inbox) -> None:
    async for control in controls:
        inbox.put(control)
