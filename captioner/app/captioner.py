"""Session control: start, stop, pause, resume, end_utterance, apply, close."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from captioner.app.course import Course
from captioner.app.ending import HURRY_S
from captioner.app.hearing.source import OpenSource
from captioner.app.keeping.hearing_again import HearingAgain
from captioner.app.observer import Observer
from captioner.app.openings import Opening
from captioner.app.progress import Progress
from captioner.app.services import Services
from captioner.core.lanes import Lane
from captioner.core.session import Signal, State
from captioner.core.settings import Settings
from captioner.core.sources import BOTH

if TYPE_CHECKING:
    from captioner.app.runner import Runner


class Captioner:
    """What a window or a terminal holds: one user, at most one session at a time.

    All calls belong on the loop's thread. The last wish holds: a call may come while any
    other is under way, and one that is overtaken by a later one returns in silence. A call
    that is cancelled has acted all the same; only its caller no longer waits.

    Attributes:
        settings: As they are now; changed by `apply` only.
        level: Takes how loud the session's sound was just now; sources call it.
        editing: What the user does to the words of a session.
        notices: What the user should be told once.
        recovered: Sessions of a program that died, newest first.
    """

    def __init__(self, services: Services, settings: Settings, observer: Observer) -> None:
        self.settings = settings
        self.sources = services.sources
        self.library = services.library
        self.stock = services.stock
        self.hearing_again = HearingAgain(services.sounds, services.play)
        self.account = services.account
        self.models = services.models
        self.notices = services.notices
        self.recovered = services.recovered
        self._save_settings = services.save_settings
        self._progress = Progress(observer)
        self._course = Course(services, lambda: self.settings, observer, self._progress)
        self.editing = self._course.editing
        self.level = self._progress.level
        self._wishes = 0
        self._saving = asyncio.Lock()
        self._closing: asyncio.Task[None] | None = None

    @property
    def state(self) -> State:
        """Where the session stands."""
        return self._progress.state

    @property
    def source(self) -> str:
        """The source that is followed from device to device, "" for none."""
        return self._course.source

    @property
    def muted(self) -> bool:
        """Whether the microphone beside a meeting is not heard."""
        return self._course.muted

    @property
    def keeps(self) -> bool:
        """Whether the session that runs, or ran last, is to be kept."""
        return self._course.keeps

    @property
    def _runner(self) -> "Runner | None":
        return self._course.runner

    @property
    def since_first_sample(self) -> float:
        """Seconds since the session's first sample was due; 0.0 without a session."""
        return 0.0 if self._runner is None else self._runner.lanes.since_first_sample

    @property
    def heard_s(self) -> float:
        """How much sound the session has taken in, in seconds; 0.0 without a session."""
        return 0.0 if self._runner is None else self._runner.lanes.seconds

    @property
    def service(self) -> str:
        """What the user calls the service of this session, or of the next one; "" for none."""
        return self._course.service

    async def start(self, source: str | None = None) -> None:
        """Caption `source`, or what the settings name; returns once captions can come.

        Beside a session that runs it waits for that one and starts none; beside one that
        is ending it waits for its end, and starts unless `stop` is called meanwhile.

        Raises:
            CaptionerError: Source, engine or library cannot be opened.
        """
        self._wishes += 1
        if self.state is State.IDLE:
            self._course.now_muted(on=False)
        await self._begin(self._wishes, lambda: self._opening(source))

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
        await self._course.end()
        await self._begin(wish, lambda: self._opening(source))

    async def wait_ended(self) -> None:
        """Wait until the session is over; at once if there is none.

        Raises:
            CaptionerError: It broke.
        """
        error = await self._course.until_ended()
        if error is not None:
            raise error

    async def stop(self) -> None:
        """End the session in order and keep it; nothing happens without one.

        Returns once it has ended, however often it is called.
        """
        self._wishes += 1
        await self._course.end()

    async def pause(self) -> None:
        """Hear and send nothing until `resume`; nothing happens but in a session that hears."""
        if self.state in (State.STARTING, State.LISTENING):
            self._progress.signal(Signal.PAUSE)
            if self._runner is not None:
                await self._runner.lanes.pause()

    async def resume(self) -> None:
        """Listen again; nothing happens but in a pause, also one that is only beginning."""
        if self.state is State.PAUSED:
            self._progress.signal(Signal.RESUME)
            if self._runner is not None:
                self._runner.lanes.resume()

    async def mute(self, *, on: bool) -> None:
        """Hear nothing of the microphone until it is unmuted; the meeting is captioned on.

        Nothing happens but in a session of both, or while one is waited for.
        """
        await self._course.mute(on=on)

    async def use_source(self, source: str) -> None:
        """Caption `source` from now on, in the same session.

        A file's session ends instead, and so does one with other lanes.

        Without a session nothing happens. Of several calls the last one holds whose source
        opens; `source` tells which that is.

        Raises:
            AudioError: It cannot be opened; what was heard until now goes on.
            CaptionerError: As `start`, where a new session is needed.
        """
        active, now = self._progress.active, self.source
        if active and (not now or BOTH in (source, now)):
            if source != now:
                await self.restart(source)
        else:
            await self._course.use_source(source)

    def end_utterance(self) -> None:
        """Finish the open utterance now; nothing happens without one."""
        if self._runner is not None:
            self._runner.lanes.end_utterance()

    def stay_here(self) -> None:
        """Let this computer caption the rest of the session, whatever the service does."""
        if self._runner is not None:
            self._runner.lanes.stay_here()

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
            await self._course.end(within_s)
        finally:
            async with self._saving:  # what is being written is on disk first
                await self.library.close()

    async def _save(self, settings: Settings) -> None:
        async with self._saving:
            if settings is self.settings:  # else a later call writes all of it
                await asyncio.to_thread(self._save_settings, settings)

    def _opening(self, source: str | None) -> Opening:
        return self._course.openings.of(source or self.settings.source)

    async def _begin(self, wish: int, opening: Callable[[], Opening]) -> None:
        """Start a session unless one runs, or something else is wished by the time it can be."""
        while self.state is State.STOPPING and wish == self._wishes:
            await self._progress.moved.wait()
        if wish != self._wishes or self._closing is not None:
            return
        if not self._progress.active:
            self._course.launch(*opening())
        await self._course.until_opened()
