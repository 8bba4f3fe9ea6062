import asyncio

import pytest

from captioner.core.audio import RATE, Chunk
from captioner.core.engines import ENGINES
from captioner.core.errors import EngineError
from captioner.core.settings import Settings
from captioner.engines.base import AudioStream, Configure, Controls, Emit, EndUtterance
from captioner.server.recogniser import LONGEST_BACKLOG_S, Recogniser


class Listening:
    """An engine that writes down in which order it got what."""

    info = ENGINES["ondevice"]

    def __init__(self) -> None:
        self.got: list[object] = []

    async def run(self, audio: AudioStream, controls: Controls, emit: Emit) -> None:
        async def obey() -> None:
            async for control in controls:
                self.got.append(control)

        obeying = asyncio.create_task(obey())
        async for chunk in audio:
            self.got.append(chunk.position)
        self.got.append("end")
        obeying.cancel()
        await asyncio.gather(obeying, return_exceptions=True)


def chunk(position: int) -> Chunk:
    return Chunk(position, bytes(2 * 1600))


async def test_an_engine_starts_with_the_first_sound() -> None:
    made: list[Listening] = []

    def engine(_: Settings) -> Listening:
        made.append(Listening())
        return made[-1]

    recogniser = Recogniser(engine, Settings())
    running = asyncio.create_task(recogniser.run(lambda _: None))
    recogniser.hear(Chunk(0, b""))
    await asyncio.sleep(0)
    assert not made
    recogniser.hear(chunk(0))
    recogniser.finish()
    await running
    assert [each.got for each in made] == [[0, 0, "end"]]


async def test_a_session_without_sound_ends_without_an_engine() -> None:
    def engine(_: Settings) -> Listening:
        raise AssertionError

    recogniser = Recogniser(engine, Settings())
    running = asyncio.create_task(recogniser.run(lambda _: None))
    recogniser.tell(EndUtterance())
    recogniser.finish()
    await running


async def test_settings_that_change_before_the_first_sound_are_those_to_start_with() -> None:
    asked: list[Settings] = []

    def engine(settings: Settings) -> Listening:
        asked.append(settings)
        return Listening()

    recogniser = Recogniser(engine, Settings())
    recogniser.tell(Configure(Settings(word_boost=("Łódź",))))
    recogniser.hear(chunk(0))
    recogniser.finish()
    await recogniser.run(lambda _: None)
    assert asked == [Settings(word_boost=("Łódź",))]


async def test_a_wish_takes_effect_after_the_sound_before_it_and_before_the_sound_after() -> None:
    engine = Listening()
    recogniser = Recogniser(lambda _: engine, Settings())
    recogniser.hear(chunk(0))
    recogniser.hear(chunk(1600))
    recogniser.tell(EndUtterance())
    recogniser.hear(chunk(3200))
    recogniser.tell(EndUtterance())
    recogniser.finish()
    await recogniser.run(lambda _: None)
    assert engine.got == [0, 1600, EndUtterance(), 3200, EndUtterance(), "end"]


async def test_the_engine_gets_the_settings_the_session_asked_for() -> None:
    asked: list[Settings] = []

    def engine(settings: Settings) -> Listening:
        asked.append(settings)
        return Listening()

    recogniser = Recogniser(engine, Settings(word_boost=("Łódź",)))
    recogniser.hear(chunk(0))
    recogniser.finish()
    await recogniser.run(lambda _: None)
    assert asked == [Settings(word_boost=("Łódź",))]


def test_a_recogniser_that_cannot_keep_up_is_given_up() -> None:
    recogniser = Recogniser(lambda _: Listening(), Settings())
    minute = Chunk(0, bytes(2 * 60 * RATE))
    for _ in range(int(LONGEST_BACKLOG_S // 60) + 1):
        recogniser.hear(minute)
    with pytest.raises(EngineError, match="cannot keep up"):
        recogniser.hear(minute)
