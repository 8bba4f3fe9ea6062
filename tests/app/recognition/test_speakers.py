"""When a sentence gets the letter of its voice; what a voice sounds like is made to order."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable

import pytest

from captioner.app.recognition.speakers import GLANCE, LISTENED, WAITING, Speakers
from captioner.app.sound import Sound
from captioner.core.audio import BYTES_PER_SAMPLE, RATE, Chunk
from captioner.core.errors import CaptionerError, ModelMissing
from captioner.core.events import Final, Word
from captioner.engines.voices.network import Sounding

SECONDS = 4
LIMIT_S = 20.0


class Talk:
    """A conversation in which the value of the samples is the voice; what was told of it."""

    def __init__(self) -> None:
        self.sound = Sound()
        self.wanted = True
        self.most = 0
        self.told: list[tuple[int, str | None, bool]] = []
        self.troubles: list[CaptionerError] = []
        self.listened: list[int] = []
        self.goes_on = threading.Event()
        self.goes_on.set()
        self.fault: Exception | None = None
        self.speakers = Speakers(
            self.sound,
            self._sounds,
            lambda: self.wanted,
            lambda: self.most,
            lambda final, _: self.told.append((final.turn, final.speaker, final.amends)),
            self.troubles.append,
        )
        self._turn = 0

    def says(self, voice: int, seconds: float = SECONDS) -> Final:
        """Somebody says one more sentence, which is finished at once."""
        start, samples = self.sound.end, round(seconds * RATE)
        self.sound.append(Chunk(start, voice.to_bytes(2, "little") * samples))
        start_ms, end_ms = start * 1000 // RATE, (start + samples) * 1000 // RATE
        word = Word(text="Yes.", start_ms=start_ms, end_ms=end_ms)
        final = Final(turn=self._turn, words=(word,), text="Yes.")
        self._turn += 1
        self.speakers.final(final, "ondevice")
        self.sound.release(self.sound.end)
        return final

    async def until(self, holds: Callable[[], object]) -> None:
        async with asyncio.timeout(LIMIT_S):
            while not holds():  # noqa: ASYNC110 - whatever the test waits for
                await asyncio.sleep(0.005)

    async def all_heard(self) -> None:
        async with asyncio.timeout(LIMIT_S):
            await self.speakers._waiting.join()
        self.speakers.release()

    @property
    def letters(self) -> dict[int, str | None]:
        return {turn: speaker for turn, speaker, _ in self.told}

    def _sounds(self, pcm: bytes) -> Sounding | None:
        self.goes_on.wait(LIMIT_S)
        if self.fault is not None:
            raise self.fault
        self.listened.append(len(pcm) // BYTES_PER_SAMPLE)
        voice = int.from_bytes(pcm[:2], "little")
        if not voice:
            return None
        direction = tuple(float(number == voice) for number in range(4))
        return Sounding(direction, len(pcm) / BYTES_PER_SAMPLE / RATE)


@pytest.fixture
async def talk() -> AsyncIterator[Talk]:
    talk = Talk()
    running = asyncio.create_task(talk.speakers.run())
    yield talk
    talk.goes_on.set()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_a_letter_that_comes_in_time_comes_with_its_sentence(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("captioner.app.recognition.speakers.WITHIN_S", LIMIT_S)
    for number, voice in enumerate((1, 2, 1, 3)):
        talk.says(voice)
        await talk.until(lambda number=number: number in talk.letters)
    assert talk.told == [(0, "A", False), (1, "B", False), (2, "A", False), (3, "C", False)]


async def test_a_sentence_does_not_wait_for_its_letter_which_amends_it(talk: Talk) -> None:
    talk.goes_on.clear()
    talk.says(1)
    await talk.until(lambda: talk.told)
    assert talk.told == [(0, None, False)]
    talk.goes_on.set()
    await talk.until(lambda: len(talk.told) > 1)
    assert talk.told == [(0, None, False), (0, "A", True)]


async def test_where_letters_are_slow_no_sentence_waits_for_one(talk: Talk) -> None:
    talk.speakers._pace = 1.0
    talk.goes_on.clear()
    talk.says(1)
    assert talk.told == [(0, None, False)]


@pytest.mark.parametrize("live", [True, False])
async def test_what_is_said_next_comes_after_it(
    talk: Talk,
    live: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    talk.goes_on.clear()
    talk.sound.live = live
    talk.says(1)
    talk.speakers.partial()
    assert talk.told == ([(0, None, False)] if live else [])
    talk.says(2)
    talk.speakers.release()
    assert talk.told == [(0, None, False), (1, None, False)]


async def test_a_sentence_of_a_file_that_nobody_reads_along_waits_for_its_letter(
    talk: Talk,
) -> None:
    talk.speakers._pace = 1.0
    talk.sound.live = False
    talk.says(1)
    await talk.until(lambda: talk.told)
    assert talk.told == [(0, "A", False)]


async def test_a_twin_keeps_the_letter(talk: Talk) -> None:
    final = talk.says(1)
    await talk.until(lambda: talk.letters.get(0))
    talk.speakers.final(Final(turn=0, words=final.words, text="yes", amends=True), "ondevice")
    assert talk.told[-1] == (0, "A", True)


async def test_short_sounds_get_no_letter_and_two_alike_get_theirs_both(talk: Talk) -> None:
    talk.says(0)
    talk.says(1, 0.6)
    talk.says(2, 1.5)
    talk.says(2, 1.5)
    await talk.all_heard()
    assert talk.letters == {0: None, 1: None, 2: "A", 3: "A"}


async def test_only_the_beginning_of_a_long_sentence_is_listened_to_and_less_where_many_wait(
    talk: Talk,
) -> None:
    for _ in range(WAITING):
        talk.says(1, 20)
    await talk.all_heard()
    assert talk.listened[1] == LISTENED
    assert talk.listened[-1] < LISTENED / 3
    assert set(talk.letters.values()) == {"A"}


async def test_switched_off_nobody_listens(talk: Talk) -> None:
    talk.wanted = False
    talk.says(1)
    assert talk.told == [(0, None, False)]
    talk.wanted = True
    talk.says(1)
    await talk.all_heard()
    assert talk.letters == {0: None, 1: "A"}


async def test_without_the_network_captions_go_on_and_that_is_told_once(talk: Talk) -> None:
    talk.fault = ModelMissing("The model is missing.", "Run the set-up again.")
    for _ in range(3):
        talk.says(1)
    await talk.all_heard()
    talk.says(1)
    assert talk.told == [(turn, None, False) for turn in range(4)]
    assert [str(error.title) for error in talk.troubles] == [
        "Voices are not told apart. The model is missing."
    ]


async def test_a_network_that_breaks_by_a_mistake_ends_no_captions_either(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    talk.fault = ValueError("a mistake of ours")
    for _ in range(5):
        talk.says(1)
    await talk.all_heard()
    assert sorted(talk.told) == [(turn, None, False) for turn in range(5)]
    assert caplog.text.count("ValueError: a mistake of ours") == 1
    assert talk.troubles == []


async def test_more_than_a_computer_can_do_is_left_out_and_told_once(talk: Talk) -> None:
    talk.goes_on.clear()
    for _ in range(WAITING + 5):
        talk.says(1)
        await asyncio.sleep(0)
    assert len(talk.told) >= WAITING + 4
    assert len(talk.troubles) == 1


async def test_the_end_waits_for_the_last_letters_but_not_for_ever(talk: Talk) -> None:
    talk.goes_on.clear()
    talk.says(1)
    await talk.speakers.finish(0.01)
    assert talk.told == [(0, None, False)]
    talk.goes_on.set()
    await talk.speakers.finish()
    await talk.until(lambda: len(talk.told) > 1)
    assert talk.told[-1] == (0, "A", True)


async def test_no_more_sentences_are_remembered_than_may_change_over(talk: Talk) -> None:
    for _ in range(410):
        talk.says(1, 0.01)
        await talk.until(talk.speakers._waiting.empty)
    assert len(talk.speakers._said) <= 400


async def test_what_is_off_the_record_is_in_memory_no_more(talk: Talk) -> None:
    talk.goes_on.clear()
    first, second = talk.says(1), talk.says(2)
    talk.speakers.strike(second.start_ms, second.end_ms)
    talk.goes_on.set()
    await talk.all_heard()
    assert talk.letters == {first.turn: "A", second.turn: None}
    assert list(talk.speakers._said) == [first.turn]


async def test_what_the_user_says_of_a_sentence_is_not_amended_and_teaches(talk: Talk) -> None:
    for voice in (1, 1, 2):
        talk.says(voice)
        await talk.all_heard()
    assert talk.letters == {0: "A", 1: "A", 2: "B"}
    talk.speakers.teach(2, "Marta")
    for voice in (3, 2):
        talk.says(voice)
        await talk.all_heard()
    assert talk.letters == {0: "A", 1: "A", 2: "B", 3: "D", 4: "Marta"}


async def test_of_very_many_lessons_the_last_ones_are_remembered(talk: Talk) -> None:
    for turn in range(1_000):
        talk.speakers.teach(turn, "A")
    assert len(talk.speakers._taught) == 400


async def test_no_more_voices_are_told_than_the_user_says_there_are(talk: Talk) -> None:
    talk.most = 2
    for voice in (1, 2, 3):
        talk.says(voice)
        await talk.all_heard()
    assert set(talk.letters.values()) == {"A", "B"}
    talk.most = 3
    talk.says(3)
    await talk.all_heard()
    assert talk.letters[3] == "C"


async def test_of_a_voice_that_is_well_known_only_the_beginning_is_listened_to(talk: Talk) -> None:
    for _ in range(3):
        talk.says(1)
        await talk.all_heard()
    talk.says(2)
    await talk.all_heard()
    whole = SECONDS * RATE
    assert talk.listened == [GLANCE, whole, GLANCE, GLANCE, GLANCE, whole]
    assert talk.letters == {0: "A", 1: "A", 2: "A", 3: "B"}
