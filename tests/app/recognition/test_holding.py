"""What waits to be shown, and what is said after it."""

import asyncio

from captioner.app.recognition.holding import Holding
from captioner.core.events import Partial

LIMIT_S = 20.0


class Screen:
    """What is shown in order: finished sentences by number, open ones below 0."""

    def __init__(self) -> None:
        self.shown: list[int] = []
        self.holding = Holding(self.shown.append, lambda partial: self.shown.append(-partial.turn))

    def says(self, turn: int) -> None:
        self.holding.partial(Partial(turn=turn, words=()), live=True)


async def test_what_is_said_next_releases_what_waits_before_it() -> None:
    screen = Screen()
    screen.holding.hold(1, LIMIT_S, next_waits=False)
    assert screen.shown == []
    screen.says(2)
    assert screen.shown == [1, -2]


async def test_what_is_said_next_may_wait_until_nothing_becomes_of_it() -> None:
    screen = Screen()
    screen.holding.hold(1, LIMIT_S, next_waits=True)
    screen.says(2)
    screen.holding.let_next_pass(7)
    assert screen.shown == []
    screen.holding.let_next_pass(1)
    assert screen.shown == [1, -2]


async def test_it_waits_on_while_nobody_speaks_on() -> None:
    screen = Screen()
    screen.holding.hold(1, LIMIT_S, next_waits=True)
    screen.holding.let_next_pass(1)
    assert screen.shown == []
    screen.says(2)
    assert screen.shown == [1, -2]


async def test_its_parts_are_shown_in_its_place_before_what_is_said_next() -> None:
    screen = Screen()
    screen.holding.hold(1, LIMIT_S, next_waits=True)
    screen.says(2)
    screen.says(2)
    screen.holding.part((1, 5))
    screen.holding.release()
    assert screen.shown == [1, 5, -2]
    screen.holding.release()
    assert screen.shown == [1, 5, -2]


async def test_it_waits_for_no_longer_than_was_said_last() -> None:
    screen = Screen()
    screen.holding.hold(1, 0.0, next_waits=True)
    screen.holding.wait(1, LIMIT_S)
    await asyncio.sleep(0.01)
    assert screen.shown == []
    screen.holding.wait(2, 0.0)
    await asyncio.sleep(0.01)
    assert screen.shown == []
    screen.holding.wait(1, 0.0)
    async with asyncio.timeout(LIMIT_S):
        while not screen.shown:  # noqa: ASYNC110 - whatever the timer does
            await asyncio.sleep(0)
    assert screen.shown == [1]


async def test_where_nobody_reads_along_it_waits_however_much_is_said() -> None:
    screen = Screen()
    screen.holding.hold(1, None, next_waits=False)
    screen.holding.partial(Partial(turn=2, words=()), live=False)
    assert screen.shown == [-2]
    screen.holding.release()
    assert screen.shown == [-2, 1]
