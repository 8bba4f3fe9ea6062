"""One session: its stretches of listening, from Start to Stop."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from captioner.app.alone import Alone
from captioner.app.concessions import Concessions
from captioner.app.fallback import Fallback
from captioner.app.feed import Clock, Feed, OpenSource
from captioner.app.observer import Observer
from captioner.app.recorder import Keeper, Recorder
from captioner.app.result import Result
from captioner.app.sleep import ASLEEP, watch_sleep
from captioner.app.sound import Sound, Spool
from captioner.app.teller import Teller
from captioner.core.audio import RATE, to_ms
from captioner.core.engines import ENGINES
from captioner.core.errors import AudioError
from captioner.core.session import Signal
from captioner.core.settings import Settings
from captioner.core.sources import SourceInfo
from captioner.core.transcript import Gap, GapKind, Mark, Session
from captioner.engines.base import Configure, EndUtterance, Engine

HERE = "ondevice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What every session is made of, handed in by the composition root."""

    build_engine: Callable[[Settings], Awaitable[Engine]]
    keeper: Keeper
    clock: Clock
    chance: Callable[[], float]
    open_spool: Callable[[], Spool] | None


class Runner:
    """Drives sound, engines and recorder for one session.

    Args:
        parts: What it is made of.
        settings: As they are at Start.
        session: The library's entry of this session.
        observer: Who shows it.
        teller: Who tells how it stands.
        signal: Told what happens to the session.

    Attributes:
        session: As given.
        result: What was recognised, and what it cost.
        reason: Why it ended.
        fell_idle: Whether it ended because nobody spoke.
    """

    def __init__(
        self,
        parts: Parts,
        settings: Settings,
        session: Session,
        observer: Observer,
        teller: Teller,
        signal: Callable[[Signal], None],
    ) -> None:
        self.session = session
        self.reason = "stopped"
        self.fell_idle = False
        self._parts = parts
        self._settings = settings
        self._observer = observer
        self._teller = teller
        self._sound = Sound(None if settings.keep_nothing else parts.open_spool)
        self._recorder = Recorder(parts.keeper, session.id, observer.final, teller.disk_trouble)
        self.result = Result(session, self._recorder, observer, teller, signal)
        self._engines = self._recogniser()
        self._sound.dropped = self._engines.dropped
        self._feed: Feed | None = None
        self._origin: float | None = None
        self._stopping = False
        self._within_s: float | None = None
        self._resumed = asyncio.Event()
        self._resumed.set()

    @property
    def seconds(self) -> float:
        """How long the session is, pauses and holes included."""
        return self._sound.end / RATE

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
        self.open_source = open_source
        helpers = [
            asyncio.create_task(self._recorder.run()),
            asyncio.create_task(self._sound.run()),
            asyncio.create_task(watch_sleep(self._parts.clock, self._woke)),
            asyncio.create_task(self._teller.run(self._idle, self._engines.standing)),
        ]
        engines = asyncio.create_task(self._engines.run())
        try:
            listening = asyncio.create_task(self._listen())
            await asyncio.wait({listening, engines}, return_when=asyncio.FIRST_COMPLETED)
            if engines.done():
                await self._close_feed()
            broken = (await asyncio.gather(listening, return_exceptions=True))[0]
            self._engines.finish(self._within_s)
            await engines
            if isinstance(broken, BaseException):
                raise broken
        finally:
            engines.cancel()
            await self._recorder.flush()
            for helper in helpers:
                helper.cancel()
            await asyncio.gather(*helpers, engines, return_exceptions=True)

    async def stop(self, reason: str = "stopped", within_s: float | None = None) -> None:
        """End the session in order: the last words are waited for, but not for ever."""
        self.reason = reason
        self._within_s = within_s
        await self._close_feed()

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
            await self._feed.open()

    async def use_source(self, open_source: OpenSource) -> None:
        """Hear another source from now on, in the same session; if paused, from Resume on.

        Raises:
            AudioError: It cannot be opened; the old one goes on.
        """
        if self._feed is not None and not self._feed.ended:
            await self._feed.use(open_source)
        self.open_source = open_source

    def end_utterance(self) -> None:
        """Finish the open utterance now."""
        self._engines.wish(EndUtterance())

    def stay_here(self) -> None:
        """Let this computer caption the rest of the session."""
        self._engines.stay_here()

    def configure(self, settings: Settings) -> None:
        """Act on the live ones among `settings`; the rest waits for the next Start."""
        self._settings = replace(
            settings, engine=self._settings.engine, fall_back=self._settings.fall_back
        )
        self._engines.wish(Configure(self._settings))

    def mark(self, note: str) -> None:
        """Mark this moment."""
        mark = Mark(at_ms=to_ms(self._sound.end), note=note)
        self._recorder.mark(mark)
        self._observer.mark(mark)

    def source_opened(self, info: SourceInfo) -> None:
        """Sound now comes from `info`."""
        self._teller.source_opened(info)

    def source_chosen(self, info: SourceInfo) -> None:
        """Sound now comes from `info`, because the user wants it."""
        self._teller.source_chosen(info)

    def source_lost(self, info: SourceInfo) -> None:
        """`info` went away."""
        self._teller.source_lost(info)

    def hole(self, gap: Gap) -> None:
        """A stretch was not heard."""
        self.result.lost(gap)

    def _recogniser(self) -> Fallback | Alone:
        """What recognises this session: a service with this computer behind it, or one engine."""

        async def chosen(less: Concessions) -> Engine:
            return await self._parts.build_engine(less.applied(self._settings))

        async def alone() -> Engine:
            return await self._parts.build_engine(self._settings)

        async def here() -> Engine:
            return await self._parts.build_engine(replace(self._settings, engine=HERE))

        if not ENGINES[self._settings.engine].needs_key:
            return Alone(alone, self._sound, self.result, self._parts.clock)
        return Fallback(
            chosen,
            here,
            self._sound,
            self.result,
            self._parts.clock,
            self._parts.chance,
            fall_back=self._settings.fall_back,
        )

    async def _listen(self) -> None:
        """Every stretch of listening until Stop, or the end of the sound."""
        hole: tuple[GapKind, str] | None = None
        over = False
        while not (self._stopping or over):
            self._feed = Feed(self.open_source, self._sound, self, self._parts.clock, self._origin)
            if hole is None:
                await self._feed.open()
            else:
                await self._feed.open_again(hole)
            if self._may_listen():
                self._engines.listen(partials=not self._settings.disable_partial_transcripts)
                over = await self._feed.run()
                self._engines.rest()
            await self._feed.close()
            self._origin = self._feed.origin
            await self._resumed.wait()
            hole = (GapKind.PAUSED, "paused")

    def _may_listen(self) -> bool:
        """Neither stopped nor paused while the source was being opened."""
        return not self._stopping and self._resumed.is_set()

    async def _close_feed(self) -> None:
        self._stopping = True
        self._resumed.set()
        if self._feed is not None:
            await self._feed.close()

    async def _woke(self) -> None:
        """Neither connection nor device outlives a sleep of the computer."""
        self._engines.woke()
        if self._feed is not None and not self._feed.ended:
            with suppress(AudioError):  # the old source goes on, or is lost and looked for
                await self._feed.open((GapKind.LOST, ASLEEP))

    async def _idle(self, wordless_ms: int) -> None:
        limit_ms = self._settings.idle_minutes * 60_000
        if limit_ms and wordless_ms >= limit_ms:
            self.fell_idle = True
            await self.stop("nobody spoke")
