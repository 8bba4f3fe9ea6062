"""A meeting that is simulated: seeded speech, engines that are wrong as real ones are, faults.

The engines know what is said, and hear it only where they are given its sound. Each run
of one jitters times by up to 150 ms, writes case and punctuation its own way, cuts the
speech into other utterances and makes something of half a word.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random

from captioner.app.outside import Outside
from captioner.app.runner import Runner
from captioner.app.teller import Teller
from captioner.app.telling import Telling
from captioner.core import setting_values
from captioner.core.audio import RATE, Chunk, to_ms
from captioner.core.engines import ENGINES
from captioner.core.errors import (
    CaptionerError,
    EngineUnavailable,
    KeyRefused,
    NetworkError,
    RequestRefused,
    ServiceError,
    SourceGone,
)
from captioner.core.events import Event, Final, Heard, Opened, Partial, SessionInformation, Word
from captioner.core.lanes import Lane
from captioner.core.session import Signal, State, step
from captioner.core.settings import DEFAULTS, Settings
from captioner.core.sources import SourceInfo, SourceKind
from captioner.core.transcript import Gap, GapKind, Segment, Session
from captioner.engines.assemblyai.last_words import FINISH_S
from captioner.engines.assemblyai.uplink import Uplink
from captioner.engines.base import AudioStream, Controls, Emit, EndUtterance, Engine
from tests.fakes import FakeKeeper, FakeSource, Opens, Witness

JITTER_MS = 150
_TALK = (
    "the of to and in a we is it that budget meeting larger quarter figures think should"
    " can very good morning everyone hear me now well because nobody really knows tomorrow"
    " seven hundred dollars please send report again after lunch question from the back"
)
WITH_SERVICE = replace(DEFAULTS, engine="assemblyai")
VOCABULARY = tuple(_TALK.split())


def spoken(random: Random, seconds: float) -> tuple[Word, ...]:
    """What people say in so many seconds; the last one is quiet."""
    words: list[Word] = []
    at = random.randrange(300, 1500)
    while at < seconds * 1000 - 1500:
        text = words[-1].text if words and random.random() < 0.05 else random.choice(VOCABULARY)
        length = random.randrange(120, 450)
        words.append(Word(text=text, start_ms=at, end_ms=at + length))
        pause = random.random() < 0.15
        at += length + (random.randrange(500, 1800) if pause else random.randrange(30, 140))
    return tuple(word for word in words if word.end_ms < seconds * 1000 - 1000)


@dataclass(kw_only=True)
class Weather:
    """What becomes of the link and of this computer's recogniser, by the loop's clock.

    Attributes:
        outages: When no connection can be opened.
        resets: When the open connection is cut.
        stalls: When the open connection falls silent for good.
        slow_s: How long opening a connection takes.
        pace: How much faster than real time the link carries PCM; None for at once.
        latency_s: How much later than it heard the service's words arrive.
        one_sentence: Whether the service takes all it hears for one long sentence.
        finishes: Whether the service says its last words once the sound is over.
        refuses_setting: A setting that must be as it is by default.
        refuses_from: From when the service refuses, cutting the connection too.
        refused_with: What it says then.
        refuses_key_from: From when it refuses the key of new connections.
        refuses_new: When it takes no further connection.
        refused_new_with: What it says then.
        expires_in_s: How long the service keeps a connection.
        local: Whether this computer has a recogniser.
        local_s: How long that takes to start.
        local_breaks: When that breaks.
        busy: When that hears half as fast as people speak, because others need the processor.
    """

    outages: list[tuple[float, float]] = field(default_factory=list)
    resets: list[float] = field(default_factory=list)
    stalls: list[float] = field(default_factory=list)
    slow_s: float = 0.3
    pace: float | None = None
    refuses_setting: str = ""
    latency_s: float = 0.0
    one_sentence: bool = False
    finishes: bool = True
    refuses_from: float | None = None
    refused_with: CaptionerError = field(
        default_factory=lambda: KeyRefused("The service refused this key.", "Check it.")
    )
    refuses_key_from: float | None = None
    refuses_new: list[tuple[float, float]] = field(default_factory=list)
    refused_new_with: CaptionerError = field(
        default_factory=lambda: ServiceError("Too many sessions are open.", "Wait.")
    )
    expires_in_s: float | None = None
    local: bool = True
    local_s: float = 0.3
    local_breaks: list[float] = field(default_factory=list)
    busy: list[tuple[float, float]] = field(default_factory=list)

    def local_pace(self, now: float) -> float:
        """How many times as fast as people speak this computer hears."""
        return 0.5 if any(start <= now < end for start, end in self.busy) else 8.0

    def refusal(self, now: float) -> CaptionerError | None:
        if self.refuses_from is not None and now >= self.refuses_from:
            return self.refused_with
        if self.refuses_key_from is not None and now >= self.refuses_key_from:
            return KeyRefused("The service refused this key.", "Check it.")
        if any(start <= now < end for start, end in self.refuses_new):
            return self.refused_new_with
        if any(start <= now < end for start, end in self.outages):
            return NetworkError("The service cannot be reached.")
        return None

    def refused_setting_of(self, settings: Settings) -> CaptionerError | None:
        name = self.refuses_setting
        if not name or setting_values.get(settings, name) == setting_values.get(DEFAULTS, name):
            return None
        error = RequestRefused("The service refused a setting.", "Change it.")
        error.setting = name
        return error

    def pace_of(self, settings: Settings) -> float | None:
        half = settings.encoding == "pcm_mulaw"
        return self.pace * 2 if self.pace is not None and half else self.pace

    def next_cut(self, now: float) -> tuple[float, CaptionerError] | None:
        """When the connection that is opened now ends, and with which error."""
        cut = NetworkError("The connection to the service was cut.")
        stalled = NetworkError("The connection is stalled.", silent_s=4.6)
        ends: list[tuple[float, CaptionerError]] = [(at, cut) for at in self.resets]
        ends += [(start, cut) for start, _ in self.outages]
        ends += [(at, stalled) for at in self.stalls]
        if self.refuses_from is not None:
            ends.append((self.refuses_from, self.refused_with))
        if self.expires_in_s is not None:
            ends.append((now + self.expires_in_s, ServiceError("The session expired.", "")))
        return min((end for end in ends if end[0] > now), key=lambda end: end[0], default=None)


class Hearing:
    """What one run of an engine has made of its sound so far.

    Args:
        speech: What is said.
        random: How it is wrong.
        padded: Whether times beside silence reach into it, as a service's do.
        one_sentence: Whether nothing ends a sentence but the end of the sound.
    """

    def __init__(
        self,
        speech: Sequence[Word],
        random: Random,
        *,
        padded: bool = False,
        one_sentence: bool = False,
    ) -> None:
        self._speech = speech
        self._random = random
        self._padded = padded
        self._pause_ms = random.randrange(250, 800)
        self._most = random.randrange(4, 25)
        if one_sentence:
            self._most = self._pause_ms = 10**6
        self._from: int | None = None
        self._until = 0
        self._next = 0
        self._open: list[Word] = []
        self._open_end = 0
        self._turn = 0
        self._shown = 0
        self._floor = 0

    def hear(self, chunk: Chunk) -> list[Event]:
        events: list[Event] = []
        start = to_ms(chunk.position)
        if self._from is None or start > self._until + 1:
            events += self._final()
            self._from = start
            self._skip(start)
        self._until = to_ms(chunk.end)
        while self._next < len(self._speech) and self._speech[self._next].end_ms <= self._until:
            self._add(self._speech[self._next])
            self._next += 1
            if len(self._open) >= self._most:
                events += self._final()
        speaking = self._next < len(self._speech) and (
            self._speech[self._next].start_ms < self._until
        )
        if self._open and not speaking and self._until - self._open_end >= self._pause_ms:
            events += self._final()
        if len(self._open) > self._shown:
            self._shown = len(self._open)
            events.append(Partial(turn=self._turn, words=tuple(self._open)))
        return events

    def end(self) -> list[Event]:
        """The sound is over: half a word may be all there is of the last one."""
        if self._next < len(self._speech) and self._from is not None:
            word = self._speech[self._next]
            if word.start_ms + 60 < self._until and self._random.random() < 0.5:
                half = word.text[: max(1, len(word.text) // 2)]
                self._add(replace(word, text=half, end_ms=self._until))
        return self._final()

    def end_utterance(self) -> list[Event]:
        return self._final()

    @property
    def until_ms(self) -> int:
        return self._until

    @property
    def is_open(self) -> bool:
        return bool(self._open)

    def _skip(self, start_ms: int) -> None:
        while self._next and self._speech[self._next - 1].start_ms >= start_ms:
            self._next -= 1
        while self._next < len(self._speech) and self._speech[self._next].start_ms < start_ms:
            word = self._speech[self._next]
            if word.end_ms > start_ms + 60 and self._random.random() < 0.5:
                half = word.text[len(word.text) // 2 :]
                self._add(replace(word, text=half, start_ms=start_ms))
            self._next += 1

    def _add(self, word: Word) -> None:
        jitter = self._random.randint
        start = max(self._floor, word.start_ms + jitter(-JITTER_MS, JITTER_MS))
        end = max(start + 40, word.end_ms + jitter(-JITTER_MS, JITTER_MS))
        self._floor = start + 20
        if self._padded and word.start_ms - self._open_end > 600:
            start = max(self._floor, start - self._random.randrange(500))
        self._open_end = word.end_ms
        text = word.text
        if self._random.random() < 0.3:
            text = text.capitalize()
        if self._random.random() < 0.2:
            text += self._random.choice(".,?!")
        self._open.append(Word(text=text, start_ms=start, end_ms=end))

    def _final(self) -> list[Event]:
        words, self._open, self._shown = tuple(self._open), [], 0
        if not words:
            return []
        if self._padded:
            last = replace(words[-1], end_ms=words[-1].end_ms + self._random.randrange(600))
            words = (*words[:-1], last)
        self._turn += 1
        text = " ".join(word.text for word in words)
        return [Final(turn=self._turn - 1, words=words, text=text)]


class SimulatedService:
    """The service's engine for one connection."""

    info = ENGINES["assemblyai"]

    def __init__(
        self, speech: Sequence[Word], random: Random, weather: Weather, settings: Settings
    ) -> None:
        self._hearing = Hearing(
            speech, random, padded=random.random() < 0.5, one_sentence=weather.one_sentence
        )
        self._weather = weather
        self._settings = settings
        self._pace = weather.pace_of(settings)
        self._heard_ms = 0

    async def run(self, audio: AudioStream, controls: Controls, emit: Emit) -> None:
        loop = asyncio.get_running_loop()
        refusal = self._weather.refusal(loop.time())
        await asyncio.sleep(0.01 if refusal else self._weather.slow_s)
        refusal = refusal or self._weather.refusal(loop.time())
        refusal = refusal or self._weather.refused_setting_of(self._settings)
        if refusal is not None:
            raise refusal
        began = loop.time()
        cut = self._weather.next_cut(began)
        work = asyncio.ensure_future(self._work(audio, controls, emit))
        try:
            if cut is None:
                await work
            else:
                at, error = cut
                done, _ = await asyncio.wait({work}, timeout=at - loop.time())
                if not done:
                    if error.silent_s:
                        work.cancel()
                        await asyncio.sleep(error.silent_s)
                    raise error
                work.result()
        finally:
            work.cancel()
        open_s = loop.time() - began
        emit(SessionInformation(audio_s=open_s, session_s=open_s))

    async def _work(self, audio: AudioStream, controls: Controls, emit: Emit) -> None:
        emit, delivered = self._late(emit)
        wishes = asyncio.ensure_future(self._obey(controls, emit))
        uplink = Uplink(asyncio.get_running_loop().time())
        first = True
        try:
            async for chunk in audio:
                if first:
                    first = False
                    emit(
                        Opened(
                            engine=self.info.name,
                            start_ms=to_ms(chunk.position),
                            expires_in_s=self._weather.expires_in_s,
                        )
                    )
                await asyncio.sleep(uplink.too_early_s(asyncio.get_running_loop().time()))
                uplink.sent(chunk.samples * 1000 / RATE)
                for event in self._hearing.hear(chunk):
                    emit(event)
                if self._pace is not None:
                    await asyncio.sleep(chunk.samples / RATE / self._pace)
                if not self._hearing.is_open and self._hearing.until_ms - self._heard_ms > 1000:
                    self._heard_ms = self._hearing.until_ms
                    emit(Heard(until_ms=self._heard_ms - 300))
            if not self._weather.finishes:
                await asyncio.sleep(FINISH_S)
                raise ServiceError("The service did not finish the last sentence.", "Wait.")
            for event in self._hearing.end():
                emit(event)
            await asyncio.sleep(0.1)
            await delivered()
        finally:
            wishes.cancel()

    def _late(self, emit: Emit) -> tuple[Emit, Callable[[], Awaitable[None]]]:
        """Say it as much later as the weather has it, in order; and wait until all is said."""
        if not self._weather.latency_s:
            return emit, _at_once
        loop = asyncio.get_running_loop()
        under_way: deque[Event] = deque()

        def arrive() -> None:
            emit(under_way.popleft())

        def send(event: Event) -> None:
            under_way.append(event)
            loop.call_later(self._weather.latency_s, arrive)

        async def delivered() -> None:
            while under_way:  # noqa: ASYNC110 - on a virtual clock this costs nothing
                await asyncio.sleep(0.02)

        return send, delivered

    async def _obey(self, controls: Controls, emit: Emit) -> None:
        async for control in controls:
            if isinstance(control, EndUtterance):
                for event in self._hearing.end_utterance():
                    emit(event)


