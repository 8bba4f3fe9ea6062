"""A simulated meeting whose service is real: client, TCP, WebSocket, protocol and server.

Each block of the microphone's sound holds its own number, so that the recogniser behind
the real server knows which moment of the meeting it hears, whatever the client replays.
The number is written in levels that mu-law has too: positive samples for its low digit,
negative ones for its high digit, by turns.
"""

import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from captioner.core.audio import BYTES_PER_SAMPLE, Chunk, pcm_from_mulaw, to_ms
from captioner.core.engines import ENGINES, EngineInfo
from captioner.core.events import Event, Final, Heard, Opened, Partial, Word
from captioner.core.retry import OpenLimiter
from captioner.core.settings import DEFAULTS, Settings
from captioner.engines.assemblyai.client import AssemblyAI
from captioner.engines.assemblyai.tokens import Credentials
from captioner.engines.base import AudioStream, Controls, Emit, Engine
from captioner.server.access import Access
from captioner.server.options import Options
from captioner.server.run import listening
from captioner.server.service import Service
from tests.fakes import BLOCK, FakeSource
from tests.faults import FaultProxy
from tests.simulation import Hearing, Meeting, SimulatedComputer, Weather, spoken

LEVELS = np.unique(np.frombuffer(pcm_from_mulaw(bytes(range(128, 255))), "<i2"))
"""The 127 positive levels of mu-law, rising."""


def numbered(number: int) -> bytes:
    """A block of sound that says its number, below 16,129."""
    high, low = divmod(number, len(LEVELS))
    return np.tile([LEVELS[low], -LEVELS[high]], BLOCK // 2).astype("<i2").tobytes()


def number_of(pcm: bytes) -> int:
    """What a block says, from any sample of it on."""
    pair = np.frombuffer(pcm[: 2 * BYTES_PER_SAMPLE], "<i2")
    high, low = np.searchsorted(LEVELS, (-pair.min(), pair.max()))
    return int(high) * len(LEVELS) + int(low)


class NumberedMicrophone(FakeSource):
    """Sound whose samples are the number of their block."""

    async def __anext__(self) -> Chunk:
        chunk = await super().__anext__()
        return Chunk(chunk.position, numbered(chunk.position // BLOCK))


class Attentive:
    """The recogniser behind the server: it reads the numbers and says what was said then."""

    info = EngineInfo(name="attentive", label="Attentive", summary="Reads numbered sound.")

    def __init__(self, speech: Sequence[Word], random: Random) -> None:
        self._hearing = Hearing(speech, random)

    async def run(self, audio: AudioStream, controls: Controls, emit: Emit) -> None:
        opened = False
        behind_ms = 0
        until: int | None = None
        async for chunk in audio:
            if not opened:
                opened = True
                emit(Opened(engine=self.info.name))
            if not chunk.samples:
                continue
            first = number_of(chunk.pcm) * BLOCK
            if until is None or abs(first - until) > 3 * BLOCK:
                until = first
            behind_ms = to_ms(until) - to_ms(chunk.position)
            for event in self._hearing.hear(Chunk(until, chunk.pcm)):
                emit(_earlier(event, behind_ms))
            until += chunk.samples
            emit(Heard(until_ms=to_ms(chunk.end)))
        for event in self._hearing.end():
            emit(_earlier(event, behind_ms))


def _earlier(event: Event, ms: int) -> Event:
    """The same on the connection's own time line."""
    if not isinstance(event, Partial | Final):
        return event
    words = tuple(
        Word(text=w.text, start_ms=max(0, w.start_ms - ms), end_ms=max(0, w.end_ms - ms))
        for w in event.words
    )
    if isinstance(event, Final):
        return Final(turn=event.turn, words=words, text=event.text)
    return Partial(turn=event.turn, words=words)


@dataclass(frozen=True, slots=True)
class RealMeeting:
    """A meeting and the link that can be made to fail."""

    meeting: Meeting
    link: FaultProxy


@contextlib.asynccontextmanager
async def real_meeting(
    seed: int, *, seconds: float = 20.0, fall_back: bool = True
) -> AsyncIterator[RealMeeting]:
    """A meeting over loopback, not begun yet."""
    random = Random(seed)
    speech = spoken(random, seconds)

    def attentive(_: Settings) -> Engine:
        return Attentive(speech, Random(random.random()))

    options = Options(host="127.0.0.1", port=0, key="", tls=None)
    async with listening(Service(Access("", str), attentive).application, options) as url:
        port = int(url.rpartition(":")[2])
        async with FaultProxy(port) as link:

            async def build(settings: Settings) -> Engine:
                if settings.engine == "ondevice":
                    return SimulatedComputer(speech, Random(random.random()), Weather())
                return AssemblyAI(
                    ENGINES["assemblyai"], settings, Credentials(), opens=OpenLimiter()
                )

            settings = replace(
                DEFAULTS,
                engine="assemblyai",
                server_url=f"ws://127.0.0.1:{link.port}",
                fall_back=fall_back,
            )
            meeting = Meeting(
                speech,
                build,
                [NumberedMicrophone(seconds=seconds + 60)],
                settings,
                seconds=seconds,
            )
            yield RealMeeting(meeting, link)
