"""What one engine run says, beside what a broken one before it had left on screen."""

from itertools import count

from captioner.app.recognition.turns import Turns
from captioner.core.audio import RATE
from captioner.core.events import Partial, Word
from captioner.core.stretch import Stretch
from tests.app.recognition.test_shift import Told, said

GIVEN = 60 * RATE


def left(*words: Word) -> tuple[Turns, Stretch, Told]:
    """A run over a stretch on which these words are shown already, as turn 3."""
    stretch, told = Stretch(0), Told()
    if words:
        stretch.dropped([Partial(turn=3, words=words)], "assemblyai")
    return Turns(stretch, count(5), told), stretch, told


async def test_what_is_shown_stays_until_all_of_its_sound_was_heard_without_words() -> None:
    words = said("what we had", 10_000)
    turns, stretch, told = left(*words)
    end_ms = words[-1].end_ms
    for until_ms in (end_ms - 3_000, end_ms - 1_000, end_ms - 1, end_ms):
        turns.heard(until_ms, GIVEN)
        assert told.partials == []
    turns.heard(end_ms + 1, GIVEN)
    assert told.partials == [(3, "")]
    assert stretch.stale == []


async def test_what_was_read_meanwhile_is_shown_when_it_goes() -> None:
    turns, _, told = left(*said("what we had", 10_000))
    turns.partial(Partial(turn=0, words=said("what", 9_900)), GIVEN, "ondevice")
    assert told.partials == []
    turns.heard(30_000, GIVEN)
    assert told.partials == [(3, "what")]


async def test_it_takes_the_place_of_what_is_shown_once_it_is_as_far() -> None:
    turns, _, told = left(*said("what we had", 10_000))
    turns.partial(Partial(turn=0, words=said("what", 10_000)), GIVEN, "ondevice")
    assert told.partials == []
    turns.partial(Partial(turn=0, words=said("what we had", 10_000)), GIVEN, "ondevice")
    assert told.partials == [(3, "what we had")]


async def test_who_comes_to_the_end_takes_back_what_it_did_not_hear() -> None:
    turns, _, told = left(*said("only noise", 10_000))
    turns.finish(GIVEN, "ondevice")
    assert told.partials == [(3, "")]


async def test_finishing_twice_says_nothing_twice() -> None:
    turns, _, told = left()
    turns.partial(Partial(turn=0, words=said("the very last", 10_000)), GIVEN, "ondevice")
    turns.finish(GIVEN, "ondevice")
    turns.finish(GIVEN, "ondevice")
    assert told.finals == [(5, "the very last")]
