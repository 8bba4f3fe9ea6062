"""Each step by itself, on shifts whose engines never come."""

import asyncio

import pytest

from captioner.app.recognition.link import LinkDriver
from captioner.app.recognition.shifts import Shifts
from captioner.app.recognition.steps import Steps
from captioner.app.recognition.stretches import Stretches
from captioner.app.sound import Sound
from captioner.core.audio import RATE, Chunk
from captioner.core.link import Link
from captioner.core.plan import Role, Step
from captioner.core.stretch import Stretch
from captioner.engines.base import Engine
from tests.app.recognition.test_shift import Told

LAST = {Step.FAIL, Step.END}


async def here() -> Engine:
    return await asyncio.get_running_loop().create_future()


async def service() -> Engine:
    return await asyncio.get_running_loop().create_future()


class Desk:
    """Ten seconds were heard, and more is said now."""

    def __init__(self, *, live: bool = True, hole: bool = False) -> None:
        told, sound = Told(), Sound()
        sound.append(Chunk(0, bytes(20 * RATE)))
        self.shifts = Shifts(sound, told, told, lambda *_: None, asyncio.get_running_loop().time)
        self.stretches = Stretches(sound, told)
        if hole:
            self.hole = Stretch(0)
            self.hole.end = 5 * RATE
            self.stretches.add(self.hole)
        if live:
            self.stretches.add(Stretch(5 * RATE))
        self.link = LinkDriver(self.shifts, lambda: self.steps.dial(), lambda: None, lambda: 0.0)
        self.steps = Steps(self.shifts, self.stretches, self.link, here, service)

    def take(self, *steps: Step) -> list[tuple[Role | None, Stretch | None]]:
        """What each shift is there for, and hears, after these steps."""
        for step in steps:
            self.steps.carry_out(step)
        return [(shift.role, shift.stretch) for shift in self.shifts]

    def open(self) -> None:
        """A connection that was dialled is open."""
        self.steps.carry_out(Step.CONNECT)
        self.link.opened()


async def test_this_computer_captions() -> None:
    desk = Desk()
    live = desk.stretches.live
    assert desk.take(Step.CAPTION_HERE) == [(Role.HERE, live)]
    assert desk.steps.captioning is desk.shifts.having(Role.HERE)
    await desk.shifts.close()


async def test_an_open_connection_takes_over() -> None:
    desk = Desk()
    live = desk.stretches.live
    desk.open()
    assert desk.take() == [(Role.WAITS, None)]
    assert desk.take(Step.TAKE) == [(Role.SERVICE, live)]
    await desk.shifts.close()


@pytest.mark.parametrize("before", [Step.DROP, Step.LET_GO])
async def test_who_captioned_leaves_its_role_by_itself(before: Step) -> None:
    desk = Desk()
    live = desk.stretches.live
    desk.take(Step.CAPTION_HERE)
    desk.open()
    assert desk.take(before, Step.TAKE) == [(None, live), (Role.SERVICE, live)]
    assert desk.shifts.having(Role.HERE) is None
    await desk.shifts.close()


async def test_a_split_leaves_the_rest_to_who_heard_it() -> None:
    desk = Desk()
    before = desk.stretches.live
    desk.take(Step.CAPTION_HERE)
    desk.open()
    shifts = desk.take(Step.SPLIT, Step.TAKE)
    assert shifts == [(Role.FILLS, before), (Role.SERVICE, desk.stretches.live)]
    assert before is not desk.stretches.live
    await desk.shifts.close()


async def test_a_split_of_what_nobody_hears_is_a_hole() -> None:
    desk = Desk()
    before = desk.stretches.live
    desk.take(Step.SPLIT)
    assert desk.steps.hole is before
    await desk.shifts.close()


async def test_an_open_connection_hears_a_hole_or_is_hung_up() -> None:
    desk = Desk(live=False, hole=True)
    desk.open()
    assert desk.take(Step.READ) == [(Role.SERVICE, desk.hole)]
    assert desk.steps.hole is None
    desk.open()
    assert desk.take(Step.HANG_UP)[1] == (None, None)
    assert desk.link.state is Link.OPEN
    await desk.shifts.close()
    desk = Desk(live=False)
    desk.open()
    assert desk.take(Step.HANG_UP) == [(None, None)]
    assert desk.link.state is Link.AWAY
    await desk.shifts.close()


@pytest.mark.parametrize("step", [Step.FILL_HERE, Step.FILL_THERE])
async def test_a_hole_is_filled_in_beside_what_is_said_now(step: Step) -> None:
    desk = Desk(hole=True)
    assert desk.take(step) == [(Role.FILLS, desk.hole)]
    (shift,) = desk.shifts
    assert shift.build is (here if step is Step.FILL_HERE else service)
    await desk.shifts.close()


@pytest.mark.parametrize("step", [step for step in Step if step not in LAST])
async def test_a_step_without_anything_to_act_on_is_a_fault(step: Step) -> None:
    desk = Desk(live=False)
    steps = Steps(desk.shifts, desk.stretches, desk.link, here, None)
    if step is Step.CONNECT:
        steps.carry_out(step)  # of a link that opens connections
    elif step is Step.SPLIT:
        steps.carry_out(step)
        assert desk.stretches.holes == []
    else:
        with pytest.raises(LookupError):
            steps.carry_out(step)
    await desk.shifts.close()