async def _at_once() -> None:
    """Nothing is under way."""


class SimulatedComputer:
    """This computer's recogniser."""

    info = ENGINES["ondevice"]

    def __init__(self, speech: Sequence[Word], random: Random, weather: Weather) -> None:
        self._hearing = Hearing(speech, random)
        self._weather = weather

    async def run(self, audio: AudioStream, controls: Controls, emit: Emit) -> None:
        loop = asyncio.get_running_loop()
        breaks = min((at for at in self._weather.local_breaks if at > loop.time()), default=None)
        await asyncio.sleep(self._weather.local_s)
        opened = False
        unread = 0
        async for chunk in audio:
            if not opened:
                opened = True
                emit(Opened(engine=self.info.name, start_ms=to_ms(chunk.position)))
            for event in self._hearing.hear(chunk):
                emit(event)
            unread += chunk.samples
            if unread >= RATE // 5:
                await asyncio.sleep(unread / RATE / self._weather.local_pace(loop.time()))
                unread = 0
                emit(Heard(until_ms=self._hearing.until_ms))
            if breaks is not None and loop.time() >= breaks:
                raise ServiceError("The recogniser broke.", "Start again.")
        for event in self._hearing.end():
            emit(event)


class Engines:
    """Builds the simulated engines; every run is another one's hearing."""

    def __init__(self, speech: Sequence[Word], random: Random, weather: Weather) -> None:
        self.asked: list[Settings] = []
        self._speech = speech
        self._random = random
        self._weather = weather

    async def __call__(self, settings: Settings) -> Engine:
        random = Random(self._random.random())
        if settings.engine != "ondevice":
            self.asked.append(settings)
            return SimulatedService(self._speech, random, self._weather, settings)
        if not self._weather.local:
            raise EngineUnavailable("There is no recogniser for this machine.", "Use a service.")
        return SimulatedComputer(self._speech, random, self._weather)


