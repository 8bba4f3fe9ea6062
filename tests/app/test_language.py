"""What the user is told where the recogniser of this computer hears another language."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from captioner.core.audio import Chunk, Level, to_ms
from captioner.core.engines import ENGINES
from captioner.core.events import Final, Heard, Opened, Word
from captioner.core.lanes import Lane
from captioner.core.settings import DEFAULTS, Settings
from captioner.core.sources import SourceKind
from captioner.core.status import Condition
from captioner.engines.base import AudioStream, Controls, Emit
from tests import virtual_time
from tests.fakes import FakeSource
from tests.simulation import Meeting

FOREIGN_MS, EACH_MS = 30_000, 500
_AT_FIRST = {Condition.STARTING, Condition.HEARS}


class Loud(FakeSource):
    def __init__(self) -> None:
        super().__init__(seconds=3600)
        self.info = replace(self.info, kind=SourceKind.MEETING)
        self.on_level: Callable[[Level], None] = lambda _: None

    async def __anext__(self) -> Chunk:
        self.on_level(Level(rms_db=-20, peak_db=-10, zeros=False))
        return await super().__anext__()


class HearsForeign:
    """Gives a final every four seconds, unsure of half its words until English is spoken.

    Unless it believes what it reads, it gives none until then.
    """

    def __init__(self, name: str, *, believes: bool) -> None:
        self.info = ENGINES[name]
        self._believes = believes

    async def run(self, audio: AudioStream, controls: Controls, emit: Emit) -> None:
        emit(Opened(engine=self.info.name))
        turn = 0
        async for chunk in audio:
            if to_ms(chunk.end) >= (turn + 1) * 8 * EACH_MS:
                start_ms = turn * 8 * EACH_MS
                words = tuple(
                    Word(
                        text=f"word{turn}x{place}",
                        start_ms=start_ms + place * EACH_MS,
                        end_ms=start_ms + (place + 1) * EACH_MS,
                        confidence=0.1 if start_ms < FOREIGN_MS and place % 2 else 0.9,
                    )
                    for place in range(8)
                )
                if start_ms < FOREIGN_MS and not self._believes:
                    emit(Heard(until_ms=words[-1].end_ms, doubted=words))
                else:
                    text = " ".join(each.text for each in words)
                    emit(Final(turn=turn, words=words, text=text))
                turn += 1


def told(engine: str, seconds: float, *, believes: bool = True) -> list[tuple[float, Condition]]:
    """What is said while it is heard, and when, without what every session begins with."""

    async def main() -> list[tuple[float, Condition]]:
        async def build(_: Settings) -> HearsForeign:
            return HearsForeign(engine, believes=believes)

        sound = Loud()
        meeting = Meeting((), build, [sound], replace(DEFAULTS, engine=engine), seconds=seconds)
        sound.on_level = meeting._telling.tellers[Lane.ONLY].level
        loop = asyncio.get_running_loop()
        said: list[tuple[float, Condition]] = []
        meeting.witness.status = lambda status: said.append((loop.time(), status.condition))  # type: ignore[method-assign]
        began = loop.time()
        await meeting.run()
        assert meeting.error is None
        return [(at - began, each) for at, each in said if each not in _AT_FIRST]

    return virtual_time.run(main())


@pytest.mark.parametrize("believes", [True, False])
def test_another_language_is_told_within_twenty_seconds_until_english_is_heard(
    *, believes: bool
) -> None:
    said = told("ondevice", 50, believes=believes)
    assert [condition for _, condition in said] == [
        Condition.LISTENING,
        Condition.NOT_ENGLISH,
        Condition.LISTENING,
    ]
    assert 5 < said[1][0] <= 20
    assert 32 < said[2][0] <= 42


def test_a_service_knows_other_languages() -> None:
    assert Condition.NOT_ENGLISH not in [condition for _, condition in told("assemblyai", 30)]
