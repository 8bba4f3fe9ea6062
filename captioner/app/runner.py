"""One session, from Start to Stop: all that works for it, and what ends it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from captioner.app.ending import HURRY_S
from captioner.app.faults import report
from captioner.app.hearing.sleep import watch_sleep
from captioner.app.hearing.source import OpenSource
from captioner.app.keeping.sound_keeper import SoundKeeper, Store
from captioner.app.lanes import Lanes
from captioner.app.live_transcript import LiveTranscript
from captioner.app.observer import Observer
from captioner.app.outside import Outside
from captioner.app.pipeline import ended
from captioner.app.telling import Telling
from captioner.core.audio import to_ms
from captioner.core.errors import CaptionerError
from captioner.core.lanes import Lane
from captioner.core.session import Signal
from captioner.core.settings import Settings
from captioner.core.transcript import Session

TRIES = 3
AGAIN_S = 1.0
"""A helper that breaks is started again, so often and so soon."""


class Runner:
    """Keeps lanes, transcript and their helpers at work for one session.

    `run` is called once. The others may be called before it, while it runs and after it, in
    any order and twice, and do nothing where there is nothing to do.

    Args:
        outside: The outside world.
        settings: As they are at Start.
        session: The library's entry of this session.
        observer: Who shows it.
        telling: Who tells how it stands; it knows the lanes.
        signal: Told what happens to the session.
        sounds: Where its sound is kept; None if that is not wanted.

    Attributes:
        session: As given.
        lanes: What is heard and recognised.
        transcript: What is shown and kept of it.
        reason: Why it ended.
        fell_idle: Whether it ended because nobody spoke.
        all_kept: Whether everything of it is on disk.
    """

    def __init__(  # noqa: PLR0913 - one collaborator each, all kept
        self,
        outside: Outside,
        settings: Settings,
        session: Session,
        observer: Observer,
        telling: Telling,
        signal: Callable[[Signal], None],
        *,
        sounds: Store | None = None,
    ) -> None:
        self.session = session
        self.reason = "stopped"
        self.fell_idle = False
        self.all_kept = True
        self._outside = outside
        self._settings = settings
        self._observer = observer
        self._telling = telling
        self._sound_keeper = (
            SoundKeeper(sounds, session.id, observer.error) if sounds is not None else None
        )
        self.transcript = LiveTranscript(
            session,
            outside.library,
            observer,
            telling,
            signal,
            settings=lambda: self._settings,
            now_ms=lambda: to_ms(self.lanes.end),
            sound=self._sound_keeper,
        )
        self.lanes = Lanes(
            outside,
            lambda: self._settings,
            self.transcript.results,
            telling.tellers,
            observer.error,
        )
        if self._sound_keeper is not None:
            for lane, pipeline in self.lanes.items():
                pipeline.sound.kept = partial(self._sound_keeper.hear, lane)
        self._wordless_ms = dict.fromkeys(self.lanes, 0)

    async def run(self, sources: Mapping[Lane, OpenSource]) -> None:
        """Listen until the sound ends, `stop` is called, or something breaks for good.

        What is shown and kept by then stays so. Cancelled, it ends at once. A lane that
        breaks while another one goes on is told, and is a gap in that lane only.

        Args:
            sources: Opens what each lane is to hear.

        Raises:
            CaptionerError: Source or engine broke and nothing could replace it.
            Exception: A mistake of ours broke one of the parts again and again.
        """
        broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        works: list[Callable[[], Awaitable[None]]] = [
            self.transcript.recorder.run,
            partial(watch_sleep, self._outside.slept, self.lanes.woke),
        ]
        if self._sound_keeper is not None:
            works.append(self._sound_keeper.run)
        for lane, pipeline in self.lanes.items():
            works += [*pipeline.helpers(), self._telling_of(lane)]
        helpers = [asyncio.create_task(self._kept_up(work, broken)) for work in works]
        captions = [asyncio.create_task(self.lanes[lane].run(sources[lane])) for lane in self.lanes]
        try:
            await self._wait(captions, broken)
            if not all(one.done() for one in captions):
                await self.stop("a fault", HURRY_S)
            await asyncio.wait(captions)
            _raise_if_all_broke(captions)
        finally:
            await ended(*captions)
            for pipeline in self.lanes.values():
                pipeline.release()
            self.lanes.tell_rest()
            self.transcript.off_record.end()
            self.all_kept = await self.transcript.recorder.flush()
            await ended(*helpers)
            if self._sound_keeper is not None:
                await self._sound_keeper.flush()
        if broken.done():
            broken.result()

    async def stop(self, reason: str = "stopped", within_s: float | None = None) -> None:
        """End the session in order: the last words are waited for, but not for ever.

        Called again, in more of a hurry, that holds.
        """
        self.reason = reason
        await self.lanes.stop(within_s)

    def configure(self, settings: Settings) -> None:
        """Act on the live ones among `settings`; the rest waits for the next Start."""
        before = self._settings
        self._settings = replace(
            settings,
            engine=before.engine,
            fall_back=before.fall_back,
            only_others_to_service=before.only_others_to_service,
        )
        self.lanes.configure()

    async def _wait(
        self, captions: Iterable["asyncio.Task[None]"], broken: "asyncio.Future[None]"
    ) -> None:
        """Wait for the end of all captions, or a mistake of ours; tell of one that breaks."""
        running = set(captions)
        while running and not broken.done():
            done, _ = await asyncio.wait({*running, broken}, return_when=asyncio.FIRST_COMPLETED)
            running -= done
            for one in done - {broken}:
                error = one.exception()
                if error is not None and not isinstance(error, CaptionerError):
                    return
                if error is not None and running:
                    self._observer.error(error)

    async def _kept_up(
        self, work: Callable[[], Awaitable[None]], broken: "asyncio.Future[None]"
    ) -> None:
        """Do `work`, and again if it breaks; what keeps breaking ends the session."""
        for tries_left in reversed(range(TRIES)):
            try:
                await work()
            except Exception as fault:  # noqa: BLE001 - told, and mended if that helps
                if tries_left:
                    report(fault, "A part of the session broke and is started again.")
                    await asyncio.sleep(AGAIN_S)
                elif not broken.done():
                    broken.set_exception(fault)
                    broken.exception()  # a run that was cancelled raises it no more
            else:
                return

    def _telling_of(self, lane: Lane) -> Callable[[], Awaitable[None]]:
        async def idle(wordless_ms: int) -> None:
            self._wordless_ms[lane] = wordless_ms
            await self._idle(min(self._wordless_ms.values()))

        async def tell() -> None:
            await self._telling.tellers[lane].run(idle, self.lanes[lane].engines.standing)

        return tell

    async def _idle(self, wordless_ms: int) -> None:
        limit_ms = self._settings.idle_minutes * 60_000
        waited = wordless_ms >= limit_ms > 0 and self.lanes.live  # a file ends by itself
        if waited and not self.fell_idle:
            self.fell_idle = True
            await self.stop("nobody spoke")


def _raise_if_all_broke(captions: Iterable["asyncio.Task[None]"]) -> None:
    """What broke every lane, or a mistake of ours in one of them.

    Raises:
        CaptionerError: None of the lanes came to its end in order.
        Exception: A mistake of ours.
    """
    errors = [one.exception() for one in captions]
    for error in errors:
        if error is not None and not isinstance(error, CaptionerError):
            raise error
    if errors[0] is not None and None not in errors:
        raise errors[0]
