"""Why nothing was heard, from when to when, whatever the user did meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from captioner.app.hearing.hearing import Hearing
from captioner.app.sound import Sound
from captioner.core.errors import SourceGone
from captioner.core.transcript import GapKind
from tests import virtual_time
from tests.app.hearing.listening import Watching
from tests.fakes import FakeSource, Opens

Hole = tuple[GapKind, float, float]
GONE = SourceGone("It is not there.", "Plug it in.")


class Session:
    """One device after the other: it is lost after two seconds, and back after many tries."""

    def __init__(self, *things: FakeSource | SourceGone) -> None:
        self.watching = Watching()
        self.opens = Opens(*things)
        clock = asyncio.get_running_loop().time
        self.began = clock()
        self.sound = Sound()
        self.hearing = Hearing(self.sound, self.watching, self.watching.hole, clock)

    async def at(self, seconds: float) -> None:
        await asyncio.sleep(self.began + seconds - asyncio.get_running_loop().time())

    @property
    def holes(self) -> list[Hole]:
        return [
            (gap.kind, round(gap.start_ms / 1000, 1), round(gap.end_ms / 1000, 1))
            for gap in self.watching.gaps
        ]


def holes(
    user: Callable[[Session], Awaitable[None]], *things: FakeSource | SourceGone
) -> tuple[list[Hole], list[str]]:
    """What is told of a session in which the user does this; and which devices are told as gone."""

    async def main() -> tuple[list[Hole], list[str]]:
        session = Session(*things)
        run = session.hearing.run(session.opens, lambda: None, lambda: None)
        hearing = asyncio.create_task(run)
        await user(session)
        await session.hearing.stop()
        await hearing
        assert session.hearing.told_until >= session.sound.end
        return session.holes, session.watching.lost

    return virtual_time.run(main())


def lost_after(seconds: float) -> FakeSource:
    return FakeSource(seconds=seconds, then_lost=True)


def test_a_pause_after_a_loss_is_not_all_of_the_hole() -> None:
    async def user(session: Session) -> None:
        await session.at(6)
        await session.hearing.pause()
        await session.at(10)
        session.hearing.resume()
        await session.at(12)

    told, _ = holes(user, lost_after(2), *[GONE] * 8, FakeSource(seconds=60))
    assert [kind for kind, _, _ in told] == [GapKind.LOST, GapKind.PAUSED]
    assert told[0][1:] == pytest.approx((2, 6), abs=0.1)
    assert told[1][1:] == pytest.approx((6, 10), abs=0.1)


def test_a_device_that_is_gone_at_the_end_of_a_pause_is_told_as_gone() -> None:
    async def user(session: Session) -> None:
        await session.at(2)
        await session.hearing.pause()
        await session.at(5)
        session.hearing.resume()
        await session.at(12)

    told, gone = holes(user, FakeSource("Desk", seconds=60), *[GONE] * 6, FakeSource(seconds=60))
    assert [kind for kind, _, _ in told] == [GapKind.PAUSED, GapKind.LOST]
    assert told[0][1:] == pytest.approx((2, 5), abs=0.1)
    assert told[1][1:] == pytest.approx((5, 8), abs=0.1)
    assert gone == ["Desk"]


def test_a_device_that_is_still_gone_at_the_end_is_a_hole_until_then() -> None:
    async def user(session: Session) -> None:
        await session.at(6)

    told, _ = holes(user, lost_after(2), *[GONE] * 20)
    ((kind, start, end),) = told
    assert (kind, start, end) == (GapKind.LOST, 2.0, pytest.approx(6, abs=0.1))
