"""Any calls of the captioner at any moment, each slow or failing: the last wish holds."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from random import Random
from typing import cast

from hypothesis import given, settings
from hypothesis import strategies as st

from captioner.app.account import Account
from captioner.app.captioner import Captioner
from captioner.app.hearing.source import OpenSource, Source
from captioner.app.hearing.sources import OnLevel, Sources, Stop
from captioner.app.keeping.hearing_again import Play
from captioner.app.keeping.library import Sessions
from captioner.app.keeping.sound_keeper import Store
from captioner.app.keeping.stock import Stock
from captioner.app.models import Models
from captioner.app.services import Services
from captioner.core.audio import RATE, Chunk, Level
from captioner.core.engines import ENGINES
from captioner.core.errors import CaptionerError, EngineError, SourceGone, StorageError
from captioner.core.events import Opened
from captioner.core.session import State
from captioner.core.settings import DEFAULTS, Settings
from captioner.core.sources import SourceInfo, SourceKind
from captioner.core.transcript import Session
from captioner.engines.base import AudioStream, Controls, Emit, Engine
from captioner.storage.secrets import Secret, Secrets
from tests import virtual_time
from tests.fakes import FakeKeeper, Witness

BLOCK_S = 0.5
SETTLED_S = 60.0
"""Long after everything that was asked for has been done."""

RUNNING = {State.STARTING, State.LISTENING, State.PAUSED}


@dataclass
class Luck:
    """How slow everything is, and how often it fails."""

    random: Random
    faults: float
    raised: list[BaseException] = field(default_factory=list)

    async def call(self, error: Callable[[str, str], BaseException]) -> None:
        """One call of the outside world, anywhere between two moments of ours."""
        for _ in range(self.random.randrange(4)):
            await asyncio.sleep(0)
        await asyncio.sleep(self.random.choice((0.0, 0.0, 0.01, 0.3, 1.5)))
        if self.random.random() < self.faults:
            what = self.random.choice((error, error, OSError))
            self.raised.append(what("It failed.", "Try again."))
            raise self.raised[-1]


class Device:
    """A microphone that speaks from time to time, so that waiting for speech ends."""

    live = True

    def __init__(self, name: str, luck: Luck) -> None:
        self.info = SourceInfo(id=name, label=name, kind=SourceKind.MEETING)
        self.closed = False
        self._luck = luck
        self._at = 0

    async def __anext__(self) -> Chunk:
        if self.closed:
            raise StopAsyncIteration
        await asyncio.sleep(BLOCK_S)
        if self._luck.random.random() < self._luck.faults / 20:
            raise SourceGone(f"{self.info.label} was disconnected.", "Plug it in.")
        samples = round(BLOCK_S * RATE)
        loud = self._luck.random.random() < 0.1
        chunk = Chunk(self._at, (b"\x00\x20" if loud else b"\x00\x00") * samples)
        self._at = chunk.end
        return chunk

    async def close(self) -> None:
        self.closed = True
        await self._luck.call(SourceGone)


class Devices(Sources):
    """Every device that was opened."""

    def __init__(self, luck: Luck) -> None:
        self.opened: list[Device] = []
        self.changed: list[Callable[[], Awaitable[None]]] = []
        self._luck = luck

    @property
    def heard(self) -> list[str]:
        return [device.info.id for device in self.opened if not device.closed]

    def opener(
        self, source_id: str, on_level: OnLevel, piece_ms: int, *, replace_lost: bool
    ) -> OpenSource:
        async def open_source() -> Source:
            await self._luck.call(SourceGone)
            self.opened.append(Device(source_id, self._luck))
            return self.opened[-1]

        return open_source

    def sample(self, on_level: OnLevel) -> OpenSource:
        return self.opener("sample", on_level, 50, replace_lost=False)

    def watch(self, changed: Callable[[], Awaitable[None]]) -> Stop:
        self.changed.append(changed)

        async def stop() -> None:
            self.changed.remove(changed)
            await self._luck.call(SourceGone)

        return stop

    async def has_moved(self, wanted: str, current: SourceInfo) -> bool:
        await self._luck.call(SourceGone)
        return self._luck.random.random() < 0.5

    async def with_sound_besides(self, current: SourceInfo) -> str:
        await self._luck.call(SourceGone)
        return ""


class Shelf(FakeKeeper):
    """A library that is slow and fails."""

    def __init__(self, luck: Luck) -> None:
        super().__init__()
        self.open: set[str] = set()
        self.closed = False
        self._luck = luck
        self._begun = 0

    async def begin(self, started: datetime, engine: str, *, keep: bool) -> Session:
        await self._luck.call(StorageError)
        assert not self.closed
        self._begun += 1
        self.open.add(str(self._begun))
        return Session(
            id=str(self._begun), title="", started="", seconds=0, engine="", finals=0, ended=False
        )

    async def end(self, session: Session, *_: object) -> Session:
        await self._luck.call(StorageError)
        self.open.remove(session.id)
        return replace(session, ended=True)

    def hold(self, session: Session, unsaved: object) -> None:
        assert session.id in self.open

    async def discard(self, session: Session) -> None:
        await self._luck.call(StorageError)
        self.open.remove(session.id)

    def keeps(self, _: Session) -> bool:
        return True

    async def close(self) -> None:
        self.closed = True

    async def _write(self) -> None:
        await self._luck.call(StorageError)


class Recogniser:
    info = ENGINES["ondevice"]

    def __init__(self, luck: Luck) -> None:
        self._luck = luck

    async def run(self, audio: AudioStream, controls: Controls, emit: Emit) -> None:
        await self._luck.call(EngineError)
        opened = False
        async for _ in audio:
            if not opened:
                opened = True
                emit(Opened(engine="ondevice"))
            if self._luck.random.random() < self._luck.faults / 20:
                raise EngineError("It broke.", "Start again.")
        await self._luck.call(EngineError)


class Desk:
    """A captioner, and a user who presses everything without waiting."""

    def __init__(self, seed: int, faults: float) -> None:
        self.luck = Luck(Random(seed), faults)
        self.devices, self.shelf = Devices(self.luck), Shelf(self.luck)
        self.witness = Witness()
        self.calls: list[asyncio.Task[None]] = []
        self.told: list[BaseException] = []
        self.saved: list[Settings] = []
        self.wants_to_run = False
        self.wants_to_hear = True
        self.source = ""
        loop = asyncio.get_running_loop()
        loop.run_in_executor = self._at_once  # type: ignore[method-assign] - threads have no virtual time
        loop.set_exception_handler(lambda _, context: self.told.append(context["exception"]))

        async def build(_: Settings) -> Engine:
            await self.luck.call(EngineError)
            return Recogniser(self.luck)

        async def nothing(*_: object) -> str:
            return ""

        async def no_token(*_: object) -> Secret:
            return Secret("")

        async def no_fetch(*_: object) -> None:
            """Nothing is fetched."""

        services = Services(
            sources=self.devices,
            library=cast("Sessions", self.shelf),
            stock=cast("Stock", None),
            sounds=cast("Store", None),
            play=cast("Play", None),
            account=Account(
                Secrets(), lambda: DEFAULTS, lambda _: "test", nothing, lambda *_: None, no_token
            ),
            models=Models(lambda _: True, no_fetch),
            build_engine=build,
            check_folder=lambda _: None,
            service_name=lambda _: "",
            save_settings=self.saved.append,
            clock=loop.time,
            slept=lambda: 0.0,
            now=lambda: datetime(2026, 11, 24, 10, 2, tzinfo=UTC),
        )
        first = replace(DEFAULTS, engine="ondevice", source="first", idle_minutes=1)
        self.captioner = Captioner(services, first, self.witness)

    def press(self, what: str) -> None:
        """Ask for something, and note what the user expects by then."""
        captioner = self.captioner
        calls: dict[str, Callable[[], Awaitable[None]]] = {
            "start": captioner.start,
            "sample": captioner.start_sample,
            "restart": captioner.restart,
            "stop": captioner.stop,
            "pause": captioner.pause,
            "resume": captioner.resume,
            "second": lambda: captioner.use_source("second"),
            "third": lambda: captioner.use_source("third"),
            "apply": lambda: captioner.apply(replace(captioner.settings, lines=2)),
            "close": captioner.close,
        }
        if what in calls:
            self.calls.append(asyncio.ensure_future(self._ask(what, calls[what])))
        elif what == "devices":
            changed = [asyncio.ensure_future(call()) for call in self.devices.changed]
            self.calls += changed
        elif what == "cancel" and self.calls:
            self.luck.random.choice(self.calls).cancel()
        elif what == "small":
            captioner.end_utterance()
            captioner.stay_here()
            captioner.editing.mark("here")
            captioner.level(Level(rms_db=-20.0, peak_db=-10.0, zeros=False))

    async def _ask(self, what: str, call: Callable[[], Awaitable[None]]) -> None:
        self._expect(what)
        await call()

    def _expect(self, what: str) -> None:
        state = self.captioner.state
        if what in ("start", "sample", "restart"):
            if what == "restart" or not (self.wants_to_run and state in RUNNING):
                self.source = "sample" if what == "sample" else self.captioner.settings.source
            self.wants_to_run = True
        elif what in ("second", "third") and (state in RUNNING or state is State.WAITING):
            self.source, self.wants_to_run = what, True
        elif what in ("stop", "close"):
            self.wants_to_run = False

    async def _at_once(self, _: object, work: Callable[[], object]) -> object:
        await self.luck.call(StorageError)
        return work()

    async def settle(self) -> None:
        """Wait until all calls have come back, which none may put off for ever."""
        async with asyncio.timeout(SETTLED_S):
            answers = await asyncio.gather(*self.calls, return_exceptions=True)
        for answer in answers:
            assert (
                answer is None
                or isinstance(answer, CaptionerError | asyncio.CancelledError)
                or answer in self.luck.raised
            ), repr(answer)

    def nothing_strange(self) -> None:
        """What was told as a mistake of ours is nothing but what the world raised."""
        strange = [fault for fault in self.told if fault not in self.luck.raised]
        assert strange == []
        ids = [session.id for session, _ in self.witness.closed]
        assert len(ids) == len(set(ids))


CALLS = ["start", "sample", "restart", "stop", "pause", "resume", "second", "third"]
FURTHER_CALLS = ["apply", "small", "devices", "close", "cancel"]
GAPS = st.sampled_from((0.0, 0.0, 0.005, 0.2, 0.7, 3.0, 90.0))


def steps(calls: list[str]) -> st.SearchStrategy[list[tuple[str, float]]]:
    return st.lists(st.tuples(st.sampled_from(calls), GAPS), min_size=1, max_size=10)


@given(
    steps(CALLS + FURTHER_CALLS),
    st.integers(0, 2**32),
    st.sampled_from((0.0, 0.1, 0.4)),
    st.sampled_from(("stop", "close")),
)
@settings(max_examples=80, deadline=None)
def test_from_everywhere_stop_and_close_lead_to_the_end(
    wishes: list[tuple[str, float]], seed: int, faults: float, at_last: str
) -> None:
    async def main() -> None:
        desk = Desk(seed, faults)
        for what, gap in wishes:
            desk.press(what)
            await asyncio.sleep(gap)
        captioner = desk.captioner
        async with asyncio.timeout(SETTLED_S):
            await (captioner.close() if at_last == "close" else captioner.stop())
        assert captioner.state is State.IDLE
        await desk.settle()
        assert captioner.state is State.IDLE
        await asyncio.sleep(5)  # what was given up is given back in its own time
        assert desk.devices.heard == []
        assert desk.devices.changed == []
        assert faults or desk.shelf.open == set()
        assert desk.shelf.closed is ("close" in (at_last, *dict(wishes)))
        desk.nothing_strange()
        assert asyncio.all_tasks() == {asyncio.current_task()}

    virtual_time.run(main())


@given(steps([*CALLS, "apply", "small"]), st.integers(0, 2**32))
@settings(max_examples=80, deadline=None)
def test_what_was_wished_last_is_what_is_heard(wishes: list[tuple[str, float]], seed: int) -> None:
    async def main() -> None:
        desk = Desk(seed, faults=0.0)
        for what, gap in wishes:
            desk.press(what)
            await asyncio.sleep(min(gap, 3.0))  # nobody falls silent for a minute
        await asyncio.sleep(20)
        captioner = desk.captioner
        if not desk.wants_to_run:
            assert captioner.state is State.IDLE
            assert desk.devices.heard == []
        elif captioner.state is State.PAUSED:
            assert desk.devices.heard == []
            desk.press("resume")
            await asyncio.sleep(5)
        if desk.wants_to_run:
            assert captioner.state is State.LISTENING
            assert desk.devices.heard == [desk.source]
        await captioner.close()
        await desk.settle()
        desk.nothing_strange()
        assert desk.witness.errors == []

    virtual_time.run(main())
