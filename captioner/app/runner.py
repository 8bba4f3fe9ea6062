"""One session: its stretches of listening, from Start to Stop."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from captioner.app.feed import Clock, Feed, OpenSource, Reader
from captioner.app.observer import Observer
from captioner.app.recorder import Keeper, Recorder
from captioner.app.teller import Teller
from captioner.core.audio import RATE, to_ms, to_samples
from captioner.core.backlog import Backlog
from captioner.core.events import Event, Final, Heard, Opened, Partial, SessionInformation
from captioner.core.session import Signal
from captioner.core.settings import Settings
from captioner.core.sources import SourceInfo
from captioner.core.transcript import Gap, GapKind, Mark, Segment, Session
from captioner.engines.base import Configure, Control, EndUtterance, Engine

BACKLOG_S = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What every session is made of, handed in by the composition root."""

    build_engine: Callable[[Settings], Awaitable[Engine]]
    keeper: Keeper
    clock: Clock


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


class Runner:
    """Drives sound, engine and recorder for one session.

    Args:
        parts: What it is made of.
        settings: As they are at Start.
        session: The library's entry of this session.
        observer: Who shows it.
        teller: Who tells how it stands.
        signal: Told what happens to the session.
    """

    def __init__(  # noqa: PLR0913 - one collaborator each, all kept
        self,
        parts: Parts,
        settings: Settings,
        session: Session,
        observer: Observer,
        teller: Teller,
        signal: Callable[[Signal], None],
    ) -> None:
        self.session = session
        self.billed_s = 0.0
        self.information: SessionInformation | None = None
        self.reason = "stopped"
        self._parts = parts
        self._settings = settings
        self._observer = observer
        self._teller = teller
        self._signal = signal
        self._backlog = Backlog(BACKLOG_S * RATE)
        self._recorder = Recorder(parts.keeper, session.id, observer.final, teller.disk_trouble)
        self._feed: Feed | None = None
        self._origin: float | None = None
        self._wishes = Wishes()
        self._first_turn = 0
        self._next_turn = 0
        self._stopping = False
        self._resumed = asyncio.Event()
        self._resumed.set()

    @property
    def seconds(self) -> float:
        """How long the session is, pauses and holes included."""
        return self._backlog.end / RATE

    @property
    def since_first_sample(self) -> float:
        """Seconds of the clock since the first sample was due."""
        origin = self._origin if self._feed is None else self._feed.origin
        return 0.0 if origin is None else self._parts.clock() - origin

    async def run(self, open_source: OpenSource) -> None:
        """Listen until the sound ends, `stop` is called, or something breaks for good.

        Raises:
            CaptionerError: Source or engine broke and nothing could replace it.
        """
        helpers = [
            asyncio.create_task(self._recorder.run()),
            asyncio.create_task(self._teller.run(self._idle)),
        ]
        hole: tuple[GapKind, str] | None = None
        try:
            while not self._stopping:
                await self._stretch(open_source, hole)
                if self._resumed.is_set():
                    break
                await self._resumed.wait()
                hole = (GapKind.PAUSED, "paused")
        finally:
            await self._recorder.flush()
            for helper in helpers:
                helper.cancel()
            await asyncio.gather(*helpers, return_exceptions=True)

    async def stop(self, reason: str = "stopped") -> None:
        """End the session in order: the last words are still waited for."""
        self.reason = reason
        self._stopping = True
        self._resumed.set()
        if self._feed is not None:
            await self._feed.close()

    async def pause(self) -> None:
        """Hear and send nothing until `resume`; the billed connection is closed."""
        self._resumed.clear()
        if self._feed is not None:
            await self._feed.close()

    def resume(self) -> None:
        """Listen again."""
        self._resumed.set()

    async def reopen_source(self) -> None:
        """The devices changed: open the source anew, the new one before the old one.

        Raises:
            AudioError: It cannot be opened; the old one goes on.
        """
        if self._feed is not None and not self._feed.ended:
            await self._feed.switch()

    def end_utterance(self) -> None:
        """Finish the open utterance now."""
        self._wishes.put(EndUtterance())

    def configure(self, settings: Settings) -> None:
        """Act on the live ones among `settings`; the rest waits for the next Start."""
        self._settings = replace(settings, engine=self._settings.engine)
        self._wishes.put(Configure(self._settings))

    def mark(self, note: str) -> None:
        """Mark this moment."""
        mark = Mark(at_ms=to_ms(self._backlog.end), note=note)
        self._recorder.mark(mark)
        self._observer.mark(mark)

    def source_opened(self, info: SourceInfo) -> None:
        """Sound now comes from `info`."""
        self._teller.source_opened(info)

    def source_lost(self, info: SourceInfo) -> None:
        """`info` went away."""
        self._teller.source_lost(info)

    def hole(self, gap: Gap) -> None:
        """A stretch was not heard."""
        self._recorder.gap(gap)
        self._teller.hole(gap)

    async def _idle(self, wordless_ms: int) -> None:
        limit_ms = self._settings.idle_minutes * 60_000
        if limit_ms and wordless_ms >= limit_ms:
            await self.stop("nobody spoke")

    async def _stretch(self, open_source: OpenSource, hole: tuple[GapKind, str] | None) -> None:
        """From Start or Resume to Pause, Stop or the end of the sound."""
        feed = Feed(open_source, self._backlog, self, self._parts.clock, self._origin)
        self._feed = feed
        self._wishes = Wishes()
        await feed.open(hole)
        if self._stopping or not self._resumed.is_set():
            await feed.close()
        reader = Reader(feed, self._backlog, self._backlog.end)
        pump = asyncio.create_task(feed.run())
        try:
            engine = await self._parts.build_engine(self._settings)
            await engine.run(reader, self._wishes, self._emit)
        finally:
            await feed.close()
            (ended,) = await asyncio.gather(pump, return_exceptions=True)
            self._origin = feed.origin
        if isinstance(ended, BaseException):
            raise ended

    def _emit(self, event: Event) -> None:
        match event:
            case Opened():
                self._first_turn = self._next_turn
                self._observer.session_opened(self.session, event)
                self._signal(Signal.OPENED)
            case Partial():
                self._teller.words()
                self._observer.partial(replace(event, turn=self._turn(event.turn)))
            case Final():
                self._teller.words()
                self._final(event)
            case Heard():
                self._teller.late(to_ms(self._backlog.end) - event.until_ms)
            case SessionInformation():
                self.information = event
                self.billed_s += event.session_s or 0.0

    def _turn(self, turn: int) -> int:
        """The engine's turn as a number unique in the session."""
        number = self._first_turn + turn
        self._next_turn = max(self._next_turn, number + 1)
        return number

    def _final(self, final: Final) -> None:
        segment = Segment(
            turn=self._turn(final.turn),
            start_ms=final.start_ms,
            end_ms=final.end_ms,
            text=final.text,
            words=final.words,
            speaker=final.speaker or "",
            engine=self._settings.engine,
        )
        if final.amends:
            self._recorder.amendment(segment)
        else:
            self._recorder.segment(segment)
        self._backlog.release(to_samples(final.end_ms))
