"""Session control: start, stop, pause, resume, end_utterance, apply, close."""

import asyncio
from collections.abc import Callable

from captioner.app.editing import Editing
from captioner.app.ending import conclude
from captioner.app.faults import report
from captioner.app.hearing.feed import OpenSource
from captioner.app.hearing.standby import Standby
from captioner.app.keeping.copies import Copies
from captioner.app.observer import Observer
from captioner.app.runner import HURRY_S, Runner
from captioner.app.services import Services
from captioner.app.teller import Teller
from captioner.core.audio import Level
from captioner.core.errors import AudioError, CaptionerError, Fault
from captioner.core.session import Signal, State, step
from captioner.core.settings import Settings
from captioner.core.status import Condition, Status
from captioner.core.transcript import Session

_ACTIVE = frozenset({State.STARTING, State.LISTENING, State.PAUSED})

_Opening = tuple[OpenSource, str]
"""How to open a source, and its identity if its moves are to be followed, else ""."""


class Captioner:
    """What a window or a terminal holds: one user, at most one session at a time.

    All calls belong on the loop's thread. The last wish holds: a call may come while any
    other is under way, and one that is overtaken by a later one returns in silence. A call
    that is cancelled has acted all the same; only its caller no longer waits.

    Attributes:
        settings: As they are now; changed by `apply` only.
        state: Where the session stands.
        source: The source that is followed from device to device, "" for none.
        editing: What the user does to the words of a session.
        notices: What the user should be told once.
        recovered: Sessions of a program that died, newest first.
    """

    def __init__(self, services: Services, settings: Settings, observer: Observer) -> None:
        self.settings = settings
        self.state = State.IDLE
        self.source = ""
        self.sources = services.sources
        self.library = services.library
        self.account = services.account
        self.models = services.models
        self.notices = services.notices
        self.recovered = services.recovered
        self._services = services
        self._observer = observer
        self.editing = Editing(services.library, observer)
        self._copies = Copies(services.library, services.check_folder)
        self._runner: Runner | None = None
        self._teller: Teller | None = None
        self._service = ""
        self._open_source: OpenSource = self.opener()
        self._session: asyncio.Task[CaptionerError | None] | None = None
        self._opened = asyncio.Event()
        self._moved = asyncio.Event()
        self._wishes = 0
        self._starts = 0
        self._saving = asyncio.Lock()
        self._closing: asyncio.Task[None] | None = None
        self._standby = Standby(self._begin_spoken, observer.error)

    @property
    def since_first_sample(self) -> float:
        """Seconds since the session's first sample was due; 0.0 without a session."""
        return 0.0 if self._runner is None else self._runner.hearing.since_first_sample

    @property
    def heard_s(self) -> float:
        """How much sound the session has taken in, in seconds; 0.0 without a session."""
        return 0.0 if self._runner is None else self._runner.seconds

    @property
    def service(self) -> str:
        """What the user calls the service of this session, or of the next one; "" for none."""
        if self.state in (*_ACTIVE, State.STOPPING):
            return self._service
        return self._services.service_name(self.settings)

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

        Beside a session that runs it waits for that one and starts none; beside one that
        is ending it waits for its end, and starts unless `stop` is called meanwhile.

        Raises:
            CaptionerError: Source, engine or library cannot be opened.
        """
        self._wishes += 1
        await self._begin(
            self._wishes, lambda: (self.opener(source), source or self.settings.source)
        )

    async def start_sample(self) -> None:
        """Caption the speech that the recogniser brings, without a sound; else as `start`.

        Raises:
            CaptionerError: As `start`.
        """
        await self.start_from(self.sources.sample(self.level))

    async def start_from(self, open_source: OpenSource, *, follow: str = "") -> None:
        """Caption what `open_source` opens; returns once captions can come; else as `start`.

        Args:
            open_source: Opens the sound.
            follow: The source whose moves from device to device are followed; "" for none.

        Raises:
            CaptionerError: As `start`.
        """
        self._wishes += 1
        await self._begin(self._wishes, lambda: (open_source, follow))

    async def restart(self, source: str | None = None) -> None:
        """End the session, if one runs, and begin another one as `start` does.

        Raises:
            CaptionerError: As `start`.
        """
        self._wishes += 1
        wish = self._wishes
        await self._end()
        await self._begin(wish, lambda: (self.opener(source), source or self.settings.source))

    async def wait_ended(self) -> None:
        """Wait until the session is over; at once if there is none.

        Raises:
            CaptionerError: It broke.
        """
        error = await asyncio.shield(self._session) if self._session is not None else None
        if error is not None:
            raise error

    async def stop(self) -> None:
        """End the session in order and keep it; nothing happens without one.

        Returns once it has ended, however often it is called.
        """
        self._wishes += 1
        await self._end()

    async def pause(self) -> None:
        """Hear and send nothing until `resume`; nothing happens but in a session that hears."""
        if self.state in (State.STARTING, State.LISTENING):
            self._signal(Signal.PAUSE)
            if self._runner is not None:
                await self._runner.hearing.pause()

    async def resume(self) -> None:
        """Listen again; nothing happens but in a pause, also one that is only beginning."""
        if self.state is State.PAUSED:
            self._signal(Signal.RESUME)
            if self._runner is not None:
                self._runner.hearing.resume()

    async def use_source(self, source: str) -> None:
        """Caption `source` from now on, in the same session; a file's session ends instead.

        Without a session nothing happens. Of several calls the last one holds whose source
        opens; `source` tells which that is.

        Raises:
            AudioError: It cannot be opened; what was heard until now goes on.
            CaptionerError: As `start`, where a new session is needed.
        """
        runner = self._runner
        if self.state is State.WAITING:
            self.source = source
            self._standby.listen(self.opener(source))
        elif self.state in _ACTIVE and not self.source:
            await self.restart(source)
        elif self.state in _ACTIVE and runner is None:
            self._open_source, self.source = self.opener(source), source
        elif self.state in _ACTIVE and runner is not None:
            taken = await runner.hearing.use(self.opener(source))
            if taken and runner is self._runner:
                self.source = source

    def end_utterance(self) -> None:
        """Finish the open utterance now; nothing happens without one."""
        if self._runner is not None:
            self._runner.end_utterance()

    def stay_here(self) -> None:
        """Let this computer caption the rest of the session, whatever the service does."""
        if self._runner is not None:
            self._runner.stay_here()

    async def apply(self, settings: Settings) -> None:
        """Use and keep `settings`: the live ones now, the rest from the next Start.

        Of several calls the last one is what is kept.

        Raises:
            StorageError: They act, but could not be written.
        """
        self.settings = settings
        if self._runner is not None:
            self._runner.configure(settings)
        await asyncio.shield(asyncio.ensure_future(self._save(settings)))

    async def close(self, within_s: float = HURRY_S) -> None:
        """End the session in a hurry and give everything back; nothing starts after that.

        Called again it waits for the same end, which the shorter of both times brings.

        Args:
            within_s: How long the last words may take, where somebody is at work on them.
        """
        if self._closing is None:
            self._wishes += 1
            self._closing = asyncio.create_task(self._close(within_s))
        elif self._runner is not None:
            await self._runner.stop(within_s=within_s)
        await asyncio.shield(self._closing)

    async def _close(self, within_s: float) -> None:
        try:
            await self._end(within_s)
        finally:
            async with self._saving:  # what is being written is on disk first
                await self.library.close()

    async def _save(self, settings: Settings) -> None:
        async with self._saving:
            if settings is self.settings:  # else a later call writes all of it
                await asyncio.to_thread(self._services.save_settings, settings)

    async def _begin(self, wish: int, opening: Callable[[], _Opening]) -> None:
        """Start a session unless one runs, or something else is wished by the time it can be."""
        while self.state is State.STOPPING and wish == self._wishes:
            await self._moved.wait()
        if wish != self._wishes or self._closing is not None:
            return
        if self.state not in _ACTIVE:
            self._launch(*opening())
        await self._until_opened()

    async def _begin_spoken(self, open_source: OpenSource) -> None:
        """Somebody speaks whom a session waits for."""
        if self.state is State.WAITING:
            self._launch(open_source, self.source)
            await self._until_opened()

    def _launch(self, open_source: OpenSource, follow: str) -> None:
        self._open_source, self.source = open_source, follow
        self._opened = asyncio.Event()
        self._service = self._services.service_name(self.settings)
        teller = self._teller = Teller(
            self._observer,
            self._services.clock,
            self._services.now,
            self.sources.with_sound_besides,
            self._service,
        )
        self._signal(Signal.START)
        self._session = asyncio.create_task(self._hold(teller))

    async def _until_opened(self) -> None:
        """Wait until captions can come, or the session is over."""
        session, opened = self._session, self._opened
        if session is None:
            return
        opening = asyncio.create_task(opened.wait())
        self._starts += 1
        try:
            await asyncio.wait({opening, session}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._starts -= 1
            opening.cancel()
        error = session.result() if session.done() and not opened.is_set() else None
        if error is not None:
            raise error

    async def _end(self, within_s: float | None = None) -> None:
        """Bring whatever runs to its end; returns once it is there."""
        if self.state in _ACTIVE:
            self._signal(Signal.STOP)
        elif self.state is State.WAITING:
            self._signal(Signal.STOP)
            self._session = asyncio.create_task(self._wait_no_more())
        if self._runner is not None:
            await self._runner.stop(within_s=within_s)
        if self._session is not None:
            await asyncio.shield(self._session)

    async def _wait_no_more(self) -> None:
        try:
            await self._standby.end()
        finally:
            self._signal(Signal.ENDED)

    async def _hold(self, teller: Teller) -> CaptionerError | None:
        """One session from Start to its end; the error that broke it, if one did."""
        error: CaptionerError | None = None
        runner: Runner | None = None
        session: Session | None = None
        waits = False
        try:
            await self._standby.end()
            await self._copies.check(self.settings)
            begun = await self.library.begin(
                self._services.now(), self.settings.engine, keep=not self.settings.keep_nothing
            )
            runner = Runner(
                self._services, self.settings, begun, self._observer, teller, self._signal
            )
            self.library.hold(begun, runner.unsaved)
            try:
                error = await self._run(runner)
            finally:
                session = await conclude(
                    runner, self.library, self._observer, teller, opened=self._opened.is_set()
                )
            if self._opened.is_set():
                await self._copies.write(self.settings, session, self._observer.error)
            # Whoever paused or stopped meanwhile wants nothing to be heard.
            waits = runner.fell_idle and self.source != "" and self.state is State.LISTENING
        except CaptionerError as broken:
            error = broken
        except Exception as fault:  # noqa: BLE001 - a mistake of ours ends the session, not us
            error = _told(fault)
        except asyncio.CancelledError as cancelled:
            this = asyncio.current_task()
            if this is None or this.cancelling():
                raise
            error = _told(cancelled)
        finally:
            self._signal(Signal.ENDED)
        self._tell_over(error, runner, session)
        if waits and runner is not None:
            self._stand_by(runner.hearing.open_source)
        return error

    def _tell_over(
        self, error: CaptionerError | None, runner: Runner | None, session: Session | None
    ) -> None:
        opened = self._opened.is_set()
        if error is not None and (opened or not self._starts):  # else `start` raises it
            self._observer.error(error)
        if opened and runner is not None:
            reason = error.title if error is not None else runner.reason
            self._observer.session_closed(session or runner.session, reason)

    async def _run(self, runner: Runner) -> CaptionerError | None:
        """Hear and recognise until nothing more is to be heard; what broke it, if that did."""
        if self.state is State.STOPPING:
            return None
        if self.state is State.PAUSED:
            await runner.hearing.pause()
        stop_watching = self.sources.watch(self._devices_changed) if self.source else None
        self._runner = runner
        self.editing.begin(runner)
        try:
            await runner.run(self._open_source)
        except CaptionerError as broken:
            self._signal(Signal.BROKE)
            return broken
        finally:
            self._runner = None
            self.editing.end()
            if stop_watching is not None:
                await stop_watching()
        return None

    def _stand_by(self, open_source: OpenSource) -> None:
        """Whoever speaks next starts a new session."""
        self._signal(Signal.WAIT)
        minutes = str(self.settings.idle_minutes)
        self._observer.status(Status(Condition.WAITING, {"n": minutes}))
        self._standby.listen(open_source)

    def _signal(self, signal: Signal) -> None:
        before, self.state = self.state, step(self.state, signal)
        if signal is Signal.OPENED:
            self._opened.set()
        if self.state is not before:
            moved, self._moved = self._moved, asyncio.Event()
            moved.set()
            if self._teller is not None:
                self._teller.state_changed(self.state)
            self._observer.state_changed(self.state)

    async def _devices_changed(self) -> None:
        """Follow the default, or return to a device that came back."""
        runner, teller, follow = self._runner, self._teller, self.source
        current = teller.source if teller is not None else None
        if runner is None or current is None or not follow:
            return
        if await self.sources.has_moved(follow, current) and follow == self.source:
            try:
                await runner.hearing.reopen()
            except AudioError as error:
                self._observer.error(error)


def _told(fault: BaseException) -> Fault:
    """What the user is told of a mistake of ours; its trace goes to who can mend it."""
    report(fault, "A session ended by a mistake of Captioner's.")
    return Fault("Captioner made a mistake and had to end the session.", "Start captions again.")
