"""From sound to events, step by step; with the real recogniser."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from captioner.app.resources import resource
from captioner.core.audio import RATE, Chunk
from captioner.core.events import Event, Final, Heard, Partial
from captioner.core.models import MODELS
from captioner.core.settings import DEFAULTS
from captioner.core.utterance import Line
from captioner.engines.moonshine.open import open_recogniser
from captioner.engines.transcription import Transcription
from tests.engines.speech import chunks, noise, quiet, spoken

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

FOOLISHNESS = (6.0, 8.6)


@pytest.fixture
def transcription() -> Iterator[Transcription]:
    recogniser = open_recogniser(MODELS["tiny-en"], resource("model") / "tiny-en")
    yield Transcription(recogniser, DEFAULTS, lambda: 0.0)
    recogniser.close()


def hear(transcription: Transcription, sound: list[Chunk]) -> list[Event]:
    return [event for chunk in sound for event in transcription.hear(chunk)]


def boosted(events: list[Event]) -> list[str]:
    finals = [event for event in events if isinstance(event, Final)]
    return [word.text for final in finals for word in final.words if word.boosted]


def test_word_boost_can_change_between_utterances(transcription: Transcription) -> None:
    sound = spoken(*FOOLISHNESS) + quiet(1)
    first = chunks(sound)
    events = hear(transcription, first)
    transcription.configure(replace(DEFAULTS, word_boost=("Foolishnez",)))
    later = hear(transcription, chunks(sound, position=first[-1].end))
    assert boosted(events) == []
    assert boosted([*later, *transcription.finish()]) == ["Foolishnez."]


def test_partials_can_be_turned_off_in_the_middle(transcription: Transcription) -> None:
    sound = chunks(spoken(*FOOLISHNESS) + quiet(1))
    before = hear(transcription, sound[:50])
    transcription.configure(replace(DEFAULTS, disable_partial_transcripts=True))
    after = hear(transcription, sound[50:])
    assert any(isinstance(event, Partial) for event in before)
    assert not any(isinstance(event, Partial) for event in after)
    assert any(isinstance(event, Final) for event in after)


def test_the_words_of_a_final_were_shown_before_it(transcription: Transcription) -> None:
    pcm = spoken(*FOOLISHNESS) + quiet(3)
    events = transcription.hear(Chunk(0, pcm))
    final = next(event for event in events if isinstance(event, Final))
    shown = events[: events.index(final)]
    assert any(isinstance(event, Partial) and event.turn == final.turn for event in shown)


def test_long_speech_has_finals_though_nobody_pauses(transcription: Transcription) -> None:
    patient = replace(DEFAULTS, end_utterance_silence_threshold=5000)
    transcription.configure(patient)
    events = transcription.hear(Chunk(0, spoken(0.5, 27.0)))
    events += transcription.finish()
    finals = [event for event in events if isinstance(event, Final)]
    assert len(finals) >= 2
    assert all(final.end_ms - final.start_ms < 22_000 for final in finals)
    assert [final.turn for final in finals] == sorted({final.turn for final in finals})


def test_a_final_comes_soon_after_the_last_word(transcription: Transcription) -> None:
    sound = chunks(spoken(*FOOLISHNESS) + quiet(3))
    for chunk in sound:
        if any(isinstance(event, Final) for event in transcription.hear(chunk)):
            break
    else:
        pytest.fail("no final")
    assert chunk.end < (2.6 + 1.2) * RATE


class Repeating:
    """Reads one sentence three times in the first twelve seconds, whatever they hold."""

    cuts_long_lines = False

    def __init__(self, sure: float = 0.9) -> None:
        self._added = 0
        self._sure = sure

    def prefer(self, terms: Sequence[str]) -> None:
        pass

    def add(self, sound: "NDArray[float32]") -> None:
        self._added += len(sound)

    def read(self) -> list[Line]:
        if self._added < 12 * RATE:
            return []
        texts = tuple(["Nobody", "has", "said", "a", "word", "of", "this."] * 3)
        sure = (self._sure,) * len(texts)
        return [Line(1, texts, start=0, end=12 * RATE, complete=True, sure=sure)]

    def restart(self, position: int) -> list[Line]:
        lines, self._added = self.read(), 0
        return lines

    def read_again(self, start: int, end: int) -> Line | None:
        return None

    def close(self) -> None:
        pass


def read_by_repeating(sound: list[Chunk]) -> Final:
    transcription = Transcription(Repeating(), DEFAULTS, lambda: 0.0)
    events = [*hear(transcription, sound), *transcription.finish()]
    (final,) = [event for event in events if isinstance(event, Final)]
    return final


def test_what_is_said_again_stays() -> None:
    speech = (noise(1.5, peak=9000) + quiet(0.4)) * 7
    final = read_by_repeating(chunks(speech))
    assert final.text.count("Nobody") == 3
    assert {word.confidence for word in final.words} == {0.9}


def test_a_crowd_says_no_sentence_again_and_again_and_is_doubted() -> None:
    final = read_by_repeating(chunks(noise(13, peak=3000)))
    assert final.text.count("Nobody") == 1
    assert all(word.confidence and word.confidence < 0.5 for word in final.words)


def test_a_sentence_of_which_hardly_a_word_is_sure_is_withdrawn_and_told() -> None:
    transcription = Transcription(Repeating(0.4), DEFAULTS, lambda: 0.0)
    speech = (noise(1.5, peak=9000) + quiet(0.4)) * 7
    events = [*hear(transcription, chunks(speech)), *transcription.finish()]
    assert not [event for event in events if isinstance(event, Final)]
    partials = [event for event in events if isinstance(event, Partial)]
    assert not partials or not partials[-1].words
    (doubted,) = [event.doubted for event in events if isinstance(event, Heard) and event.doubted]
    assert len(doubted) == 21


def test_what_is_made_of_a_crowd_is_withdrawn_and_no_reason_to_doubt_the_language() -> None:
    transcription = Transcription(Repeating(0.3), DEFAULTS, lambda: 0.0)
    events = [*hear(transcription, chunks(noise(13, peak=3000))), *transcription.finish()]
    assert not [event for event in events if isinstance(event, Final)]
    assert not [event for event in events if isinstance(event, Heard) and event.doubted]


def test_one_sentence_said_five_times_is_read_five_times(transcription: Transcription) -> None:
    sound = chunks((spoken(*FOOLISHNESS) + quiet(0.3)) * 5)
    events = [*hear(transcription, sound), *transcription.finish()]
    said = " ".join(event.text for event in events if isinstance(event, Final))
    assert said.lower().count("foolishness") == 5
