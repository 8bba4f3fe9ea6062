"""Session control: start, stop, pause, resume, end_utterance, apply, close."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from captioner.app.account import Account
from captioner.app.hearing.feed import Clock, OpenSource
from captioner.app.hearing.sources import Sources
from captioner.app.hearing.standby import Standby
from captioner.app.keeping.library import Sessions
from captioner.app.models import Models
from captioner.app.observer import Observer
from captioner.app.runner import Parts, Runner
from captioner.app.sound import Spool
from captioner.app.teller import Teller
from captioner.core import titles
from captioner.core.audio import Level
from captioner.core.errors import AudioError, CaptionerError, StorageError
from captioner.core.session import Signal, State, step
from captioner.core.settings import Settings
from captioner.core.status import Condition, Status
from captioner.core.transcript import Session
from captioner.engines.base import Engine

HURRY_S = 3.0
"""How long the end of the program waits for words that a service does not give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The outside world, built by the composition root.

    Attributes:
        notices: What the user should be told once.
        recovered: Sessions of a program that died, as they are kept now.
        clock: Monotonic seconds that also count while the computer sleeps.
        slept: Seconds that the computer has slept so far.
        now: Local wall-clock time with offset.
        chance: Gives numbers from 0 up to 1.
        open_spool: Gives the file for sound that waits long; None keeps it in memory.
    """

    sources: Sources
    library: Sessions
    account: Account
    models: Models
    notices: tuple[str, ...] = ()
    recovered: tuple[Session, ...] = ()
    build_engine: Callable[[Settings], Awaitable[Engine]]
    save_settings: Callable[[Settings], None]
    clock: Clock
    slept: Callable[[], float]
    now: Callable[[], datetime]
    chance: Callable[[], float] = random.random
    open_spool: Callable[[], Spool] | None = None


class Captioner:
    """What a window or a terminal holds: one user, at most one session at a time.

    All calls belong on the loop's thread.

    Attributes:
        settings: As they are now; changed by `apply` only.
        state: Where the session stands.
        notices: What the user should be told once.
        recovered: Sessions of a program that died, newest first.
    """

    def __init__(self, services: Services, settings: Settings, observer: Observer) -> None:
        self.settings = settings
        self.state = State.IDLE
        self.sources = services.sources
        self.library = services.library
        self.account = services.account
        self.models = services.models
        self.notices = services.notices
        self.recovered = services.recovered
        self._services = services
        self._observer = observer
        self._runner: Runner | None = None
        self._teller: Teller | None = None
        self._task: asyncio.Task[CaptionerError | None] | None = None
        self._opened = asyncio.Event()
        self._follow = ""
        self._standby = Standby(
            lambda source: self.start_from(source, follow=self._follow), observer.error
        )

    @property
    def since_first_sample(self) -> float:
        """Seconds since the session's first sample was due; 0.0 without a session."""
        return 0.0 if self._runner is None else self._runner.hearing.since_first_sample

    def opener(self, source: str | None = None) -> OpenSource:
        """How to open `source`, or what the settings name."""
        return self.sources.opener(
            source or self.settings.source,
            self.level,
            replace_lost=self.settings.replace_lost_source,
        )

    def level(self, level: Level) -> None:
        """The sound of the session was this loud just now; sources call it."""
        if self._teller is not None:
            self._teller.level(level)

    async def start(self, source: str | None = None) -> None:
        """Caption `source`, or what the settings name; returns once captions can come.

        Raises:
            CaptionerError: Source, engine or library cannot be opened.
        """
        await self.start_from(self.opener(source), follow=source or self.settings.source)

    async def start_sample(self) -> None:
        """Caption the speech that the recogniser brings, without a sound.

        Raises:
            CaptionerError: As `start`.
        """
        await self.start_from(self.sources.sample(self.level))

    async def start_from(self, open_source: OpenSource, *, follow: str = "") -> None:
        """Caption what `open_source` opens; returns once captions can come.

        Args:
            open_source: Opens the sound.
            follow: The source whose moves from device to device are followed; "" for none.

        Raises:
            CaptionerError: As `start`.
        """
        await self._standby.end()
        self._signal(Signal.START)
        self._opened.clear()
        self._follow = follow
        try:
            session = await self.library.begin(
                self._services.now(), self.settings.engine, keep=not self.settings.keep_nothing
            )
        except CaptionerError:
            self._signal(Signal.ENDED)
            raise
        self._teller = Teller(
            self._observer,
            self._services.clock,
            self._services.now,
            self.sources.with_sound_besides,
        )
        self._teller.state_changed(self.state)
        parts = Parts(
            build_engine=self._services.build_engine,
            keeper=self.library,
            clock=self._services.clock,
            slept=self._services.slept,
            chance=self._services.chance,
            open_spool=self._services.open_spool,
        )
        self._runner = Runner(
            parts, self.settings, session, self._observer, self._teller, self._signal
        )
        self._task = asyncio.create_task(self._run(self._runner, open_source))
        await self._until_opened(self._task)

    async def wait_ended(self) -> None:
        """Wait until the session is over.

        Raises:
            CaptionerError: It broke.
        """
        error = await asyncio.shield(self._task) if self._task is not None else None
        if error is not None:
            raise error

    async def stop(self) -> None:
        """End the session in order and keep it; nothing happens without one."""
        await self._stop()

    async def _stop(self, within_s: float | None = None) -> None:
        if self.state in (State.STARTING, State.LISTENING, State.PAUSED):
            self._signal(Signal.STOP)
        if self._runner is not None and self._task is not None:
            await self._runner.stop(within_s=within_s)
            await asyncio.shield(self._task)
        if self.state is State.WAITING:
            self._signal(Signal.STOP)
            await self._standby.end()
            self._signal(Signal.ENDED)

    async def pause(self) -> None:
        """Hear and send nothing until `resume`."""
        if self._runner is not None and self.state in (State.STARTING, State.LISTENING):
            self._signal(Signal.PAUSE)
            await self._runner.hearing.pause()

    async def resume(self) -> None:
        """Listen again."""
        if self._runner is not None and self.state is State.PAUSED:
            self._signal(Signal.RESUME)
            self._runner.hearing.resume()

    async def use_source(self, source: str) -> None:
        """Caption `source` from now on, in the same session; a file's session ends instead.

        Raises:
            AudioError: It cannot be opened; what was heard until now goes on.
            CaptionerError: As `start`, where a new session is needed.
        """
        if self._runner is not None and self._follow:
            await self._runner.hearing.use(self.opener(source))
            self._follow = source
        elif self.state is State.WAITING:
            await self._standby.end()
            self._follow = source
            self._standby.listen(self.opener(source))
        elif self._runner is not None:
            await self.stop()
            await self.start(source)

    async def end_utterance(self) -> None:
        """Finish the open utterance now."""
        if self._runner is not None:
            self._runner.end_utterance()

    async def stay_here(self) -> None:
        """Let this computer caption the rest of the session, whatever the service does."""
        if self._runner is not None:
            self._runner.stay_here()

    async def mark(self, note: str = "") -> None:
        """Mark this moment of the session."""
        if self._runner is not None:
            self._runner.mark(note)

    async def apply(self, settings: Settings) -> None:
        """Use and keep `settings`: the live ones now, the rest from the next Start.

        Raises:
            StorageError: They act, but could not be written.
        """
        self.settings = settings
        if self._runner is not None:
            self._runner.configure(settings)
        await asyncio.to_thread(self._services.save_settings, settings)

    async def close(self) -> None:
        """End the session and give everything back."""
        await self._stop(HURRY_S)
        await self.library.close()

    async def _run(self, runner: Runner, open_source: OpenSource) -> CaptionerError | None:
        """Drive one session to its end; the error that broke it, if one did."""
        error: CaptionerError | None = None
        stop_watching = self.sources.watch(self._devices_changed) if self._follow else None
        try:
            await runner.run(open_source)
        except CaptionerError as broken:
            error = broken
            self._signal(Signal.BROKE)
        finally:
            self._runner = None
            if stop_watching is not None:
                await stop_watching()
            session = await self._finish(runner)
            self._signal(Signal.ENDED)
        if self._opened.is_set():
            if error is not None:
                self._observer.error(error)
            self._observer.session_closed(session, error.title if error else runner.reason)
        if runner.fell_idle and self._follow:
            self._stand_by(runner.hearing.open_source)
        return error

    def _stand_by(self, open_source: OpenSource) -> None:
        """Whoever speaks next starts a new session."""
        self._signal(Signal.WAIT)
        minutes = str(self.settings.idle_minutes)
        self._observer.status(Status(Condition.WAITING, {"n": minutes}))
        self._standby.listen(open_source)

    async def _finish(self, runner: Runner) -> Session:
        if not self._opened.is_set():
            await self.library.discard(runner.session)
            return runner.session
        try:
            session = await self.library.end(
                runner.session,
                runner.seconds,
                runner.result.billed_s,
                runner.result.last_information,
            )
        except StorageError as error:
            # It is recovered at the next start, up to what is on disk.
            self._observer.error(error)
            self._tell_ended(Condition.ENDED_UNKEPT, runner)
            return runner.session
        if not self.library.keeps(session):
            condition = Condition.ENDED_UNKEPT
        else:
            condition = Condition.ENDED if runner.all_kept else Condition.ENDED_PARTLY_KEPT
        self._tell_ended(condition, runner, session.title)
        return session

    def _tell_ended(self, condition: Condition, runner: Runner, title: str = "") -> None:
        unsaved = self._teller.unsaved if self._teller is not None else None
        values = {} if unsaved is None else dict(unsaved.values)
        values |= {"title": title, "length": titles.length(runner.seconds)}
        self._observer.status(Status(condition, values))

    async def _until_opened(self, task: asyncio.Task[CaptionerError | None]) -> None:
        opened = asyncio.create_task(self._opened.wait())
        await asyncio.wait({opened, task}, return_when=asyncio.FIRST_COMPLETED)
        opened.cancel()
        if not self._opened.is_set():
            error = task.result()
            if error is not None:
                raise error

    def _signal(self, signal: Signal) -> None:
        before, self.state = self.state, step(self.state, signal)
        if signal is Signal.OPENED:
            self._opened.set()
        if self.state is not before:
            if self._teller is not None:
                self._teller.state_changed(self.state)
            self._observer.state_changed(self.state)

    async def _devices_changed(self) -> None:
        """Follow the default, or return to a device that came back."""
        current = self._teller.source if self._teller is not None else None
        if self._runner is None or current is None or not self._follow:
            return
        if await self.sources.has_moved(self._follow, current):
            try:
                await self._runner.hearing.reopen()
            except AudioError as error:
                self._observer.error(error)
