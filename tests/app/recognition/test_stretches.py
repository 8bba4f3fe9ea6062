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


async def test_words_left_open_under_the_long_end_of_a_final_are_in_the_gap() -> None:
    stretch = Stretch(0)
    stretch.final([word("question", 2000, 2500)], 3 * RATE)
    stretch.dropped([Partial(turn=3, words=(word("question", 2350, 2600),))])
    told = lost(stretch)
    assert told.gaps == [(2350, 10_000)]
    assert told.partials == [(3, "")]
