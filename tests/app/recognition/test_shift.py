import asyncio
from collections.abc import Sequence
from itertools import count

import pytest

from captioner.app.recognition.shift import Shared, Shift
from captioner.app.sound import Sound
from captioner.core.audio import RATE, Chunk
from captioner.core.engines import ENGINES
from captioner.core.errors import CaptionerError, EngineError
from captioner.core.events import Event, Final, Heard, Opened, Partial, SessionInformation, Word
from captioner.core.plan import Role
from captioner.core.stretch import Stretch
from captioner.core.transcript import Gap
from captioner.engines.base import AudioStream, Controls, Emit, Engine
from tests.guards import HANG_S


def said(text: str, start_ms: int = 1000) -> tuple[Word, ...]:
    return tuple(
        Word(text=one, start_ms=start_ms + 300 * index, end_ms=start_ms + 300 * index + 250)
        for index, one in enumerate(text.split())
    )


def partial(turn: int, text: str, start_ms: int = 1000) -> Partial:
    return Partial(turn=turn, words=said(text, start_ms))


def final(turn: int, text: str, start_ms: int = 1000, *, amends: bool = False) -> Final:
    return Final(turn=turn, words=said(text, start_ms), text=text, amends=amends)


class Saying:
    """An engine that hears everything, and says the given things before its end."""

    info = ENGINES["assemblyai"]

    def __init__(self, events: Sequence[Event], *, hears: bool = True) -> None:
        self._events = events
        self._hears = hears

    async def run(self, audio: AudioStream, controls: Controls, emit: Emit) -> None:
        emit(Opened(engine="assemblyai"))
        while self._hears:
            try:
                await audio.__anext__()
            except StopAsyncIteration:
                break
        for event in self._events:
            emit(event)


class Told:
    """A listener and owner that remembers what it was told."""

    def __init__(self) -> None:
        self.partials: list[tuple[int, str]] = []
        self.agreed: list[int] = []
        self.finals: list[tuple[int, str]] = []
        self.gaps: list[tuple[int, int]] = []
        self.opens: list[Opened] = []
        self.informed: list[SessionInformation] = []
        self.bills: list[float] = []
        self.asked = asyncio.Event()

    def opened(self, opened: Opened) -> None:
        self.opens.append(opened)

    def partial(self, partial: Partial) -> None:
        self.partials.append((partial.turn, partial.text))
        self.agreed.append(partial.agreed)

    def final(self, final: Final, engine: str) -> None:
        self.finals.append((final.turn, final.text))

    def behind(self, ms: int) -> None: ...

    def doubted(self, words: tuple[Word, ...]) -> None: ...

    def lost(self, gap: Gap) -> None:
        self.gaps.append((gap.start_ms, gap.end_ms))

    def back(self) -> None: ...

    def trouble(self, error: CaptionerError) -> None: ...

    def billed(self, seconds: float) -> None:
        self.bills.append(seconds)

    def information(self, information: SessionInformation) -> None:
        self.informed.append(information)

    def ready(self, shift: Shift) -> None:
        self.asked.set()

    def said(self, shift: Shift, event: Event) -> None: ...


def shift_of(engine: Engine, told: Told, sound: Sound | None = None) -> Shift:
    async def build() -> Engine:
        return engine

    if sound is None:
        sound = Sound()
        sound.append(Chunk(0, bytes(20 * RATE)))
    clock = asyncio.get_running_loop().time
    return Shift(build, Role.SERVICE, Shared(sound, count(5), told, told, clock))


async def told_of(*events: Event, stretch: Stretch | None = None) -> Told:
    """What becomes of what an engine says about a stretch of ten seconds."""
    told = Told()
    shift = shift_of(Saying(events), told)
    stretch = stretch or Stretch(0)
    stretch.end = 10 * RATE
    shift.take(stretch)
    await shift.run()
    assert stretch.is_done
    return told


async def test_turns_are_unique_in_the_session() -> None:
    told = await told_of(partial(0, "one"), final(0, "one two"), final(1, "three", 4000))
    assert told.partials == [(5, "one")]
    assert told.finals == [(5, "one two"), (6, "three")]


async def test_words_given_before_are_left_out_of_partials_and_finals() -> None:
    stretch = Stretch(0)
    stretch.final(said("we need"), 10 * RATE)
    told = await told_of(
        partial(0, "we need"),
        partial(0, "We need a budget"),
        final(0, "We need a budget."),
        stretch=stretch,
    )
    assert told.partials == [(5, "a budget")]
    assert told.finals == [(5, "a budget.")]


