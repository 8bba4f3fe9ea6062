"""What becomes of sound that nobody will recognise."""

import pytest

from captioner.app.recognition.stretches import AGAIN_S, TRIES, Stretches
from captioner.app.sound import Sound
from captioner.core.audio import RATE, Chunk
from captioner.core.errors import CaptionerError, NetworkError, ServiceError
from captioner.core.events import Partial, Word
from captioner.core.stretch import Stretch
from tests.app.recognition.test_shift import Told


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


FAULT = ServiceError("The service had a fault.", "Wait.")
CUT = NetworkError("The connection was cut.", "Wait.")
FULL = ServiceError("The service is full.", "Wait.", retry_after_s=60.0)


def holes(count: int) -> tuple[Stretches, list[Stretch], Told]:
    """So many holes of ten seconds, one after the other."""
    told, sound = Told(), Sound()
    sound.append(Chunk(0, bytes(20 * RATE * count)))
    stretches = Stretches(sound, told)
    for number in range(count):
        stretch = Stretch(number * 10 * RATE)
        stretch.end = (number + 1) * 10 * RATE
        stretches.add(stretch)
    return stretches, stretches.holes, told


async def test_a_hole_that_the_service_fails_at_again_and_again_is_a_gap() -> None:
    stretches, (hole, _), told = holes(2)
    for _ in range(TRIES - 1):
        assert stretches.failed(hole, FAULT, given=RATE) == AGAIN_S
    assert told.gaps == []
    assert stretches.failed(hole, FAULT, given=RATE) == 0.0
    assert told.gaps == [(0, 10_000)]
    assert hole.is_done


async def test_each_hole_has_its_own_failures() -> None:
    stretches, all_holes, told = holes(5)
    for hole in all_holes:
        assert stretches.failed(hole, FAULT, given=RATE) == AGAIN_S
    assert told.gaps == []


@pytest.mark.parametrize(("error", "wait_s"), [(CUT, AGAIN_S), (FULL, 60.0)])
async def test_it_waits_as_long_as_the_service_says(error: CaptionerError, wait_s: float) -> None:
    stretches, (hole,), _ = holes(1)
    assert stretches.failed(hole, error, given=RATE) == wait_s


async def test_a_network_that_fails_costs_nothing_however_often() -> None:
    stretches, (hole,), told = holes(1)
    for _ in range(20):
        assert stretches.failed(hole, CUT, given=RATE) == AGAIN_S
    assert told.gaps == []


async def test_who_was_given_all_and_does_not_finish_is_asked_once_more() -> None:
    stretches, (hole,), told = holes(1)
    assert stretches.failed(hole, FAULT, given=10 * RATE) == AGAIN_S
    assert stretches.failed(hole, FAULT, given=10 * RATE) == 0.0
    assert told.gaps == [(0, 10_000)]
