"""When a sentence gets the letter of its voice; what a voice sounds like is made to order."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from itertools import count, pairwise

import pytest

from captioner.app.recognition.parting import LISTENED
from captioner.app.recognition.speakers import WAITING, Speakers
from captioner.app.recognition.windows import WINDOW
from captioner.app.sound import Sound
from captioner.core.audio import BYTES_PER_SAMPLE, RATE, Chunk
from captioner.core.changes import Change
from captioner.core.errors import CaptionerError, ModelMissing
from captioner.core.events import Final, Partial, Word
from captioner.core.timbre import Sounding

SECONDS = 4
LIMIT_S = 20.0


class Talk:
    """A conversation in which the value of the samples is the voice; what was told of it."""

    def __init__(self) -> None:
        self.sound = Sound()
        self.wanted = True
        self.most = 0
        self.told: list[tuple[int, str | None, bool]] = []
        self.shown: list[Partial] = []
        self.troubles: list[CaptionerError] = []
        self.listened: list[int] = []
        self.searched: list[int] = []
        self.goes_on, self.may_search = threading.Event(), threading.Event()
        self.goes_on.set()
        self.may_search.set()
        self.fault: Exception | None = None
        self.speakers = Speakers(
            self.sound,
            self._sounds,
            self._changes,
            lambda: self.wanted,
            lambda: self.most,
            tell=lambda final, _: self.told.append((final.turn, final.speaker, final.amends)),
            show=self.shown.append,
            trouble=self.troubles.append,
            numbers=count(100),
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

    def begins(self, voice: int, seconds: float) -> Partial:
        """Somebody has said so much of one more sentence, and goes on."""
        start, samples = self.sound.end, round(seconds * RATE)
        self.sound.append(Chunk(start, voice.to_bytes(2, "little") * samples))
        start_ms, end_ms = start * 1000 // RATE, (start + samples) * 1000 // RATE
        partial = Partial(
            turn=self._turn, words=(Word(text="Y", start_ms=start_ms, end_ms=end_ms),)
        )
        self.speakers.partial(partial)
        return partial

    def finishes(self, partial: Partial) -> None:
        """The sentence was over there."""
        self._turn += 1
        self.speakers.final(Final(turn=partial.turn, words=partial.words, text="Y"), "ondevice")

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

    def _changes(self, pcm: bytes) -> list[Change]:
        """Where the value of the samples changes."""
        self.searched.append(len(pcm) // BYTES_PER_SAMPLE)
        self.may_search.wait(LIMIT_S)
        values = [pcm[at : at + BYTES_PER_SAMPLE] for at in range(0, len(pcm), BYTES_PER_SAMPLE)]
        places = (at for at, pair in enumerate(pairwise(values), start=1) if pair[0] != pair[1])
        return [Change(at * 1000 // RATE, at * 1000 // RATE) for at in places]

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
    talk.may_search.set()
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
    talk.speakers.partial(Partial(turn=1, words=()))
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


async def test_a_twin_with_more_words_than_before_is_shown(talk: Talk) -> None:
    final = talk.says(1)
    await talk.until(lambda: talk.letters.get(0))
    more = replace(final, words=final.words * 2, text="Yes. Yes.", amends=True)
    talk.speakers.final(more, "ondevice")
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
        talk.says(0, 20)
    await talk.all_heard()
    assert sum(talk.listened[:4]) == LISTENED
    assert sum(talk.listened) < WAITING * LISTENED * 0.6
    assert talk.listened[-2:] == [WINDOW, WINDOW]  # one window of each of the last


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
    for _ in range(2):
        talk.says(1)
        await talk.all_heard()
    talk.says(2)
    await talk.all_heard()
    new, known = [WINDOW, WINDOW], [WINDOW]
    assert talk.listened == [*new, *known, *new]
    assert talk.letters == {0: "A", 1: "A", 2: "B"}


async def test_a_sentence_is_listened_to_while_it_is_spoken(talk: Talk) -> None:
    talk.begins(1, 1.0)
    assert talk.speakers._waiting.empty()
    partial = talk.begins(1, 1.0)
    await talk.all_heard()
    assert talk.listened == []  # so far only a second of it has been read
    partial = replace(partial, words=(replace(partial.words[0], start_ms=0), *partial.words))
    talk.speakers.partial(partial)
    await talk.all_heard()
    assert talk.listened == [WINDOW]
    talk.finishes(partial)
    await talk.all_heard()
    assert talk.listened == [WINDOW, 2 * RATE - WINDOW]
    assert talk.letters == {0: "A"}


async def test_of_what_is_finished_only_the_rest_counts_for_how_long_a_letter_takes(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("captioner.app.recognition.speakers.WITHIN_S", 0.6)
    talk.speakers._pace = 1.0
    partial = talk.begins(1, 2.0)
    await talk.all_heard()
    talk.speakers._pace = 1.0
    talk.finishes(partial)
    assert talk.told == []
    await talk.until(lambda: talk.told)
    assert talk.told[0][2] is False


async def test_nobody_listens_ahead_where_voices_are_not_told_apart(talk: Talk) -> None:
    talk.wanted = False
    talk.begins(1, 4.0)
    talk.wanted, talk.sound.live = True, False
    talk.begins(1, 4.0)
    talk.sound.live = True
    talk.speakers.partial(Partial(turn=0, words=()))
    await talk.all_heard()
    assert talk.listened == []


async def test_nobody_listens_ahead_while_another_sentence_waits(talk: Talk) -> None:
    talk.goes_on.clear()
    talk.says(1)
    await talk.until(talk.speakers._waiting.empty)
    talk.begins(2, 4.0)
    talk.goes_on.set()
    await talk.all_heard()
    assert talk.listened == [WINDOW, WINDOW]


async def test_sound_that_is_not_there_is_not_listened_to_ahead(talk: Talk) -> None:
    partial = talk.begins(1, 4.0)
    await talk.all_heard()
    talk.sound.release(talk.sound.end)
    talk.speakers.partial(partial)
    await talk.all_heard()
    assert talk.listened == [WINDOW]


def together(talk: Talk, *said: tuple[int, float], word_s: float = 0.5) -> Final:
    """Several people say one sentence, a word each half a second; it is finished at once."""
    start, words = talk.sound.end, []
    for voice, seconds in said:
        for _ in range(round(seconds / word_s)):
            at = talk.sound.end
            talk.sound.append(Chunk(at, voice.to_bytes(2, "little") * round(word_s * RATE)))
            text, end_ms = f"w{voice}", talk.sound.end * 1000 // RATE
            words.append(Word(text=text, start_ms=at * 1000 // RATE, end_ms=end_ms))
    assert start == words[0].start_ms * RATE // 1000
    final = Final(turn=talk._turn, words=tuple(words), text=" ".join(w.text for w in words) + ".")
    talk._turn += 1
    return final


def says_together(talk: Talk, *said: tuple[int, float]) -> Final:
    final = together(talk, *said)
    talk.speakers.final(final, "ondevice")
    return final


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is shown because it took too long."""
    for limit in ("WITHIN_S", "PARTED_S"):
        monkeypatch.setattr(f"captioner.app.recognition.speakers.{limit}", LIMIT_S)


