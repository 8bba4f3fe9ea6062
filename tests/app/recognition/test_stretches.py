"""What becomes of sound that nobody will recognise."""

from captioner.app.recognition.stretches import Stretches
from captioner.app.sound import Sound
from captioner.core.audio import RATE, Chunk
from captioner.core.events import Partial, Word
from captioner.core.stretch import Stretch
from tests.app.recognition.test_lane import Told


def word(text: str, start_ms: int, end_ms: int) -> Word:
    return Word(text=text, start_ms=start_ms, end_ms=end_ms)


def lost(stretch: Stretch) -> Told:
    """What is told when ten seconds of sound were heard and nobody goes on with the stretch."""
    told, sound = Told(), Sound()
    sound.append(Chunk(0, bytes(20 * RATE)))
    stretches = Stretches(sound, told)
    stretches.add(stretch)
    stretches.lose_all(None)
    assert stretch.covered == 10 * RATE
    return told


async def test_what_has_no_final_is_a_gap() -> None:
    stretch = Stretch(0)
    stretch.final([word("budget", 2000, 2400)], 3 * RATE)
    assert lost(stretch).gaps == [(2400, 10_000)]


async def test_words_that_were_shown_stand_and_the_rest_is_a_gap() -> None:
    stretch = Stretch(0)
    stretch.final([word("question", 2000, 2500)], 3 * RATE)
    shown = (word("question", 2350, 2600), word("two", 2700, 2900))
    stretch.dropped([Partial(turn=3, words=shown)], "assemblyai")
    told = lost(stretch)
    assert told.finals == [(3, "question two")]
    assert told.gaps == [(2900, 10_000)]
    assert told.partials == []


async def test_words_that_a_neighbour_gave_do_not_stand_twice() -> None:
    stretch = Stretch(0)
    after = stretch.split(4 * RATE)
    assert after.before is not None
    given = [word("tomorrow", 3800, 4200)]
    after.before.keep_after(given, 0)
    shown = (word("see", 3300, 3500), word("tomorrow", 3810, 4190))
    stretch.dropped([Partial(turn=3, words=shown)], "assemblyai")
    stretch.dropped([Partial(turn=4, words=shown[1:])], "assemblyai")
    told = Told()
    stretches = Stretches(Sound(), told)
    stretches.add(stretch)
    stretches.lose_all(None)
    assert told.finals == [(3, "see")]
    assert told.partials == [(4, "")]
