"""Long runs of what the ordinary tests sample."""

import asyncio
from random import Random

import pytest

from tests.app.test_simulated_faults import SEEDS, hold
from tests.real_meeting import RealMeeting, real_meeting

pytestmark = pytest.mark.soak

SIMULATED = range(len(SEEDS), 225)
REAL = range(10)
SECONDS = 20.0


@pytest.mark.parametrize("seed", SIMULATED)
def test_every_word_is_kept_once_in_order_or_lies_in_a_gap(seed: int) -> None:
    print(f"seed {seed}")
    meeting = hold(seed)
    assert meeting.mismatch == ""
    assert meeting.forgotten == []


async def _trouble(real: RealMeeting, random: Random) -> None:
    """One fault after the other until the meeting is over."""
    link = real.link
    while True:
        await asyncio.sleep(random.uniform(1.0, 5.0))
        length_s = random.choice((0.1, 1.0, 2.5, 5.0))
        match random.choice(("reset", "refuse", "black hole", "slow")):
            case "reset":
                link.reset()
            case "refuse":
                link.reset()
                await link.refuse()
                await asyncio.sleep(length_s)
                await link.accept()
            case "black hole":
                link.black_hole = True
                await asyncio.sleep(length_s)
                link.black_hole = False
            case "slow":
                link.delay_s = random.uniform(0.05, 0.3)


@pytest.mark.parametrize("seed", REAL)
async def test_over_a_real_link_too(seed: int) -> None:
    print(f"seed {seed}")
    async with real_meeting(seed, seconds=SECONDS) as real:
        trouble = asyncio.ensure_future(_trouble(real, Random(seed)))
        await real.meeting.run()
        trouble.cancel()
        await asyncio.gather(trouble, return_exceptions=True)
    assert real.meeting.mismatch == ""
    assert real.meeting.forgotten == []
    assert real.meeting.keeper.gaps == []
