"""One run of one engine over a stretch of the sound."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from typing import Protocol

from captioner.app.recognition.listener import Listener
from captioner.app.recognition.turns import Turns
from captioner.app.sound import Sound
from captioner.core.audio import BYTES_PER_SAMPLE, Chunk, to_ms, to_samples
from captioner.core.errors import EngineError
from captioner.core.events import Event, Final, Heard, Opened, Partial, SessionInformation
from captioner.core.stretch import Stretch
from captioner.engines.base import Control, Engine

Build = Callable[[], Awaitable[Engine]]


class Owner(Protocol):
    """Who decides what a lane hears."""

    def ready(self, lane: "Lane") -> None:
        """The engine asks for its first sound."""
        ...

    def said(self, lane: "Lane", event: Event) -> None:
        """The engine said something, and it has been passed on."""
        ...


class Wishes:
    """The controls of one engine run."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Control] = asyncio.Queue()

    def __aiter__(self) -> "Wishes":
        return self

    async def __anext__(self) -> Control:
        """The next wish."""
        return await self._queue.get()

    def put(self, control: Control) -> None:
        """Wish for something."""
        self._queue.put_nowait(control)


class Lane:
    """An engine that is given its stretch once it is ready.

    Args:
        build: Builds the engine.
        sound: What there is to hear.
        numbers: Gives turns' numbers that are unique in the session.
        owner: Who decides what it hears.
        listener: Who is told what was recognised.
        clock: Monotonic seconds.

    Attributes:
        build: As given.
        stretch: What it hears, once it was given that.
        position: The sample it is given next.
        heard: It has dealt with the sound before this position, open words included.
        engine: The engine's name, once it is built.
        remote: Whether the engine is a service.
        ready_at: The clock's reading when the engine first asked for sound.
        has_left: Whether it hears and says no more.
        expires_in_s: When the service will end the connection, counted from its start.
        billed_s: How long the service says the connection was open.
    """

    def __init__(
        self,
        build: Build,
        sound: Sound,
        numbers: Iterator[int],
        owner: Owner,
        listener: Listener,
        clock: Callable[[], float],
    ) -> None:
        self.build = build
        self.stretch: Stretch | None = None
        self.heard = 0
        self.engine = ""
        self.remote = False
        self.ready_at: float | None = None
        self.has_left = False
        self.expires_in_s: float | None = None
        self.billed_s: float | None = None
        self._wishes = Wishes()
        self.position = 0
        self._sound = sound
        self._numbers = numbers
        self._owner = owner
        self._listener = listener
        self._turns: Turns | None = None
        self._clock = clock
        self._assigned = asyncio.Event()
        self._opened: Opened | None = None

    async def run(self) -> None:
        """Recognise what it is given, to its end.

        Raises:
            CaptionerError: The engine cannot be had or broke.
        """
        engine = await self.build()
        self.engine, self.remote = engine.info.name, engine.info.needs_key
        await engine.run(self, self._wishes, self._emit)
        if not self.has_left and self.stretch is not None and self._turns is not None:
            if not self._at_end():
                raise EngineError("The recogniser stopped by itself.", "Start again.")
            self._turns.finish(self.position, self.engine)
            self.stretch.finished()

    def take(self, stretch: Stretch) -> None:
        """Hear this stretch from where it has been dealt with."""
        self.stretch = stretch
        self._turns = Turns(stretch, self._numbers, self._listener)
        self.position = self.heard = stretch.needs_from
        self._assigned.set()
        if self._opened is not None:
            self._tell_opened(self._opened)

    def leave(self) -> None:
        """Hear no more and say no more; the engine comes to its end in order.

        What it had shown stays on screen for whoever hears the stretch next. Called again
        it does nothing: the stretch may be another's by then.
        """
        if self.has_left:
            return
        if self.stretch is not None and self._turns is not None:
            self.stretch.dropped(self._turns.shown, self.engine)
        self.has_left = True
        self._assigned.set()
        self._sound.tell()

    def wish(self, control: Control) -> None:
        """Ask the engine for something."""
        self._wishes.put(control)

    def __aiter__(self) -> "Lane":
        return self

    async def __anext__(self) -> Chunk:
        """The engine's next sound; StopAsyncIteration at the end of the stretch."""
        if self.ready_at is None:
            self.ready_at = self._clock()
            self._owner.ready(self)
        await self._assigned.wait()
        while not self._at_end():
            news = self._sound.news()
            chunk = await self._sound.read(self.position)
            if chunk is not None and (chunk := self._within(chunk)) is not None:
                self.position = chunk.end
                if self._is_live():
                    self._sound.reached = chunk.end
                return chunk
            if self._is_over():
                break
            await news.wait()
        raise StopAsyncIteration

    def _is_live(self) -> bool:
        """Whether it hears what is said now, or did until the sound ended."""
        return self.stretch is not None and self.stretch.is_newest

    def _at_end(self) -> bool:
        if self.has_left or self.stretch is None:
            return True
        end = self.stretch.end
        return end is not None and self.position >= end

    def _is_over(self) -> bool:
        """Whether no more sound of the stretch can come; some of it may have been dropped."""
        end = self.stretch.end if self.stretch is not None else None
        if end is None or self._sound.end < end:
            return False
        self.position = end
        return True

    def _within(self, chunk: Chunk) -> Chunk | None:
        """What of `chunk` belongs to the stretch."""
        end = self.stretch.end if self.stretch is not None else None
        if end is None or chunk.end <= end:
            return chunk
        if chunk.position < end:
            return Chunk(chunk.position, chunk.pcm[: (end - chunk.position) * BYTES_PER_SAMPLE])
        self.position = end
        return None

    def _emit(self, event: Event) -> None:
        match event:
            case SessionInformation():
                self.billed_s = event.session_s
                self._listener.information(event)
            case Opened():
                self._opened = event
                self.expires_in_s = event.expires_in_s
            case Partial() | Final() | Heard():
                pass
        if self._turns is not None and not self.has_left:
            self._pass_on(event, self._turns)
            self._owner.said(self, event)

    def _pass_on(self, event: Event, turns: Turns) -> None:
        match event:
            case Opened():
                self._tell_opened(event)
            case Partial():
                turns.partial(event, self.position, self.engine)
            case Final():
                turns.final(event, self.position, self.engine)
            case Heard():
                self._heard(event.until_ms, turns)
            case SessionInformation():
                pass

    def _tell_opened(self, opened: Opened) -> None:
        if self._is_live():
            self._listener.opened(replace(opened, start_ms=to_ms(self.position)))

    def _heard(self, until_ms: int, turns: Turns) -> None:
        turns.heard(until_ms, self.position)
        self.heard = max(self.heard, min(to_samples(until_ms), self.position))
        if self._is_live() and not self.remote:
            self._listener.behind(max(0, to_ms(self._sound.end) - until_ms))
