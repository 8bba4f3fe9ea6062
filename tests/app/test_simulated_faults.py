"""Whatever goes wrong, the words spoken are the words kept: once each, in order."""

import asyncio
from dataclasses import replace
from random import Random

import pytest

from tests import virtual_time
from tests.simulation import WITH_SERVICE, Meeting, Weather, simulated

SEEDS = range(25)
SECONDS = 20.0
NOT_HEARD = {"paused", "Fake was disconnected"}


def forecast(seed: int, seconds: float) -> Weather:
    """What goes wrong in a meeting of so many seconds."""
    random = Random(seed)

    def some(most: int) -> list[float]:
        return sorted(random.uniform(0.5, seconds) for _ in range(random.randrange(most + 1)))

    expires_in_s = random.choice((None, None, 7.0, 12.0))
    paces = (None, None, None, 0.3, 0.6, 0.9, 1.3)
    return Weather(
        outages=[(start, start + random.choice((0.4, 1.0, 2.5, 5.0, 9.0))) for start in some(2)],
        resets=some(3),
        stalls=some(1),
        slow_s=random.choice((0.05, 0.3, 1.2)),
        refuses_from=random.uniform(2, seconds) if random.random() < 0.1 else None,
        expires_in_s=expires_in_s,
        # Neither a slow link nor a sentence without an end ends in connections so short.
        pace=random.choice(paces) if expires_in_s is None else None,
        latency_s=random.choice((0.0, 0.04, 0.3)),
        refuses_setting=random.choice(("", "", "", "word_boost", "encoding")),
        local=random.random() < 0.85,
        local_s=random.choice((0.3, 0.3, 2.0)),
        local_breaks=some(1),
        one_sentence=expires_in_s is None and random.random() < 0.15,
    )


def hold(seed: int) -> Meeting:
    """The meeting of this seed, over."""

    async def main() -> Meeting:
        random = Random(seed)
        pause = random.uniform(1, 15)
        meeting = simulated(
            seed,
            forecast(seed, SECONDS),
            seconds=SECONDS,
            fall_back=random.random() < 0.8,
            unplugged=random.choice(((None, None), (random.uniform(1, 12), None, None))),
            pause=random.choice((None, None, (pause, pause + random.uniform(0.02, 4)))),
            settings=replace(WITH_SERVICE, word_boost=("Zylotrix",)),
        )
        faults: list[object] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, what: faults.append(what))
        session = asyncio.ensure_future(meeting.run())
        if random.random() < 0.2:
            await asyncio.sleep(random.uniform(0.1, SECONDS))
            quitting = asyncio.get_running_loop().time()
            await meeting.runner.stop(within_s=3.0)
            await session
            assert asyncio.get_running_loop().time() - quitting < 4.0
            meeting.hurried = True
        await session
        assert faults == []
        return meeting

    return virtual_time.run(main())


@pytest.mark.parametrize("seed", SEEDS)
def test_every_word_is_kept_once_in_order_or_lies_in_a_gap(seed: int) -> None:
    meeting = hold(seed)
    assert meeting.mismatch == ""
    assert meeting.forgotten == []
    if meeting.error is None and not meeting.hurried:
        heard_but_lost = {gap.reason for gap in meeting.keeper.gaps} - NOT_HEARD
        assert heard_but_lost == set()
