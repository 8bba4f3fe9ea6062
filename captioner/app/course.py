"""The session there is, from its launch to its end: at most one at a time.

What only runs in a session is imported when one begins: 20 ms that a start does not need.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from captioner.app.editing import Editing
from captioner.app.ending import conclude
from captioner.app.faults import mistake
from captioner.app.following import follow
from captioner.app.hearing.source import OpenSource
from captioner.app.hearing.standby import Standby
from captioner.app.keeping.copies import Copies
from captioner.app.keeping.sound_keeper import Store
from captioner.app.observer import Observer
from captioner.app.openings import Openings
from captioner.app.progress import Progress
from captioner.app.services import Services
from captioner.core.errors import CaptionerError
from captioner.core.lanes import Lane
from captioner.core.session import Signal, State
from captioner.core.settings import Settings
from captioner.core.sources import BOTH, SourceInfo
from captioner.core.status import Condition, Status
from captioner.core.transcript import Session

if TYPE_CHECKING:
    from captioner.app.runner import Runner
    from captioner.app.teller import Teller
    from captioner.app.telling import OfLane, Telling


class Course:
    """Runs it, and waits for speech between two; `Captioner` decides which wish holds.

    Args:
        services: What the app is built of.
        settings: Tells how they are now.
        observer: Who is told.
        progress: Where it stands.

    Attributes:
        source: The source that is followed from device to device, "" for none.
        muted: Whether the microphone beside a meeting is not heard.
        keeps: Whether the session that runs, or ran last, is to be kept.
        editing: What the user does to the words of a session.
        openings: Makes what opens a source for it.
        runner: Hears and recognises, while there is something to hear.
    """

    def __init__(
        self,
        services: Services,
        settings: Callable[[], Settings],
        observer: Observer,
        progress: Progress,
    ) -> None:
        self.source = ""
        self.muted = False
        self.keeps = not settings().keep_nothing
        self.editing = Editing(services.library, observer)
        self.openings = Openings(services.sources, settings, progress.level)
        self.runner: Runner | None = None
        self._services, self._settings, self._observer = services, settings, observer
        self._progress = progress
        self._copies = Copies(services.library, services.check_folder)
        self._openers: Mapping[Lane, OpenSource] = {}
        self._service = ""
        self._session: asyncio.Task[CaptionerError | None] | None = None
        self._starts = 0
        self._standby = Standby(self._begin_spoken, observer.error)

    @property
    def service(self) -> str:
        """What the user calls the service of this session, or of the next one; "" for none."""
        if self._progress.active or self._progress.state is State.STOPPING:
            return self._service
        return self._services.service_name(self._settings())

    # What is asked of it

    def launch(self, openers: Mapping[Lane, OpenSource], follow: str) -> None:
        """Begin a session; nothing of it has happened when this returns."""
        from captioner.app.telling import Telling

        self._openers, self.source = openers, follow
        self._service = self._services.service_name(self._settings())
        telling = Telling(self._observer, openers, self._teller)
        self._progress.begin(telling)
        self._session = asyncio.create_task(self._hold(telling))

    async def until_opened(self) -> None:
        """Wait until captions can come, or the session is over.

        Raises:
            CaptionerError: It broke before they could.
        """
        session, opened = self._session, self._progress.opened
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

    async def until_ended(self) -> CaptionerError | None:
        """Wait until the session is over, at once if there is none; what broke it, if it broke."""
        return await asyncio.shield(self._session) if self._session is not None else None

    async def mute(self, *, on: bool) -> None:
        """Hear nothing of the microphone beside a meeting, or hear it again."""
        if self.source == BOTH and self._progress.state is not State.IDLE:
            self.now_muted(on=on)
            if self._progress.state is State.WAITING:
                self._listen_for_speech()
            elif self.runner is not None:
                await self.runner.lanes.mute(on=on)

    def now_muted(self, *, on: bool) -> None:
        """Say so where that is new."""
        if on is not self.muted:
            self.muted = on
            self._observer.muted(on=on)

    async def use_source(self, source: str) -> None:
        """Hear another source of the same lanes from now on.

        Raises:
            AudioError: It cannot be opened; what was heard until now goes on.
        """
        runner = self.runner
        if self._progress.state is State.WAITING:
            self._openers, self.source = self.openings.of(source)
            self._listen_for_speech()
        elif self._progress.active and runner is None:
            self._openers, self.source = self.openings.of(source)
        elif self._progress.active and runner is not None:
            opener = self.openings.of_lane(source, Lane.ONLY)
            taken = await runner.lanes[Lane.ONLY].hearing.use(opener)
            if taken and runner is self.runner:
                self.source = source

    async def end(self, within_s: float | None = None) -> None:
        """Bring whatever runs to its end; returns once it is there."""
        if self._progress.active:
            self._progress.signal(Signal.STOP)
        elif self._progress.state is State.WAITING:
            self._progress.signal(Signal.STOP)
            self._session = asyncio.create_task(self._wait_no_more())
        if self.runner is not None:
            await self.runner.stop(within_s=within_s)
        if self._session is not None:
            await asyncio.shield(self._session)

    # What becomes of it

    def _teller(self, told: "OfLane") -> "Teller":
        from captioner.app.teller import Teller

        alone = len(self._openers) == 1
        return Teller(
            told,
            self._services.clock,
            self._services.now,
            self._services.sources.with_sound_besides if alone else _nowhere,
            self._service,
        )

    async def _begin_spoken(self, openers: Mapping[Lane, OpenSource]) -> None:
        """Somebody speaks whom a session waits for."""
        if self._progress.state is State.WAITING:
            self.launch(openers, self.source)
            await self.until_opened()

    async def _wait_no_more(self) -> None:
        try:
            await self._standby.end()
        finally:
            self._progress.signal(Signal.ENDED)

    async def _hold(self, telling: "Telling") -> CaptionerError | None:
        """One session from Start to its end; the error that broke it, if one did."""
        from captioner.app.runner import Runner

        error: CaptionerError | None = None
        runner: Runner | None = None
        session: Session | None = None
        waits = False
        try:
            await self._standby.end()
            await self._copies.check(self._settings())
            self.keeps = not self._settings().keep_nothing
            begun = await self._services.library.begin(
                self._services.now(), self._settings().engine, keep=self.keeps
            )
            runner = Runner(
                self._services,
                self._settings(),
                begun,
                self._observer,
                telling,
                self._progress.signal,
                sounds=self._sounds_of(begun),
            )
            self._services.library.hold(begun, runner.transcript.recorder.unsaved)
            try:
                error = await self._run(runner)
            finally:
                session = await conclude(
                    runner,
                    self._services.library,
                    self._observer,
                    telling,
                    opened=self._progress.opened.is_set(),
                )
            if self._progress.opened.is_set():
                await self._copies.write(self._settings(), session, self._observer.error)
            # Whoever paused or stopped meanwhile wants nothing to be heard.
            listens = self._progress.state is State.LISTENING
            waits = runner.fell_idle and self.source != "" and listens
        except CaptionerError as broken:
            error = broken
        except Exception as fault:  # noqa: BLE001 - a mistake of ours ends the session, not us
            error = mistake(fault)
        except asyncio.CancelledError as cancelled:
            this = asyncio.current_task()
            if this is None or this.cancelling():
                raise
            error = mistake(cancelled)
        finally:
            self._progress.signal(Signal.ENDED)
        self._tell_over(error, runner, session)
        if waits and runner is not None:
            self._stand_by(runner)
        return error

    def _sounds_of(self, session: Session) -> Store | None:
        """Where the sound of a session is kept, if the user wants that."""
        settings, services = self._settings(), self._services
        wanted = settings.keep_sound and not settings.keep_nothing
        return services.sounds if wanted and services.library.keeps(session) else None

    def _tell_over(
        self, error: CaptionerError | None, runner: "Runner | None", session: Session | None
    ) -> None:
        opened = self._progress.opened.is_set()
        if error is not None and (opened or not self._starts):  # else `start` raises it
            self._observer.error(error)
        if opened and runner is not None:
            reason = error.title if error is not None else runner.reason
            self._observer.session_closed(session or runner.session, reason)

    async def _run(self, runner: "Runner") -> CaptionerError | None:
        """Hear and recognise until nothing more is to be heard; what broke it, if that did."""
        if self._progress.state is State.STOPPING:
            return None
        if self._progress.state is State.PAUSED:
            await runner.lanes.pause()
        if self.muted:
            await runner.lanes.mute(on=True)
        stop_watching = self._services.sources.watch(self._devices_changed) if self.source else None
        self.runner = runner
        self.editing.begin(runner.transcript)
        try:
            await runner.run(self._openers)
        except CaptionerError as broken:
            self._progress.signal(Signal.BROKE)
            return broken
        finally:
            self.runner = None
            self.editing.end()
            if stop_watching is not None:
                await stop_watching()
        return None

    def _stand_by(self, runner: "Runner") -> None:
        """Whoever speaks next starts a new session."""
        self._progress.signal(Signal.WAIT)
        minutes = str(self._settings().idle_minutes)
        self._observer.status(Status(Condition.WAITING, {"n": minutes}))
        self._openers = {lane: each.hearing.open_source for lane, each in runner.lanes.items()}
        self._listen_for_speech()

    def _listen_for_speech(self) -> None:
        self._standby.listen(self._openers, [Lane.YOU] if self.muted else [])

    async def _devices_changed(self) -> None:
        runner, telling = self.runner, self._progress.telling
        if runner is not None and telling is not None:
            sources = self._services.sources
            await follow(lambda: self.source, sources, runner, telling, self._observer)


async def _nowhere(_: SourceInfo) -> str:
    """A meeting and a microphone are all there is to hear."""
    return ""
