"""Session control: start, stop, pause, resume, end_utterance, apply, close."""

import asyncio
from collections.abc import Callable, Mapping
from functools import partial

from captioner.app.editing import Editing
from captioner.app.ending import conclude
from captioner.app.faults import report
from captioner.app.hearing.feed import OpenSource
from captioner.app.hearing.standby import Standby
from captioner.app.keeping.copies import Copies
from captioner.app.keeping.hearing_again import HearingAgain
from captioner.app.keeping.sound_keeper import Store
from captioner.app.observer import Observer
from captioner.app.runner import HURRY_S, Runner
from captioner.app.services import Services
from captioner.app.teller import Teller
from captioner.app.telling import OfLane, Telling
from captioner.core.audio import Level
from captioner.core.errors import AudioError, CaptionerError, Fault
from captioner.core.lanes import Lane
from captioner.core.session import Signal, State, step
from captioner.core.settings import Settings
from captioner.core.sources import BOTH, SourceInfo, each_of
from captioner.core.status import Condition, Status
from captioner.core.transcript import Session

_ACTIVE = frozenset({State.STARTING, State.LISTENING, State.PAUSED})

_Opening = tuple[Mapping[Lane, OpenSource], str]
"""What each lane is to hear, and the source's identity if its moves are to be followed, or ""."""