@pytest.mark.usefixtures("slow")
async def test_a_sentence_in_which_somebody_else_goes_on_is_shown_in_parts(talk: Talk) -> None:
    finals: list[Final] = []
    talk.speakers._tell = lambda final, _: finals.append(final)
    final = says_together(talk, (1, 3.0), (2, 4.0), (1, 3.0))
    await talk.until(lambda: finals)
    assert [(each.turn, each.speaker, each.amends) for each in finals] == [
        (0, "A", False),
        (100, "B", False),
        (101, "A", False),
    ]
    assert tuple(word for each in finals for word in each.words) == final.words
    assert [each.text for each in finals] == ["w1 " * 5 + "w1", "w2 " * 7 + "w2", "w1 " * 5 + "w1"]


@pytest.mark.usefixtures("slow")
async def test_a_sentence_of_one_voice_stays_whole_with_its_text(talk: Talk) -> None:
    finals: list[Final] = []
    talk.speakers._tell = lambda final, _: finals.append(final)
    final = says_together(talk, (1, 6.0))
    await talk.until(lambda: finals)
    assert finals == [replace(final, speaker="A")]
    assert talk.searched == [6 * RATE]


@pytest.mark.usefixtures("slow")
async def test_a_word_of_somebody_else_does_not_part_a_sentence(talk: Talk) -> None:
    says_together(talk, (1, 3.0), (2, 0.5), (1, 3.0))
    await talk.until(lambda: talk.told)
    assert talk.told == [(0, "A", False)]


