"""What every engine promises, asked of every engine there is."""

import asyncio
import json
import threading
import wave
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from captioner.app.resources import resource
from captioner.core.audio import BYTES_PER_SAMPLE, RATE, Chunk, Resampler
from captioner.core.engines import ENGINES
from captioner.core.events import Event, Final, Opened, Partial, Word
from captioner.core.models import SHIPPED
from captioner.core.retry import OpenLimiter
from captioner.core.settings import DEFAULTS
from captioner.engines.assemblyai.client import AssemblyAI
from captioner.engines.assemblyai.tokens import Credentials
from captioner.engines.base import Engine
from captioner.engines.catalog import BUILDERS
from captioner.engines.ondevice import OnDevice
from captioner.engines.replay import Replay
from captioner.engines.sample import sample_path
from captioner.engines.wishes import Wishes
from tests.guards import HANG_S
from tests.scripted_server import scripted_server
from tests.sessions import words
from tests.tasks import own_tasks

BLOCK = RATE // 10
Make = Callable[[Path], AbstractAsyncContextManager[Engine]]


def ondevice(model: str) -> Make:
    """The embedded recogniser with a model that comes with Captioner."""

    @asynccontextmanager
    async def make(_: Path) -> AsyncIterator[Engine]:
        yield OnDevice(DEFAULTS, resource("model") / model)

    return make


@asynccontextmanager
async def replay(folder: Path) -> AsyncIterator[Engine]:
    said = [
        {"text": text, "start_ms": at, "end_ms": at + 200}
        for text, at in (("it", 500), ("was", 800), ("the", 1100), ("best.", 1400))
    ]
    lines = [
        {"type": "partial", "at": 1.0, "turn": 0, "words": said[:2], "text": "it was"},
        {"type": "partial", "at": 2.0, "turn": 0, "words": said, "text": "it was the best."},
        {"type": "final", "at": 2.5, "turn": 0, "words": said, "text": "It was the best."},
    ]
    path = folder / "recording.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines))
    yield Replay(DEFAULTS, path)


def served(name: str) -> Make:
    """The engine that speaks protocol `name` to the product's own server."""

    @asynccontextmanager
    async def make(_: Path) -> AsyncIterator[Engine]:
        script = [*words("It was the best", 300), *words("of times.", 2500, ends_turn=True)]
        async with scripted_server(script) as server:
            settings = replace(DEFAULTS, engine=name, server_url=server.url)
            yield AssemblyAI(ENGINES[name], settings, Credentials(), opens=OpenLimiter())

    return make


UNDER_TEST: dict[str, Make] = {
    "ondevice": ondevice(SHIPPED[0]),
    "assemblyai": served("assemblyai"),
    "assemblyai-v2": served("assemblyai-v2"),
    "replay": replay,
}


def speech(seconds: float) -> bytes:
    """The beginning of the recogniser's sample, as PCM16, mono, 16 kHz."""
    with wave.open(str(sample_path())) as file:
        rate, channels = file.getframerate(), file.getnchannels()
        assert file.getsampwidth() == BYTES_PER_SAMPLE
        frames = file.readframes(int(seconds * rate))
    resampler = Resampler(rate, channels=channels)
    return resampler.feed(frames) + resampler.finish()


class Speech:
    """An audio stream of `pcm`, as fast as it is read; or one that then never ends."""

    def __init__(self, pcm: bytes, *, endless: bool = False) -> None:
        self._pcm = pcm
        self._endless = endless
        self._at = 0

    def __aiter__(self) -> "Speech":
        return self

    async def __anext__(self) -> Chunk:
        await asyncio.sleep(0)
        block = self._pcm[self._at * BYTES_PER_SAMPLE :][: BLOCK * BYTES_PER_SAMPLE]
        if not block and self._endless:
            await asyncio.Event().wait()
        if not block:
            raise StopAsyncIteration
        chunk = Chunk(self._at, block)
        self._at += chunk.samples
        return chunk


BESIDE = {f"ondevice, {model}": ondevice(model) for model in SHIPPED[1:]}


@pytest.fixture(params=[*sorted(ENGINES), *BESIDE])
def make(request: pytest.FixtureRequest) -> Make:
    return {**UNDER_TEST, **BESIDE}[request.param]


@pytest.fixture(scope="session")
def pcm() -> bytes:
    return speech(5) + bytes(RATE * BYTES_PER_SAMPLE)


async def events_of(engine: Engine, pcm: bytes) -> list[Event]:
    events: list[Event] = []
    async with asyncio.timeout(HANG_S):
        await engine.run(Speech(pcm), Wishes(), events.append)
    return events


def normal(words: tuple[Word, ...]) -> list[str]:
    return ["".join(filter(str.isalnum, word.text)).lower() for word in words]


def test_the_catalogue_builds_every_engine_that_is_declared() -> None:
    assert set(BUILDERS) == set(ENGINES)
    assert set(UNDER_TEST) == set(ENGINES)


async def test_it_opens_first_and_under_its_own_name(
    make: Make, pcm: bytes, tmp_path: Path
) -> None:
    async with make(tmp_path) as engine:
        events = await events_of(engine, pcm)
        assert isinstance(events[0], Opened)
        assert events[0].engine == engine.info.name
        assert sum(isinstance(event, Opened) for event in events) == 1


async def test_every_turn_has_partials_then_one_final_that_never_changes(
    make: Make, pcm: bytes, tmp_path: Path
) -> None:
    async with make(tmp_path) as engine:
        events = await events_of(engine, pcm)
    finals: dict[int, Final] = {}
    seen: set[int] = set()
    for event in events:
        if isinstance(event, Partial):
            assert event.turn not in finals, "a partial after its final"
            assert event.words
            assert 0 <= event.agreed <= len(event.words)
            seen.add(event.turn)
        elif isinstance(event, Final):
            assert event.turn in seen, "a final without a partial"
            assert event.words
            if event.amends:
                assert normal(event.words) == normal(finals[event.turn].words)
            else:
                assert event.turn not in finals, "a second final"
            finals[event.turn] = event
    assert finals
    assert set(finals) == seen


async def test_times_rise_and_lie_within_the_sound(make: Make, pcm: bytes, tmp_path: Path) -> None:
    async with make(tmp_path) as engine:
        events = await events_of(engine, pcm)
    length_ms = len(pcm) * 1000 // BYTES_PER_SAMPLE // RATE
    heard = [word for event in events if isinstance(event, Final) for word in event.words]
    starts = [word.start_ms for word in heard]
    assert starts == sorted(starts)
    assert all(0 <= word.start_ms <= word.end_ms <= length_ms for word in heard)


async def test_cancelled_it_leaves_no_task_and_no_thread(
    make: Make, pcm: bytes, tmp_path: Path
) -> None:
    async with make(tmp_path) as engine:
        tasks, threads = own_tasks(), set(threading.enumerate())
        opened = asyncio.Event()

        def emit(_: Event) -> None:
            opened.set()

        run = asyncio.create_task(engine.run(Speech(pcm, endless=True), Wishes(), emit))
        async with asyncio.timeout(HANG_S):
            await opened.wait()
            run.cancel()
            with pytest.raises(asyncio.CancelledError):
                await run
        assert own_tasks() == tasks
        assert set(threading.enumerate()) <= threads
