"""One session, from Start to Stop: what it hears, who recognises it, and what becomes of it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

from captioner.app.hearing.feed import Clock, OpenSource
from captioner.app.hearing.hearing import Hearing
from captioner.app.hearing.sleep import ASLEEP, watch_sleep
from captioner.app.keeping.recorder import Keeper, Recorder
from captioner.app.observer import Observer
from captioner.app.recognition.choice import BuildEngine, recognition
from captioner.app.result import Result
from captioner.app.sound import Sound, Spool
from captioner.app.teller import Teller
from captioner.core.audio import RATE, to_ms
from captioner.core.session import Signal
from captioner.core.settings import Settings
from captioner.core.transcript import Mark, Session
from captioner.engines.base import Configure, EndUtterance


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What every session is made of, handed in by the composition root."""

    build_engine: BuildEngine
    keeper: Keeper
    clock: Clock
    slept: Callable[[], float]
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
        hearing: Pauses and resumes it, and changes its source.
        reason: Why it ended.
        fell_idle: Whether it ended because nobody spoke.
        all_kept: Whether everything of it is on disk.
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
        self.all_kept = True
        self._parts = parts
        self._settings = settings
        self._observer = observer
        self._teller = teller
        self._sound = Sound(None if settings.keep_nothing else parts.open_spool)
        self._recorder = Recorder(parts.keeper, session.id, observer.final, teller.disk_trouble)
        self.result = Result(session, self._recorder, observer, teller, signal)
        self.hearing = Hearing(self._sound, teller, self.result.lost, parts.clock)
        self._engines = recognition(
            parts.build_engine,
            lambda: self._settings,
            self._sound,
            self.result,
            parts.clock,
            parts.chance,
        )
        self._within_s: float | None = None
        self._finishing = False

    @property
    def seconds(self) -> float:
        """How long the session is, pauses and holes included."""
        return self._sound.end / RATE

    async def run(self, open_source: OpenSource) -> None:
        """Listen until the sound ends, `stop` is called, or something breaks for good.

        Raises:
            CaptionerError: Source or engine broke and nothing could replace it.
        """
        helpers = [
            asyncio.create_task(self._recorder.run()),
            asyncio.create_task(self._sound.run()),
            asyncio.create_task(watch_sleep(self._parts.slept, self._woke)),
            asyncio.create_task(self._teller.run(self._idle, self._engines.standing)),
        ]
        engines = asyncio.create_task(self._engines.run())
        try:
            listening = asyncio.create_task(
                self.hearing.run(open_source, self._listen, self._engines.rest)
            )
            await asyncio.wait({listening, engines}, return_when=asyncio.FIRST_COMPLETED)
            if engines.done():
                await self.hearing.stop()
            broken = (await asyncio.gather(listening, return_exceptions=True))[0]
            self._finishing = True
            self._engines.finish(self._within_s)
            await engines
            if isinstance(broken, BaseException):
                raise broken
        finally:
            engines.cancel()
            self.all_kept = await self._recorder.flush()
            for helper in helpers:
                helper.cancel()
            await asyncio.gather(*helpers, engines, return_exceptions=True)

    async def stop(self, reason: str = "stopped", within_s: float | None = None) -> None:
        """End the session in order: the last words are waited for, but not for ever."""
        self.reason = reason
        self._within_s = within_s
        await self.hearing.stop()
        if self._finishing and within_s is not None:  # it was stopped before, without a hurry
            self._engines.finish(within_s)

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

    def _listen(self) -> None:
        self._engines.listen(partials=not self._settings.disable_partial_transcripts)

    async def _woke(self) -> None:
        """Neither connection nor device outlives a sleep of the computer."""
        self._engines.woke()
        await self.hearing.woke(ASLEEP)

    async def _idle(self, wordless_ms: int) -> None:
        limit_ms = self._settings.idle_minutes * 60_000
        if limit_ms and wordless_ms >= limit_ms:
            self.fell_idle = True
            await self.stop("nobody spoke")
