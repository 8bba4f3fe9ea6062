"""One session, from Start to Stop: what it hears, who recognises it, and what becomes of it."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from captioner.app.faults import report
from captioner.app.hearing.feed import Clock, OpenSource
from captioner.app.hearing.hearing import Hearing
from captioner.app.hearing.sleep import ASLEEP, watch_sleep
from captioner.app.keeping.edits import Edits
from captioner.app.keeping.keeper import Keeper, Write
from captioner.app.keeping.recorder import Recorder
from captioner.app.observer import Observer
from captioner.app.recognition.choice import HERE, BuildEngine, recognition
from captioner.app.recognition.sounds import Sounds
from captioner.app.recognition.speakers import Speakers, TellApart
from captioner.app.result import Result
from captioner.app.sound import Sound, Spool
from captioner.app.teller import Teller
from captioner.core.audio import RATE, to_ms
from captioner.core.session import Signal
from captioner.core.settings import Settings
from captioner.core.sounds import Shares
from captioner.core.transcript import Gap, GapKind, Mark, Segment, Session
from captioner.engines.base import Configure, EndUtterance

TRIES = 3
AGAIN_S = 1.0
"""A helper that breaks is started again, so often and so soon."""

HURRY_S = 3.0
"""How long the end of the program, or of a session that is broken, waits for last words."""

LAST_WORDS_S = 60.0
"""How long it waits where nobody sees that it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What every session needs of the outside world.

    Attributes:
        build_engine: Builds the engine that settings name.
        library: Where a session is kept.
        clock: Monotonic seconds that also count while the computer sleeps.
        slept: Seconds that the computer has slept so far.
        listen: How much of some sound is speech, singing or music; None if nobody can tell.
        tell_apart: What a sentence's voice sounds like; None if nobody can tell.
        chance: Gives numbers from 0 up to 1.
        open_spool: Gives the file for sound that waits long; None keeps it in memory.
    """

    build_engine: BuildEngine
    library: Keeper
    clock: Clock
    slept: Callable[[], float]
    listen: Callable[[bytes], Shares] | None = None
    tell_apart: TellApart | None = None
    chance: Callable[[], float] = random.random
    open_spool: Callable[[], Spool] | None = None


class Runner:
    """Drives sound, engines and recorder for one session.

    `run` is called once. The others may be called before it, while it runs and after it, in
    any order and twice, and do nothing where there is nothing to do.

    Args:
        outside: The outside world.
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
        outside: Outside,
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
        self._outside = outside
        self._settings = settings
        self._observer = observer
        self._teller = teller
        self._sound = Sound(None if settings.keep_nothing else outside.open_spool)
        self._edits = Edits()
        self._recorder = Recorder(outside.library, session.id, self._show, teller.disk_trouble)
        self.result = Result(session, self._recorder, self._edits, observer, teller, signal)
        if outside.tell_apart is not None and settings.engine == HERE:
            self.result.speakers = Speakers(
                self._sound,
                outside.tell_apart,
                lambda: self._settings.speaker_labels,
                self.result.keep,
                self.result.trouble,
            )
        self.hearing = Hearing(self._sound, teller, self.result.lost, outside.clock)
        self._engines = recognition(
            outside.build_engine,
            lambda: self._settings,
            self._sound,
            self.result,
            outside.clock,
            outside.chance,
        )
        self._within_s: float | None = None
        self._finishing = False

    @property
    def seconds(self) -> float:
        """How long the session is, pauses and holes included."""
        return self._sound.end / RATE

    def unsaved(self) -> Sequence[Write]:
        """What of it is not on disk yet, in order."""
        return self._recorder.unsaved()

    async def run(self, open_source: OpenSource) -> None:
        """Listen until the sound ends, `stop` is called, or something breaks for good.

        What is shown and kept by then stays so. Cancelled, it ends at once.

        Raises:
            CaptionerError: Source or engine broke and nothing could replace it.
            Exception: A mistake of ours broke one of the parts again and again.
        """
        broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        helpers = [
            asyncio.create_task(self._kept_up(work, broken))
            for work in (
                self._recorder.run,
                self._sound.run,
                self._watch_sleep,
                self._tell,
                *self._sounds(),
                *([self.result.speakers.run] if self.result.speakers is not None else []),
            )
        ]
        captions = asyncio.create_task(self._caption(open_source))
        try:
            await asyncio.wait({captions, broken}, return_when=asyncio.FIRST_COMPLETED)
            if not captions.done():
                await self.stop("a fault", HURRY_S)
            await captions
        finally:
            await _ended(captions)
            if self.result.speakers is not None:
                self.result.speakers.release()
            self.all_kept = await self._recorder.flush()
            await _ended(*helpers)
        if broken.done():
            broken.result()

    async def stop(self, reason: str = "stopped", within_s: float | None = None) -> None:
        """End the session in order: the last words are waited for, but not for ever.

        Called again, in more of a hurry, that holds.
        """
        self.reason = reason
        self._within_s = within_s
        await self.hearing.stop()
        if self._finishing and within_s is not None:  # it was stopped before, without a hurry
            self._engines.finish(within_s)

    async def _caption(self, open_source: OpenSource) -> None:
        """Hear and recognise, to the last word."""
        engines = asyncio.create_task(self._engines.run())
        listening = asyncio.create_task(
            self.hearing.run(open_source, self._listen, self._engines.rest)
        )
        try:
            await asyncio.wait({listening, engines}, return_when=asyncio.FIRST_COMPLETED)
            if engines.done():
                await self.hearing.stop()
            await asyncio.wait({listening})
            self._finishing = True
            self._engines.finish(self._within_s)
            await engines
            if self.result.speakers is not None:
                await self.result.speakers.finish(self._within_s)
            listening.result()
        finally:
            await _ended(listening, engines)

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
            else:
                return

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
        self.note(Mark(at_ms=to_ms(self._sound.end), note=note))

    def note(self, mark: Mark) -> None:
        """Keep and show a mark, or the new note of one."""
        self._recorder.mark(mark)
        self._observer.mark(mark)

    def correct(self, segment: Segment, text: str | None) -> Segment:
        """Write a line as the user does; None brings back what the recogniser wrote."""
        made = self._edits.correct(segment, text)
        self._recorder.correction(made)
        return made

    def off_the_record(self) -> None:
        """Take what was said last off the record for good, as long as the setting says."""
        end_ms = to_ms(self._sound.end)
        start_ms = max(0, end_ms - self._settings.off_the_record_seconds * 1000)
        kind = GapKind.OFF_THE_RECORD
        gap = Gap(start_ms=start_ms, end_ms=end_ms, kind=kind, reason=kind.value)
        if end_ms > start_ms:
            self._edits.strike(start_ms, end_ms)
            self._recorder.strike(gap)
            self._observer.off_the_record(gap)

    def _show(self, segment: Segment) -> None:
        shown = self._edits.shown(segment)
        if shown is not None:
            self._observer.final(shown)

    def _listen(self) -> None:
        self._engines.listen(partials=not self._settings.disable_partial_transcripts)

    def _sounds(self) -> list[Callable[[], Awaitable[None]]]:
        if self._outside.listen is None:
            return []
        return [
            Sounds(
                self._sound,
                self._outside.listen,
                lambda: self._settings.sounds,
                lambda: self.result.words_until_ms,
                self.result.sound,
            ).run
        ]

    async def _watch_sleep(self) -> None:
        await watch_sleep(self._outside.slept, self._woke)

    async def _tell(self) -> None:
        await self._teller.run(self._idle, self._engines.standing)

    async def _woke(self) -> None:
        """Neither connection nor device outlives a sleep of the computer."""
        self._engines.woke()
        await self.hearing.woke(ASLEEP)

    async def _idle(self, wordless_ms: int) -> None:
        limit_ms = self._settings.idle_minutes * 60_000
        waited = wordless_ms >= limit_ms > 0 and self._sound.live  # a file ends by itself
        if waited and not self.fell_idle:
            self.fell_idle = True
            await self.stop("nobody spoke")


async def _ended(*tasks: "asyncio.Task[None]") -> None:
    """End them at once, whatever they come to; each was listened to before."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
