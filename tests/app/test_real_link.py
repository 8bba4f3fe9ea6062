"""The client, the network and the server are real here, and so is the time it takes."""

import asyncio

from tests.guards import HANG_S
from tests.real_meeting import RealMeeting, real_meeting


def engines(real: RealMeeting) -> set[str]:
    return {segment.engine for segment in real.meeting.keeper.segments}


async def heard(real: RealMeeting, beyond_ms: int = 0, by: str = "") -> None:
    """Wait for a finished sentence that ends later than this, by a recogniser or any."""
    said = real.meeting.keeper.segments
    async with asyncio.timeout(HANG_S):
        while not any(  # noqa: ASYNC110 - a list tells nobody
            one.end_ms > beyond_ms and by in ("", one.engine) for one in said
        ):
            await asyncio.sleep(0.01)


def whole(real: RealMeeting) -> bool:
    meeting = real.meeting
    return meeting.mismatch == "" and meeting.forgotten == [] and meeting.keeper.gaps == []


async def test_resets_and_a_server_that_is_gone_for_a_while_cost_no_word() -> None:
    async with real_meeting(3, seconds=60.0) as real:
        session = asyncio.ensure_future(real.meeting.run())
        await heard(real)
        real.link.reset()
        await asyncio.sleep(1.5)
        real.link.reset()
        await real.link.refuse()
        await heard(real, by="ondevice")
        await real.link.accept()
        await real.meeting.runner.stop()
        await session
    assert whole(real)
    assert engines(real) == {"assemblyai", "ondevice"}


async def test_a_link_on_which_nothing_moves_any_more_costs_no_word() -> None:
    async with real_meeting(5, seconds=60.0) as real:
        session = asyncio.ensure_future(real.meeting.run())
        await heard(real)
        real.link.black_hole = True
        await heard(real, by="ondevice")
        await real.meeting.runner.stop()
        await session
    assert whole(real)
    assert engines(real) == {"assemblyai", "ondevice"}


async def test_a_slow_network_far_away_costs_no_word() -> None:
    async with real_meeting(6, seconds=5.0) as real:
        real.link.delay_s = 0.15
        await real.meeting.run()
    assert whole(real)
    assert engines(real) == {"assemblyai"}


async def test_a_throttled_link_costs_no_word() -> None:
    async with real_meeting(7, seconds=16.0) as real:
        real.link.bytes_per_s = 4000  # half of what the thriftiest encoding takes
        await real.meeting.run()
    assert whole(real)
    assert "ondevice" in engines(real)


async def test_a_damaged_stream_ends_no_session() -> None:
    async with real_meeting(8, seconds=60.0) as real:
        session = asyncio.ensure_future(real.meeting.run())
        await heard(real)
        real.link.corrupt = True
        await asyncio.sleep(1.5)
        real.link.corrupt = False
        await heard(real, beyond_ms=round(1000 * real.meeting.runner.lanes.seconds))
        await real.meeting.runner.stop()
        await session
    assert real.meeting.error is None
    assert real.meeting.forgotten == []


async def test_a_server_that_went_deaf_holds_up_no_end_and_costs_no_word() -> None:
    async with real_meeting(4, seconds=60.0) as real:
        session = asyncio.ensure_future(real.meeting.run())
        await heard(real)
        real.link.black_hole = True
        async with asyncio.timeout(HANG_S):
            await real.meeting.runner.stop(within_s=3.0)
            await session
    assert whole(real)  # this computer captioned what the server would not any more


async def test_a_server_that_never_answers_is_replaced_by_this_computer() -> None:
    async with real_meeting(9, seconds=5.0) as real:
        real.link.black_hole = True
        await real.meeting.run()
    assert whole(real)
    assert engines(real) == {"ondevice"}