class Captioner:
    """What a window or a terminal holds: one user, at most one session at a time.

    All calls belong on the loop's thread. The last wish holds: a call may come while any
    other is under way, and one that is overtaken by a later one returns in silence. A call
    that is cancelled has acted all the same; only its caller no longer waits.

    Attributes:
        settings: As they are now; changed by `apply` only.
        state: Where the session stands.
        source: The source that is followed from device to device, "" for none.
        muted: Whether the microphone beside a meeting is not heard.
        keeps: Whether the session that runs, or ran last, is to be kept.
        editing: What the user does to the words of a session.
        notices: What the user should be told once.
        recovered: Sessions of a program that died, newest first.
    """

    def __init__(self, services: Services, settings: Settings, observer: Observer) -> None:
        self.settings = settings
        self.state = State.IDLE
        self.source = ""
        self.muted = False
        self.keeps = not settings.keep_nothing
        self.sources = services.sources
        self.library = services.library
        self.stock = services.stock
        self.hearing_again = HearingAgain(services.sounds, services.play)
        self.account = services.account
        self.models = services.models
        self.notices = services.notices
        self.recovered = services.recovered
        self._services = services
        self._observer = observer
        self.editing = Editing(services.library, observer)
        self._copies = Copies(services.library, services.check_folder)
        self._runner: Runner | None = None
        self._telling: Telling | None = None
        self._openers: Mapping[Lane, OpenSource] = {}
        self._service = ""
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
        return 0.0 if self._runner is None else self._runner.since_first_sample

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

    def level(self, level: Level, lane: Lane = Lane.ONLY) -> None:
        """The sound of the session was this loud just now; sources call it."""
        if self._telling is not None:
            self._telling.level(level, lane)

    async def start(self, source: str | None = None) -> None:
        """Caption `source`, or what the settings name; returns once captions can come.

        Beside a session that runs it waits for that one and starts none; beside one that
        is ending it waits for its end, and starts unless `stop` is called meanwhile.

        Raises:
            CaptionerError: Source, engine or library cannot be opened.
        """
        self._wishes += 1
        if self.state is State.IDLE:
            self._now_muted(on=False)
        await self._begin(self._wishes, lambda: self._opening(source or self.settings.source))

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
        await self._begin(self._wishes, lambda: ({Lane.ONLY: open_source}, follow))

    async def restart(self, source: str | None = None) -> None:
        """End the session, if one runs, and begin another one as `start` does.

        Raises:
            CaptionerError: As `start`.
        """
        self._wishes += 1
        wish = self._wishes
        await self._end()
        await self._begin(wish, lambda: self._opening(source or self.settings.source))

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
                await self._runner.pause()

    async def resume(self) -> None:
        """Listen again; nothing happens but in a pause, also one that is only beginning."""
        if self.state is State.PAUSED:
            self._signal(Signal.RESUME)
            if self._runner is not None:
                self._runner.resume()

    async def mute(self, *, on: bool) -> None:
        """Hear nothing of the microphone until it is unmuted; the meeting is captioned on.

        Nothing happens but in a session of both, or while one is waited for.
        """
        if self.source == BOTH and self.state is not State.IDLE:
            self._now_muted(on=on)
            if self.state is State.WAITING:
                self._listen_for_speech()
            elif self._runner is not None:
                await self._runner.mute(on=on)

    async def use_source(self, source: str) -> None:
        """Caption `source` from now on, in the same session.

        A file's session ends instead, and so does one with other lanes.

        Without a session nothing happens. Of several calls the last one holds whose source
        opens; `source` tells which that is.

        Raises:
            AudioError: It cannot be opened; what was heard until now goes on.
            CaptionerError: As `start`, where a new session is needed.
        """
        runner = self._runner
        if self.state is State.WAITING:
            self._openers, self.source = self._opening(source)
            self._listen_for_speech()
        elif self.state in _ACTIVE and (not self.source or BOTH in (source, self.source)):
            if source != self.source:
                await self.restart(source)
        elif self.state in _ACTIVE and runner is None:
            self._openers, self.source = self._opening(source)
        elif self.state in _ACTIVE and runner is not None:
            opener = self._opener(source, Lane.ONLY)
            taken = await runner.lanes[Lane.ONLY].hearing.use(opener)
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

    def _opening(self, source: str) -> _Opening:
        each = each_of(source).items()
        return {lane: self._opener(source_id, lane) for lane, source_id in each}, source

    def _opener(self, source_id: str, lane: Lane) -> OpenSource:
        return self.sources.opener(
            source_id,
            partial(self.level, lane=lane),
            replace_lost=self.settings.replace_lost_source,
        )

    async def _begin_spoken(self, openers: Mapping[Lane, OpenSource]) -> None:
        """Somebody speaks whom a session waits for."""
        if self.state is State.WAITING:
            self._launch(openers, self.source)
            await self._until_opened()

    def _launch(self, openers: Mapping[Lane, OpenSource], follow: str) -> None:
        self._openers, self.source = openers, follow
        self._opened = asyncio.Event()
        self._service = self._services.service_name(self.settings)
        telling = self._telling = Telling(self._observer, openers, self._teller)
        self._signal(Signal.START)
        self._session = asyncio.create_task(self._hold(telling))

    def _teller(self, told: OfLane) -> Teller:
        alone = len(self._openers) == 1
        return Teller(
            told,
            self._services.clock,
            self._services.now,
            self.sources.with_sound_besides if alone else _nowhere,
            self._service,
        )

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

    async def _hold(self, telling: Telling) -> CaptionerError | None:
        """One session from Start to its end; the error that broke it, if one did."""
        error: CaptionerError | None = None
        runner: Runner | None = None
        session: Session | None = None
        waits = False
        try:
            await self._standby.end()
            await self._copies.check(self.settings)
            self.keeps = not self.settings.keep_nothing
            begun = await self.library.begin(
                self._services.now(), self.settings.engine, keep=self.keeps
            )
            runner = Runner(
                self._services,
                self.settings,
                begun,
                self._observer,
                telling,
                self._signal,
                sounds=self._sounds_of(begun),
            )
            self.library.hold(begun, runner.unsaved)
            try:
                error = await self._run(runner)
            finally:
                session = await conclude(
                    runner, self.library, self._observer, telling, opened=self._opened.is_set()
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
            self._stand_by(runner)
        return error

    def _sounds_of(self, session: Session) -> Store | None:
        """Where the sound of a session is kept, if the user wants that."""
        settings = self.settings
        wanted = settings.keep_sound and not settings.keep_nothing and self.library.keeps(session)
        return self._services.sounds if wanted else None

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
            await runner.pause()
        if self.muted:
            await runner.mute(on=True)
        stop_watching = self.sources.watch(self._devices_changed) if self.source else None
        self._runner = runner
        self.editing.begin(runner)
        try:
            await runner.run(self._openers)
        except CaptionerError as broken:
            self._signal(Signal.BROKE)
            return broken
        finally:
            self._runner = None
            self.editing.end()
            if stop_watching is not None:
                await stop_watching()
        return None

    def _stand_by(self, runner: Runner) -> None:
        """Whoever speaks next starts a new session."""
        self._signal(Signal.WAIT)
        minutes = str(self.settings.idle_minutes)
        self._observer.status(Status(Condition.WAITING, {"n": minutes}))
        self._openers = {lane: each.hearing.open_source for lane, each in runner.lanes.items()}
        self._listen_for_speech()

    def _listen_for_speech(self) -> None:
        self._standby.listen(self._openers, [Lane.YOU] if self.muted else [])

    def _now_muted(self, *, on: bool) -> None:
        if on is not self.muted:
            self.muted = on
            self._observer.muted(on=on)

    def _signal(self, signal: Signal) -> None:
        before, self.state = self.state, step(self.state, signal)
        if signal is Signal.OPENED:
            self._opened.set()
        if self.state is not before:
            moved, self._moved = self._moved, asyncio.Event()
            moved.set()
            if self._telling is not None:
                self._telling.state_changed(self.state)
            self._observer.state_changed(self.state)

    async def _devices_changed(self) -> None:
        """Follow the default, or return to a device that came back."""
        runner, telling, follow = self._runner, self._telling, self.source
        if runner is None or telling is None or not follow:
            return
        for lane, source_id in each_of(follow).items():
            current = telling.tellers[lane].source
            if (
                current is not None
                and await self.sources.has_moved(source_id, current)
                and follow == self.source
            ):
                try:
                    await runner.lanes[lane].hearing.reopen()
                except AudioError as error:
                    self._observer.error(error)


async def _nowhere(_: SourceInfo) -> str:
    """A meeting and a microphone are all there is to hear."""
    return ""


def _told(fault: BaseException) -> Fault:
    """What the user is told of a mistake of ours; its trace goes to who can mend it."""
    report(fault, "A session ended by a mistake of Captioner's.")
    return Fault("Captioner made a mistake and had to end the session.", "Start captions again.")
