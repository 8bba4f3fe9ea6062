"""How long an end waits, on shifts that are moved by hand."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from captioner.app.recognition.farewell import (
    ABSENT_S,
    HERE_S,
    PATIENCE_S,
    SILENT_S,
    Farewell,
)
from captioner.app.recognition.shift import Shift
from captioner.app.recognition.shifts import Shifts
from captioner.app.recognition.stretches import Stretches
from captioner.app.recognition.timers import Timers
from captioner.app.sound import Sound
from captioner.core.audio import RATE, Chunk
from captioner.core.errors import CaptionerError
from captioner.core.events import Opened
from captioner.core.plan import Role
from captioner.core.stretch import Stretch
from captioner.engines.base import Engine
from tests import virtual_time
from tests.app.recognition.test_shift import Told

STUCK = "This computer does not get any further."


async def never() -> Engine:
    await asyncio.get_running_loop().create_future()
    raise AssertionError


class Waiting:
    """A session of ten seconds that is over, with one shift at work."""

    def __init__(self) -> None:
        self.happened: list[tuple[float, str]] = []
        self.clock = asyncio.get_running_loop().time
        told, sound = Told(), Sound()
        sound.append(Chunk(0, bytes(20 * RATE)))
        self.stretch = Stretch(0)
        self.stretch.end = 10 * RATE
        stretches = Stretches(sound, told)
        stretches.add(self.stretch)
        self.shifts = Shifts(sound, told, told, lambda *_: None, self.clock)
        self.shift: Shift = self.shifts.start(never, Role.SERVICE, self.stretch)
        timers = Timers()
        self.farewell = Farewell(
            self.shifts,
            stretches,
            timers,
            self.clock,
            self.note("take over"),
            self.give_up,
        )

    def give_up(self, error: CaptionerError | None) -> None:
        self.note("give up" if error is None else error.title)()

    def note(self, what: str) -> Callable[[], None]:
        return lambda: self.happened.append((round(self.clock(), 1), what))


def waiting(meanwhile: Callable[[Waiting], Coroutine[Any, Any, None]]) -> list[tuple[float, str]]:
    """What happens, and when, of an end during which this goes on."""

    async def main() -> list[tuple[float, str]]:
        end = Waiting()
        await meanwhile(end)
        await asyncio.sleep(500)
        await end.shifts.close()
        return end.happened

    return virtual_time.run(main())


def test_an_end_is_given_up_once_nobody_gets_any_further() -> None:
    async def nothing(end: Waiting) -> None:
        end.farewell.wait()

    assert waiting(nothing) == [(PATIENCE_S, "give up")]


def test_who_deals_with_more_is_waited_for() -> None:
    async def finals(end: Waiting) -> None:
        end.farewell.wait()
        for second in range(1, 4):
            end.stretch.covered = second * RATE
            await asyncio.sleep(15)

    assert waiting(finals) == [(3 * PATIENCE_S, "give up")]


def test_who_hears_further_than_anybody_did_is_waited_for() -> None:
    async def hears(end: Waiting) -> None:
        end.farewell.wait()
        for second in range(1, 4):
            end.shift.ear.position = second * RATE
            await asyncio.sleep(15)

    assert waiting(hears) == [(3 * PATIENCE_S, "give up")]


def test_hearing_the_same_again_and_again_is_no_gain() -> None:
    async def hears_again(end: Waiting) -> None:
        end.shift.ear.position = 9 * RATE
        end.farewell.wait()
        end.stretch.covered = RATE
        for second in (1, 3, 5, 7):
            end.shift.ear.position = second * RATE
            await asyncio.sleep(15)

    assert waiting(hears_again) == [(2 * PATIENCE_S, "give up")]


def test_who_reads_on_in_one_long_sentence_is_waited_for() -> None:
    async def reads(end: Waiting) -> None:
        end.shift.ear.position = 10 * RATE
        end.farewell.wait()
        for second in range(1, 4):
            end.shift.heard = second * RATE
            await asyncio.sleep(15)

    assert waiting(reads) == [(3 * PATIENCE_S, "give up")]


@pytest.mark.parametrize("role", [Role.HERE, Role.FILLS])
def test_a_computer_that_takes_long_to_start_is_waited_for(role: Role) -> None:
    async def starts(end: Waiting) -> None:
        end.shift.role = role
        end.farewell.wait()
        await asyncio.sleep(5 * PATIENCE_S - 1)
        end.shift.opened = Opened(engine="ondevice", start_ms=0)

    assert waiting(starts) == [(4 * PATIENCE_S + HERE_S, STUCK)]


@pytest.mark.parametrize("role", [Role.HERE, Role.FILLS])
def test_a_computer_may_be_at_one_sentence_for_long(role: Role) -> None:
    async def reads(end: Waiting) -> None:
        end.shift.role, end.shift.opened = role, Opened(engine="ondevice", start_ms=0)
        end.farewell.wait()
        for second in range(1, 3):
            await asyncio.sleep(HERE_S - 2 * PATIENCE_S)
            end.shift.heard = second * RATE

    assert waiting(reads) == [(300.0 + HERE_S, STUCK)]  # it looks every 20 s


def test_a_service_that_fills_in_is_no_computer_of_ours() -> None:
    async def fills(end: Waiting) -> None:
        end.shift.role, end.shift.remote = Role.FILLS, True
        end.farewell.wait()

    assert waiting(fills) == [(PATIENCE_S, "give up")]


def test_waiting_twice_is_waiting_once() -> None:
    async def twice(end: Waiting) -> None:
        end.farewell.wait()
        end.shift.ear.position = RATE
        await asyncio.sleep(PATIENCE_S - 1)
        end.farewell.wait()

    assert waiting(twice) == [(2 * PATIENCE_S, "give up")]


def test_in_a_hurry_the_deaf_are_left_and_the_end_comes_in_time() -> None:
    async def hurries(end: Waiting) -> None:
        end.farewell.wait()
        end.farewell.hurry(3.0)

    assert waiting(hurries)[:2] == [(SILENT_S, "take over"), (3.0, "give up")]


def test_who_still_speaks_is_not_deaf() -> None:
    async def speaks(end: Waiting) -> None:
        end.farewell.hurry(3.0)
        await asyncio.sleep(1.0)
        end.farewell.said()

    assert waiting(speaks) == [(1.0 + SILENT_S, "take over"), (3.0, "give up")]


def test_a_greater_hurry_counts() -> None:
    async def hurries(end: Waiting) -> None:
        end.farewell.hurry(60.0)
        await asyncio.sleep(0.5)
        end.farewell.hurry(1.5)

    happened = waiting(hurries)
    assert next(at for at, what in happened if what == "give up") == 2.0


def test_who_waits_for_the_end_does_not_wait_long_for_a_service_out_of_reach() -> None:
    async def absent(end: Waiting) -> None:
        end.farewell.wait()
        end.farewell.leave_absent()

    assert waiting(absent)[0] == (ABSENT_S, "give up")


@pytest.mark.parametrize(
    ("role", "then"),
    [(Role.SERVICE, (PATIENCE_S, "give up")), (Role.HERE, (HERE_S, STUCK))],
)
def test_who_is_at_work_by_then_is_not_absent(role: Role, then: tuple[float, str]) -> None:
    async def present(end: Waiting) -> None:
        end.farewell.wait()
        end.farewell.leave_absent()
        await asyncio.sleep(ABSENT_S - 1)
        end.shift.role, end.shift.ready_at = role, end.clock()
        end.shift.opened = Opened(engine="any", start_ms=0)

    assert waiting(present) == [then]
