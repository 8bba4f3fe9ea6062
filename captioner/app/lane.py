"""One run of one engine over a stretch of the sound."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from captioner.app.listener import Listener
from captioner.app.sound import Sound
from captioner.core.audio import BYTES_PER_SAMPLE, Chunk, to_ms, to_samples
from captioner.core.errors import EngineError
from captioner.core.events import (
    Event,
    Final,
    Heard,
    Opened,
    Partial,
    SessionInformation,
    Word,
)
from captioner.core.joins import same_start
from captioner.core.seam import Seam
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


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was given of one of the engine's turns."""

    number: int
    words: int
    first: int
    end: int


class Lane:
    """An engine that is given its stretch once it is ready.

    Args:
        build: Builds the engine.
        sound: What there is to hear.
        turns: Gives numbers that are unique in the session.
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
        turns: Iterator[int],
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
        self._turns = turns
        self._owner = owner
        self._listener = listener
        self._seam: Seam | None = None
        self._clock = clock
        self._assigned = asyncio.Event()
        self._opened: Opened | None = None
        self._kept: dict[int, _Kept] = {}
        self._shown: dict[int, Partial] = {}
        self._open: Partial | None = None

    async def run(self) -> None:
        """Recognise what it is given, to its end.

        Raises:
            CaptionerError: The engine cannot be had or broke.
        """
        engine = await self.build()
        self.engine, self.remote = engine.info.name, engine.info.needs_key
        await engine.run(self, self._wishes, self._emit)
        if not self.has_left and self.stretch is not None:
            if not self._at_end():
                raise EngineError("The recogniser stopped by itself.", "Start again.")
            self._finish_open(self.stretch)
            self._withdraw_stale(self.stretch)
            self.stretch.finished()

    def take(self, stretch: Stretch) -> None:
        """Hear this stretch from where it has been dealt with."""
        self.stretch = stretch
        self._seam = stretch.seam()
        self.position = self.heard = stretch.needs_from
        self._assigned.set()
        if self._opened is not None:
            self._tell_opened(self._opened)

    def leave(self) -> None:
        """Hear no more and say no more; the engine comes to its end in order."""
        if self.stretch is not None:
            self.stretch.dropped(self._shown.values())
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
        if self.stretch is not None and not self.has_left:
            self._pass_on(event, self.stretch)
            self._owner.said(self, event)

    def _pass_on(self, event: Event, stretch: Stretch) -> None:
        match event:
            case Opened():
                self._tell_opened(event)
            case Partial():
                self._partial(event, stretch)
            case Final():
                self._final(event, stretch)
            case Heard():
                self._heard(event, stretch)
            case SessionInformation():
                pass

    def _tell_opened(self, opened: Opened) -> None:
        if self._is_live():
            self._listener.opened(replace(opened, start_ms=to_ms(self.position)))

    def _partial(self, partial: Partial, stretch: Stretch) -> None:
        if self._open is not None and self._open.turn < partial.turn:
            self._finish_open(stretch)
        self._open = partial if partial.words else None
        stretch.open_ms = partial.words[0].start_ms if partial.words else None
        self._show(partial, stretch)

    def _show(self, partial: Partial, stretch: Stretch) -> None:
        """Show its words, once they are as far as those that a broken recogniser left."""
        first, end = self._share(partial.words, stretch)
        words = partial.words[first:end]
        if stretch.is_behind(words):
            return
        if not words:
            self._take_back(partial.turn)
            return
        before = self._in_place_of(partial.turn, words, stretch)
        agreed = max(0, min(partial.agreed, end) - first)
        if before is not None:
            agreed = max(agreed, same_start(before.words[: before.agreed], words))
        shown = Partial(turn=self._number(partial.turn, before), words=words, agreed=agreed)
        self._shown[partial.turn] = shown
        self._listener.partial(shown)

    def _finish_open(self, stretch: Stretch) -> None:
        """The final of what was shown last will not come any more: it stands as it was shown."""
        lost, self._open = self._open, None
        if lost is not None:
            self._final(Final(turn=lost.turn, words=lost.words, text=lost.text), stretch)

    def _final(self, final: Final, stretch: Stretch) -> None:
        if final.amends or final.turn in self._kept:
            self._amend(final)
            return
        if self._open is not None and self._open.turn < final.turn:
            self._finish_open(stretch)
        self._open = None
        first, end = self._share(final.words, stretch)
        self._note(final.words, first, end, stretch)
        words = final.words[first:end]
        if not words:
            self._take_back(final.turn)
            return
        number = self._number(final.turn, self._in_place_of(final.turn, words, stretch))
        self._shown.pop(final.turn, None)
        self._kept[final.turn] = _Kept(number, len(final.words), first, end)
        self._listener.final(_part(final, number, first, end), self.engine)

    def _amend(self, final: Final) -> None:
        kept = self._kept.get(final.turn)
        if kept is not None and kept.words == len(final.words):
            self._listener.final(_part(final, kept.number, kept.first, kept.end), self.engine)

    def _heard(self, heard: Heard, stretch: Stretch) -> None:
        stretch.heard(heard.until_ms, self.position)
        self.heard = max(self.heard, min(to_samples(heard.until_ms), self.position))
        if stretch.stale and heard.until_ms > stretch.stale_until_ms:
            self._withdraw_stale(stretch)
            if self._open is not None:
                self._show(self._open, stretch)
        if self._is_live() and not self.remote:
            self._listener.behind(max(0, to_ms(self._sound.end) - heard.until_ms))

    def _share(self, words: tuple[Word, ...], stretch: Stretch) -> tuple[int, int]:
        """Which of the words are this lane's to give: from one index to before another."""
        first = self._seam.first_after(words) if self._seam is not None else 0
        if stretch.before is not None:
            first += stretch.before.first_after(words[first:])
        if stretch.after is None:
            return first, len(words)
        return first, first + stretch.after.end_before(words[first:])

    def _note(self, words: tuple[Word, ...], first: int, end: int, stretch: Stretch) -> None:
        """Let the stretch and its ends know what was heard there and what was given."""
        repeated = self._seam.first_after(words) if self._seam is not None else 0
        stretch.final(words[repeated:], self.position)
        if self._seam is not None:
            self._seam.keep_after(words, repeated)
        if stretch.before is not None:
            stretch.before.keep_after(words[repeated:], first - repeated)
        if stretch.after is not None:
            stretch.after.keep_before(words[first:], end - first)

    def _in_place_of(self, turn: int, words: tuple[Word, ...], stretch: Stretch) -> Partial | None:
        """What these words stand for on screen from now on; the rest of it is withdrawn."""
        stale = stretch.take_stale(words)
        before = self._shown.get(turn) or (stale.pop() if stale else None)
        self._withdraw(stale)
        return before

    def _take_back(self, turn: int) -> None:
        """Withdraw what is shown of one of the engine's turns, if anything is."""
        shown = self._shown.pop(turn, None)
        if shown is not None:
            self._withdraw([shown])

    def _number(self, turn: int, before: Partial | None) -> int:
        """The session's number of one of the engine's turns."""
        if turn in self._kept:
            return self._kept[turn].number
        return next(self._turns) if before is None else before.turn

    def _withdraw(self, all_shown: Iterable[Partial]) -> None:
        for shown in all_shown:
            self._listener.partial(Partial(turn=shown.turn, words=()))

    def _withdraw_stale(self, stretch: Stretch) -> None:
        self._withdraw(stretch.stale)
        stretch.stale.clear()


def _part(final: Final, number: int, first: int, end: int) -> Final:
    """The words from `first` to before `end` as a final of their own."""
    if first == 0 and end == len(final.words):
        return replace(final, turn=number)
    words = final.words[first:end]
    return replace(final, turn=number, words=words, text=" ".join(word.text for word in words))