async def test_a_sentence_that_is_shown_already_stays_whole_and_is_whose_who_spoke_longer(
    talk: Talk,
) -> None:
    for voice in (1, 2):
        talk.says(voice)
        await talk.all_heard()
    talk.may_search.clear()
    says_together(talk, (1, 2.0), (2, 4.0))
    await talk.until(lambda: (2, None, False) in talk.told)
    talk.may_search.set()
    await talk.all_heard()
    assert talk.letters == {0: "A", 1: "B", 2: "B"}


@pytest.mark.usefixtures("slow")
async def test_what_is_said_next_is_shown_after_a_sentence_that_may_be_parted(talk: Talk) -> None:
    order: list[int] = []
    talk.speakers._tell = lambda final, _: order.append(final.turn)
    talk.speakers._held._show = lambda partial: order.append(-partial.turn)
    talk.may_search.clear()
    says_together(talk, (1, 3.0), (2, 3.0))
    talk.begins(3, 0.5)
    talk.speakers.partial(Partial(turn=7, words=()))
    assert order == []
    talk.may_search.set()
    await talk.until(lambda: order)
    assert order == [0, 100, -1, -7]


@pytest.mark.usefixtures("slow")
async def test_what_is_said_next_does_not_wait_where_nobody_else_goes_on(talk: Talk) -> None:
    talk.may_search.clear()
    talk.goes_on.clear()
    says_together(talk, (1, 6.0))
    partial = talk.begins(1, 0.5)
    assert (talk.told, talk.shown) == ([], [])
    talk.may_search.set()
    await talk.until(lambda: talk.shown)
    assert (talk.told, talk.shown) == ([(0, None, False)], [partial])


async def test_a_file_is_parted_however_long_that_takes(talk: Talk) -> None:
    talk.sound.live = False
    talk.may_search.clear()
    says_together(talk, (1, 3.0), (2, 3.0))
    partial = talk.begins(3, 0.5)
    assert (talk.told, talk.shown) == ([], [partial])
    talk.may_search.set()
    await talk.until(lambda: talk.told)
    assert talk.told == [(0, "A", False), (100, "B", False)]


@pytest.mark.usefixtures("slow")
async def test_a_twin_of_a_parted_sentence_doubles_no_word(talk: Talk) -> None:
    final = says_together(talk, (1, 3.0), (2, 3.0))
    await talk.until(lambda: talk.told)
    talk.speakers.final(replace(final, amends=True), "ondevice")
    assert talk.told == [(0, "A", False), (100, "B", False)]


@pytest.mark.usefixtures("slow")
async def test_of_a_parted_sentence_that_is_off_the_record_no_part_gets_a_letter(
    talk: Talk,
) -> None:
    talk.may_search.clear()
    final = says_together(talk, (1, 3.0), (2, 3.0))
    talk.speakers.strike(final.start_ms, final.end_ms)
    talk.may_search.set()
    await talk.all_heard()
    assert talk.told == [(0, None, False)]
    assert not talk.speakers._said


async def test_where_many_wait_no_sentence_is_parted(talk: Talk) -> None:
    for _ in range(WAITING):
        says_together(talk, (1, 3.0), (2, 3.0))
    await talk.all_heard()
    assert len(talk.searched) < WAITING / 2