def bare(text: str) -> str:
    return text.lower().strip(".,?!")


def kept_words(segments: Iterable[Segment]) -> list[str]:
    """The words as the transcript has them, in the order of time."""
    ordered = sorted(segments, key=lambda segment: segment.start_ms)
    return [bare(word.text) for segment in ordered for word in segment.words]


def mismatch(speech: Sequence[Word], segments: Iterable[Segment], gaps: Sequence[Gap]) -> str:
    """What is wrong with what was kept; "" if every word is there once, in order, or in a gap.

    Of a word at the edge of a gap there may be all, half or nothing.
    """
    kept = kept_words(segments)
    reached = {0}
    for word in speech:
        text = bare(word.text)
        in_gap = any(gap.start_ms < word.end_ms and word.start_ms < gap.end_ms for gap in gaps)
        allowed = {text, text[len(text) // 2 :], text[: len(text) // 2]} if in_gap else {text}
        after = {at + 1 for at in reached if at < len(kept) and kept[at] in allowed}
        if in_gap:
            after |= reached
            halves = [text[: len(text) // 2], text[len(text) // 2 :]]
            after |= {at + 2 for at in reached if kept[at : at + 2] == halves}
        if not after:
            at = max(reached)
            return (
                f"“{text}” was said at {word.start_ms} ms,"
                f" kept: “{' '.join(kept[max(0, at - 6) : at])} | {' '.join(kept[at : at + 6])}”"
            )
        reached = after
    return "" if len(kept) in reached else f"kept but not said: {kept[max(reached) :]}"


def microphones(
    unplugged: Sequence[float | None], random: Random
) -> list[FakeSource | CaptionerError]:
    """Microphones one after the other, with the tries in vain between them."""
    opened: list[FakeSource | CaptionerError] = []
    for works_s in unplugged:
        lost = works_s is not None
        source = FakeSource(seconds=works_s or 3600.0, then_lost=lost)
        # What is heard through the speakers is not told to be muted: its sound is all zeros.
        source.info = replace(source.info, kind=SourceKind.MEETING)
        opened.append(source)
        if lost:
            gone = SourceGone("The microphone was disconnected.", "Plug it in.")
            opened += [gone] * random.randrange(4)
    return opened


class TimedWitness(Witness):
    """A witness that remembers when what is said was first shown."""

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__()
        self.shown: list[tuple[float, Partial | Segment]] = []
        self._clock = clock

    def forget(self) -> None:
        super().forget()
        self.shown.clear()

    def partial(self, partial: Partial) -> None:
        super().partial(partial)
        self.shown.append((self._clock(), partial))

    def final(self, segment: Segment) -> None:
        super().final(segment)
        self.shown.append((self._clock(), segment))


class Meeting:
    """One session with everything real but sound, engines, library and window.

    Args:
        speech: What is said.
        build: Builds engines.
        sources: What the sound comes from, one after the other; errors between them.
        settings: The user's settings.
        seconds: How long it takes.
        pause: From when to when the user pauses.

    Attributes:
        asked: The settings of each connection to the service.
        hurried: Whether it was ended in a hurry: some of it may be lost.
        ended_s: After how many seconds all of it was dealt with; there once it is.
    """

    def __init__(
        self,
        speech: Sequence[Word],
        build: Callable[[Settings], Awaitable[Engine]],
        sources: Sequence[FakeSource | CaptionerError],
        settings: Settings,
        *,
        seconds: float = 20.0,
        pause: tuple[float, float] | None = None,
    ) -> None:
        self.speech = speech
        self.seconds = seconds
        self.keeper = FakeKeeper()
        self.error: CaptionerError | None = None
        self.state = step(State.IDLE, Signal.START)
        self._pause = pause
        self._opens = Opens(*sources)
        self.slept_s = 0.0
        self.asked: Sequence[Settings] = ()
        self.hurried = False
        clock = self._clock
        self._began = clock()
        self.witness = TimedWitness(clock)
        self._telling = Telling(
            self.witness,
            [Lane.ONLY],
            lambda told: Teller(told, clock, self._now, self._no_other),
        )
        session = Session(id="s", title="", started="", seconds=0, engine="", finals=0, ended=False)
        outside = Outside(
            build_engine=build,
            library=self.keeper,
            clock=clock,
            slept=lambda: self.slept_s,
            chance=Random(1).random,
            open_spool=None,
        )
        self.runner = Runner(outside, settings, session, self.witness, self._telling, self._signal)

    async def run(self) -> None:
        """Hold it to its end."""
        user = asyncio.ensure_future(self._use())
        try:
            await self.runner.run({Lane.ONLY: self._opens})
        except CaptionerError as error:
            self.error = error
        finally:
            user.cancel()
            self.ended_s = self._clock() - self._began

    @property
    def mismatch(self) -> str:
        """What is wrong with what was kept; "" if nothing is."""
        end_ms = round(self.runner.lanes.seconds * 1000)
        heard = [word for word in self.speech if word.start_ms < end_ms]
        after = Gap(start_ms=end_ms, end_ms=end_ms + 10_000, kind=GapKind.LOST, reason="over")
        return mismatch(heard, self.keeper.segments, [*self.keeper.gaps, after])

    @property
    def forgotten(self) -> list[int]:
        """Turns that were shown and neither finished nor withdrawn."""
        finished = {segment.turn for segment in self.witness.finals}
        open_turns: dict[int, bool] = {}
        for partial in self.witness.partials:
            open_turns[partial.turn] = bool(partial.words)
        return [turn for turn, shown in open_turns.items() if shown and turn not in finished]

    async def _use(self) -> None:
        start = self._clock()
        if self._pause is not None:
            await asyncio.sleep(self._pause[0])
            self._signal(Signal.PAUSE)
            await self.runner.lanes.pause()
            await asyncio.sleep(self._pause[1] - self._pause[0])
            self._signal(Signal.RESUME)
            self.runner.lanes.resume()
        await asyncio.sleep(start + self.seconds - self._clock())
        self._signal(Signal.STOP)
        await self.runner.stop()

    def _signal(self, signal: Signal) -> None:
        self.state = step(self.state, signal)
        self._telling.state_changed(self.state)

    def _clock(self) -> float:
        return asyncio.get_running_loop().time() + self.slept_s

    def _now(self) -> datetime:
        start = datetime(2026, 11, 24, 10, 2, tzinfo=UTC)
        return start + timedelta(seconds=self._clock() - self._began)

    async def _no_other(self, _: SourceInfo) -> str:
        return ""


def simulated(  # noqa: PLR0913 - what a meeting can be
    seed: int,
    weather: Weather,
    *,
    seconds: float = 20.0,
    fall_back: bool = True,
    unplugged: Sequence[float | None] = (None,),
    pause: tuple[float, float] | None = None,
    settings: Settings = WITH_SERVICE,
) -> Meeting:
    """A meeting in which nothing is real; `unplugged` says how long each microphone works."""
    random = Random(seed)
    speech = spoken(random, seconds)
    engines = Engines(speech, random, weather)
    meeting = Meeting(
        speech,
        engines,
        microphones(unplugged, random),
        replace(settings, fall_back=fall_back),
        seconds=seconds,
        pause=pause,
    )
    meeting.asked = engines.asked
    return meeting
