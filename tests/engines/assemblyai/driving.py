"""Drives the client as a user would: sound, waiting for words, wishes."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from captioner.core.audio import Chunk
from captioner.core.engines import ENGINES
from captioner.core.events import Event, Final, Heard, Opened, Partial, SessionInformation
from captioner.core.retry import OpenLimiter
from captioner.core.secret import Secret
from captioner.core.settings import DEFAULTS, Settings
from captioner.engines.assemblyai.client import AssemblyAI
from captioner.engines.assemblyai.tokens import Credentials
from captioner.engines.base import Configure, Control
from captioner.engines.base import EndUtterance as EndUtteranceNow
from tests.guards import HANG_S
from tests.sessions import EndUtterance, Sound, Step, Threshold, WaitFor

V3, V2 = "assemblyai", "assemblyai-v2"
BOTH = (V3, V2)
BLOCK_MS = 20


@dataclass(frozen=True)
class Fail:
    """The sound breaks with this error."""

    error: Exception


@dataclass(frozen=True)
class Stall:
    """No more sound comes, and it does not end either."""


@dataclass
class Said:
    """What an engine said, in order; tests may wait for more."""

    events: list[Event] = field(default_factory=list)
    _more: asyncio.Event = field(default_factory=asyncio.Event)

    def emit(self, event: Event) -> None:
        self.events.append(event)
        told, self._more = self._more, asyncio.Event()
        told.set()

    async def wait_for_text(self, text: str) -> None:
        while not any(
            event.text == text for event in self.events if isinstance(event, Partial | Final)
        ):
            await self._more.wait()

    async def wait_for_opened(self) -> None:
        while not any(isinstance(event, Opened) for event in self.events):
            await self._more.wait()

    @property
    def opened(self) -> Opened:
        (opened,) = (event for event in self.events if isinstance(event, Opened))
        return opened

    @property
    def finals(self) -> tuple[str, ...]:
        return tuple(event.text for event in self.events if isinstance(event, Final))

    @property
    def partials(self) -> tuple[str, ...]:
        return tuple(event.text for event in self.events if isinstance(event, Partial))

    @property
    def heard_ms(self) -> list[int]:
        return [event.until_ms for event in self.events if isinstance(event, Heard)]

    @property
    def information(self) -> list[SessionInformation]:
        return [event for event in self.events if isinstance(event, SessionInformation)]


class Wishes:
    """The controls of one run."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Control] = asyncio.Queue()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Control:
        return await self._queue.get()

    def put(self, control: Control) -> None:
        self._queue.put_nowait(control)

    async def put_and_wait(self, control: Control) -> None:
        """Wish for something before more sound comes: return once the wish is taken."""
        self.put(control)
        while not self._queue.empty():  # noqa: ASYNC110 - a turn of the loop, not a time
            await asyncio.sleep(0)


class Steps:
    """An audio stream that goes through steps, in blocks of 20 ms as fast as they are read."""

    def __init__(
        self, steps: Sequence[Step | Fail | Stall], said: Said, settings: Settings
    ) -> None:
        self.wishes = Wishes()
        self.start = 0
        self._steps = list(steps)
        self._said = said
        self._settings = settings
        self._left = 0

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Chunk:
        while not self._left:
            if not self._steps:
                raise StopAsyncIteration
            await self._do(self._steps.pop(0))
        self._left -= 1
        await asyncio.sleep(0)
        chunk = Chunk(self.start, bytes(BLOCK_MS * 32))
        self.start = chunk.end
        return chunk

    async def _do(self, step: Step | Fail | Stall) -> None:
        match step:
            case Sound(ms):
                self._left = ms // BLOCK_MS
            case WaitFor(text):
                await self._said.wait_for_text(text)
            case EndUtterance():
                await self.wishes.put_and_wait(EndUtteranceNow())
            case Threshold(ms):
                self._settings = replace(self._settings, end_utterance_silence_threshold=ms)
                await self.wishes.put_and_wait(Configure(self._settings))
            case Fail(error):
                raise error
            case Stall():
                await asyncio.Event().wait()


@dataclass
class Drive:
    """One run of the client, ready to go.

    Attributes:
        said: What it says.
        audio: What it hears.
    """

    engine: AssemblyAI
    said: Said
    audio: Steps

    async def run(self) -> Said:
        async with asyncio.timeout(HANG_S):
            await self.engine.run(self.audio, self.audio.wishes, self.said.emit)
        return self.said


def drive(  # noqa: PLR0913 - what a test may choose
    name: str,
    url: str,
    steps: Sequence[Step | Fail | Stall] = (Sound(1000),),
    settings: Settings = DEFAULTS,
    *,
    key: str = "",
    token: str = "",
    opens: OpenLimiter | None = None,
) -> Drive:
    """The engine of that name on its way to `url`, with these steps before it."""
    settings = replace(settings, engine=name, server_url=url)
    credentials = Credentials(
        key=Secret(key) if key else None, token=Secret(token) if token else None
    )
    engine = AssemblyAI(ENGINES[name], settings, credentials, opens=opens or OpenLimiter())
    said = Said()
    return Drive(engine, said, Steps(steps, said, settings))
