"""One session, from Start to Stop: its lanes, and what becomes of their words."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count

from captioner.app.calling import Calling
from captioner.app.faults import report
from captioner.app.hearing.absence import Absence
from captioner.app.hearing.sleep import ASLEEP, watch_sleep
from captioner.app.hearing.source import OpenSource
from captioner.app.keeping.edits import Edits
from captioner.app.keeping.keeper import Write
from captioner.app.keeping.recorder import Recorder
from captioner.app.keeping.sound_keeper import SoundKeeper, Store
from captioner.app.observer import Observer
from captioner.app.off_record import OffRecord
from captioner.app.outside import Outside
from captioner.app.pipeline import Common, Pipeline, ended, settings_of
from captioner.app.result import Beginning, Result
from captioner.app.telling import Telling
from captioner.core.arrival import Arrival
from captioner.core.audio import RATE, to_ms
from captioner.core.echo import Echoes
from captioner.core.errors import CaptionerError
from captioner.core.events import SessionInformation
from captioner.core.lanes import LABELS, Lane
from captioner.core.session import Signal
from captioner.core.settings import Settings
from captioner.core.transcript import Gap, Mark, Segment, Session
from captioner.engines.base import Configure, EndUtterance

TRIES = 3
AGAIN_S = 1.0
"""A helper that breaks is started again, so often and so soon."""

HURRY_S = 3.0
"""How long the end of the program, or of a session that is broken, waits for last words."""

LAST_WORDS_S = 60.0
"""How long it waits where nobody sees that it does."""


class Runner:
    """Drives lanes and recorder for one session.

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
        lanes: What is heard and recognised, lane by lane.
        reason: Why it ended.
        fell_idle: Whether it ended because nobody spoke.
        all_kept: Whether everything of it is on disk.
        off_record: Takes what is said off the record.
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
        self._edits = Edits()
        self._recorder = Recorder(outside.library, session.id, self._show, telling.disk_trouble)
        beginning = Beginning()
        common = Common(Arrival(), count(), count(-1, -1), Echoes())
        self.lanes: dict[Lane, Pipeline] = {}
        absence = Absence(
            telling.tellers,
            lambda lane: self.lanes[lane].broken is not None,
            lambda lane: self.lanes[lane].hearing.has_heard,
            observer.error,
        )
        for lane, teller in telling.tellers.items():
            result = Result(
                session,
                self._recorder,
                self._edits,
                observer,
                teller,
                signal,
                beginning=beginning,
                lane=lane,
            )
            result.echoes = common.echoes
            others = self.lanes.get(Lane.OTHERS)
            self.lanes[lane] = Pipeline(
                lane,
                outside,
                self._settings_of(lane),
                result,
                teller,
                common,
                others=others.sound if others is not None else None,
                looks_on=partial(absence.looks_on, lane),
            )
        self._sound_keeper = (
            SoundKeeper(sounds, session.id, observer.error) if sounds is not None else None
        )
        if self._sound_keeper is not None:
            for lane, pipeline in self.lanes.items():
                pipeline.sound.kept = partial(self._sound_keeper.hear, lane)
        self.off_record = OffRecord(
            self._edits,
            self._recorder,
            self._sound_keeper,
            observer,
            lambda: to_ms(self._end),
            lambda since_ms: telling.off_the_record(_moment(session, since_ms)),
        )
        self._wordless_ms = dict.fromkeys(self.lanes, 0)
        self._calling = Calling(lambda: self._settings.names, self.note)

    def _settings_of(self, lane: Lane) -> Callable[[], Settings]:
        return lambda: settings_of(lane, self._settings)

    @property
    def seconds(self) -> float:
        """How long the session is, pauses and holes included."""
        return self._end / RATE

    def unsaved(self) -> Sequence[Write]:
        """What of it is not on disk yet, in order."""
        return self._recorder.unsaved()

    @property
    def since_first_sample(self) -> float:
        """Seconds of the clock since the first sample was due."""
        return max(lane.hearing.since_first_sample for lane in self.lanes.values())

    @property
    def billed_s(self) -> float:
        """Seconds of billed connection so far."""
        return sum(lane.result.billed_s for lane in self.lanes.values())

    @property
    def information(self) -> SessionInformation | None:
        """What a service said last about its connections, taken together."""
        told = [
            lane.result.last_information
            for lane in self.lanes.values()
            if lane.result.last_information is not None
        ]
        if not told:
            return None
        open_s = [one.session_s for one in told if one.session_s is not None]
        return SessionInformation(
            audio_s=sum(one.audio_s for one in told), session_s=sum(open_s) if open_s else None
        )

    @property
    def _live(self) -> bool:
        return any(lane.sound.live for lane in self.lanes.values())

    @property
    def _end(self) -> int:
        return max(lane.hearing.told_until for lane in self.lanes.values())

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
        works: list[Callable[[], Awaitable[None]]] = [self._recorder.run, self._watch_sleep]
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
            self._tell_rest()
            self.off_record.end()
            self.all_kept = await self._recorder.flush()
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
        await asyncio.gather(*(lane.stop(within_s) for lane in self.lanes.values()))

    async def pause(self) -> None:
        """Hear nothing until `resume`."""
        await asyncio.gather(*(lane.pause() for lane in self.lanes.values()))

    def resume(self) -> None:
        """Hear again, but for a microphone that is muted."""
        for lane in self.lanes.values():
            lane.resume()

    async def mute(self, *, on: bool) -> None:
        """Hear nothing of the user's microphone, or hear it again."""
        if Lane.YOU in self.lanes:
            await self.lanes[Lane.YOU].mute(on=on)

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

    def end_utterance(self) -> None:
        """Finish the open utterance now."""
        for lane in self.lanes.values():
            lane.engines.wish(EndUtterance())

    def stay_here(self) -> None:
        """Let this computer caption the rest of the session."""
        for lane in self.lanes.values():
            lane.engines.stay_here()

    def configure(self, settings: Settings) -> None:
        """Act on the live ones among `settings`; the rest waits for the next Start."""
        before = self._settings
        self._settings = replace(
            settings,
            engine=before.engine,
            fall_back=before.fall_back,
            only_others_to_service=before.only_others_to_service,
        )
        for lane, pipeline in self.lanes.items():
            pipeline.engines.wish(Configure(settings_of(lane, self._settings)))

    def mark(self, note: str) -> None:
        """Mark this moment."""
        self.note(Mark(at_ms=to_ms(self._end), note=note))

    def note(self, mark: Mark) -> None:
        """Keep and show a mark, or the new note of one; none that is off the record."""
        if not self.off_record.hides(mark):
            self._recorder.mark(mark)
            self._observer.mark(mark)

    def correct(self, segment: Segment, text: str | None) -> Segment:
        """Write a line as the user does; None brings back what the recogniser wrote."""
        made = self._edits.correct(segment, text)
        self._recorder.correction(made)
        return made

    def give(self, segment: Segment, label: str) -> Segment:
        """Say whose voice a line is, as the user does; later ones like it go the same way."""
        made = self._edits.give(segment, label)
        speakers = self.lanes[segment.lane].result.speakers if segment.lane in self.lanes else None
        voice = label or segment.speaker
        if speakers is not None and voice not in ("", *LABELS):
            speakers.teach(segment.turn, voice)
        self._recorder.voice(made)
        return made

    def name(self, label: str, name: str) -> None:
        """Call a voice so; "" for its label again."""
        self._recorder.name(label, name)
        self._observer.named(label, name)

    def off_the_record(self) -> None:
        """Take what was said last off the record for good, as long as the setting says."""
        self.off_record.last(self._settings.off_the_record_seconds)

    def _show(self, segment: Segment) -> None:
        shown = self._edits.shown(segment)
        if shown is not None:
            self._observer.final(shown)
            self._calling.heard(shown)

    def _tell_rest(self) -> None:
        """What one lane did not hear while another went on to the end."""
        for lane in self.lanes.values():
            start_ms, end_ms = to_ms(lane.hearing.told_until), to_ms(self._end)
            if lane.deaf is not None and start_ms < end_ms:
                kind, why = lane.deaf
                lane.result.lost(Gap(start_ms=start_ms, end_ms=end_ms, kind=kind, reason=why))

    async def _watch_sleep(self) -> None:
        await watch_sleep(self._outside.slept, self._woke)

    def _telling_of(self, lane: Lane) -> Callable[[], Awaitable[None]]:
        async def idle(wordless_ms: int) -> None:
            self._wordless_ms[lane] = wordless_ms
            await self._idle(min(self._wordless_ms.values()))

        async def tell() -> None:
            await self._telling.tellers[lane].run(idle, self.lanes[lane].engines.standing)

        return tell

    async def _woke(self) -> None:
        """Neither connection nor device outlives a sleep of the computer."""
        for lane in self.lanes.values():
            lane.engines.woke()
            await lane.hearing.woke(ASLEEP)

    async def _idle(self, wordless_ms: int) -> None:
        limit_ms = self._settings.idle_minutes * 60_000
        waited = wordless_ms >= limit_ms > 0 and self._live  # a file ends by itself
        if waited and not self.fell_idle:
            self.fell_idle = True
            await self.stop("nobody spoke")


def _moment(session: Session, ms: int | None) -> datetime | None:
    """The local time of a session time."""
    if ms is None:
        return None
    return datetime.fromisoformat(session.started) + timedelta(milliseconds=ms)


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