async def test_a_formatted_twin_keeps_to_the_same_words() -> None:
    stretch = Stretch(0)
    stretch.final(said("we need"), 10 * RATE)
    told = await told_of(
        final(0, "we need a budget"), final(0, "We need a Budget.", amends=True), stretch=stretch
    )
    assert told.finals == [(5, "a budget"), (5, "a Budget.")]


async def test_of_a_word_that_was_given_in_part_the_rest_is_given() -> None:
    stretch = Stretch(0)
    stretch.final(said("see the real"), 2 * RATE)
    heard = said("the real-time room", 1300)
    told = await told_of(
        Partial(turn=0, words=heard, agreed=2),
        Final(turn=0, words=heard, text="the real-time room"),
        Final(turn=0, words=said("The Real-Time Room.", 1300), text="", amends=True),
        stretch=stretch,
    )
    assert (told.partials, told.agreed) == ([(5, "time room")], [0])
    assert told.finals == [(5, "time room"), (5, "time Room.")]


async def test_what_turns_out_to_be_known_is_withdrawn() -> None:
    stretch = Stretch(0)
    stretch.final(said("we need"), 10 * RATE)
    told = await told_of(
        partial(0, "we need them"), final(0, "we need"), final(1, "now", 3000), stretch=stretch
    )
    assert told.partials == [(5, "them"), (5, "")]
    assert told.finals == [(6, "now")]


async def test_a_sentence_whose_final_was_lost_stands_as_it_was_shown() -> None:
    told = await told_of(partial(0, "lost on the way"), final(1, "next", 4000))
    assert told.finals == [(5, "lost on the way"), (6, "next")]
    told = await told_of(partial(0, "the very last"))
    assert told.finals == [(5, "the very last")]


async def test_a_final_that_comes_after_all_changes_no_words() -> None:
    told = await told_of(
        partial(0, "a b"), final(1, "next", 4000), final(0, "A b."), final(0, "a b c")
    )
    assert told.finals == [(5, "a b"), (6, "next"), (5, "A b.")]


def left(text: str, *, agreed: int = 0) -> Stretch:
    """A stretch of which a broken recogniser had shown this."""
    stretch = Stretch(0)
    stretch.dropped([Partial(turn=3, words=said(text), agreed=agreed)], "assemblyai")
    return stretch


async def test_what_a_broken_recogniser_left_stays_until_the_next_one_is_as_far() -> None:
    stretch = left("what we had")
    told = await told_of(
        partial(0, "what"), partial(0, "what wee had"), final(0, "What we had."), stretch=stretch
    )
    assert told.partials == [(3, "what wee had")]
    assert told.finals == [(3, "What we had.")]
    assert not stretch.stale


async def test_words_at_full_strength_keep_it_as_long_as_the_next_recogniser_agrees() -> None:
    events = (
        Partial(turn=0, words=said("What we had here"), agreed=1),
        Partial(turn=0, words=said("What wee had here now"), agreed=1),
        Partial(turn=0, words=said("What we had here now"), agreed=4),
    )
    told = await told_of(*events, final(0, "what"), stretch=left("what we had", agreed=3))
    assert told.agreed == [3, 1, 4]


async def test_what_a_broken_recogniser_left_goes_where_the_next_one_hears_no_words() -> None:
    told = await told_of(Heard(until_ms=9000), stretch=left("only noise"))
    assert told.partials == [(3, "")]


async def test_what_waits_behind_the_words_of_a_broken_one_is_shown_once_they_go() -> None:
    told = await told_of(
        partial(0, "what"), Heard(until_ms=9000), final(0, "what"), stretch=left("what we had")
    )
    assert told.partials == [(3, "what")]
    assert told.finals == [(3, "what")]


async def test_words_before_those_of_a_broken_one_leave_them_alone() -> None:
    told = await told_of(
        final(0, "before", 100),
        partial(1, "what we had"),
        final(1, "a"),
        stretch=left("what we had"),
    )
    assert told.finals[0] == (5, "before")
    assert told.partials == [(3, "what we had")]


async def test_a_sentence_that_was_not_shown_yet_stands_too_if_its_final_is_lost() -> None:
    told = await told_of(partial(0, "what"), final(1, "next", 5000), stretch=left("what we had"))
    assert told.finals == [(3, "what"), (5, "next")]


async def test_an_engine_that_stops_by_itself_has_broken() -> None:
    told = Told()
    shift = shift_of(Saying([], hears=False), told)
    shift.take(Stretch(0))
    with pytest.raises(EngineError, match="stopped by itself"):
        await shift.run()


async def test_a_shift_that_has_left_says_only_what_it_cost() -> None:
    told = Told()
    cost = SessionInformation(audio_s=1.0, session_s=2.5)
    shift = shift_of(Saying([final(0, "too late"), cost]), told)
    shift.take(Stretch(0))
    shift.leave()
    await shift.run()
    assert told.finals == []
    assert told.informed == [cost]


async def test_what_a_service_says_it_cost_is_billed_and_else_the_time_it_was_open() -> None:
    cost = SessionInformation(audio_s=1.0, session_s=2.5)
    for events, billed in (([cost], 2.5), ([], 0.0)):
        told, stretch = Told(), Stretch(0)
        stretch.end = 10 * RATE
        shift = shift_of(Saying(events), told)
        shift.take(stretch)
        await shift.run()
        assert told.bills == [pytest.approx(billed, abs=0.5)]


async def test_a_connection_that_breaks_or_is_cut_off_is_billed_too() -> None:
    told = Told()
    shift = shift_of(Saying([]), told)
    shift.take(Stretch(0))
    running = asyncio.ensure_future(shift.run())
    await told.asked.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert len(told.bills) == 1


async def test_what_costs_nothing_is_not_billed() -> None:
    told, stretch = Told(), Stretch(0)
    stretch.end = 10 * RATE
    engine = Saying([])
    engine.info = ENGINES["ondevice"]
    shift = shift_of(engine, told)
    shift.take(stretch)
    await shift.run()
    assert told.bills == []


async def test_a_shift_that_has_left_has_no_role() -> None:
    shift = shift_of(Saying([]), Told())
    assert shift.role is Role.SERVICE
    shift.leave()
    assert shift.role is None


async def test_an_engine_that_ends_before_it_was_given_anything_has_broken() -> None:
    shift = shift_of(Saying([], hears=False), Told())
    with pytest.raises(EngineError, match="stopped by itself"):
        await shift.run()


async def test_leaving_before_anything_was_given_ends_the_engine_in_order() -> None:
    told = Told()
    shift = shift_of(Saying([final(0, "nothing")]), told)
    running = asyncio.ensure_future(shift.run())
    await asyncio.sleep(0)
    shift.leave()
    async with asyncio.timeout(HANG_S):
        await running
    assert told.finals == []


async def test_it_has_gained_once_more_is_dealt_with_than_when_it_began() -> None:
    stretch = Stretch(0)
    stretch.final(said("we need"), 10 * RATE)
    shift = shift_of(Saying([]), Told())
    assert not shift.gained
    shift.take(stretch)
    assert not shift.gained
    stretch.final(said("a budget", 3000), 10 * RATE)
    assert shift.gained


async def test_leaving_twice_forgets_nothing_of_who_hears_the_stretch_by_then() -> None:
    told, stretch = Told(), Stretch(0)
    gone = shift_of(Saying([]), told)
    gone.take(stretch)
    gone.leave()
    stretch.stale.append(partial(3, "left by another"))
    stretch.open_ms = 4_000
    gone.leave()
    assert stretch.open_ms == 4_000
    assert stretch.stale == [partial(3, "left by another")]


async def test_sound_that_was_dropped_does_not_hold_up_the_end() -> None:
    told, sound = Told(), Sound()
    sound.append(Chunk(0, bytes(20 * RATE)))
    sound.release(10 * RATE)
    shift = shift_of(Saying([]), told, sound)
    stretch = Stretch(0)
    stretch.end = 10 * RATE
    shift.take(stretch)
    async with asyncio.timeout(HANG_S):
        await shift.run()


async def test_an_engine_hears_no_more_than_its_stretch() -> None:
    told, sound = Told(), Sound()
    sound.append(Chunk(0, bytes(20 * RATE)))
    shift = shift_of(Saying([]), told, sound)
    stretch = Stretch(2 * RATE)
    stretch.end = 3 * RATE + 7
    shift.take(stretch)
    heard = [chunk async for chunk in shift.ear]
    assert sum(chunk.samples for chunk in heard) == RATE + 7
