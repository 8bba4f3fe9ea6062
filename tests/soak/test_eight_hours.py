"""Eight hours of a meeting with a cut every five minutes, on a virtual clock."""

import asyncio
import gc
import threading
from pathlib import Path

import pytest

from tests import virtual_time
from tests.simulation import Weather, simulated

pytestmark = pytest.mark.soak

HOUR_S = 3600.0
HOURS = 8
SLOPE_MB = 0.5
WARM_UP_HOURS = 2


def resident_mb() -> float:
    status = Path("/proc/self/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_eight_hours_cost_no_memory_threads_or_handles() -> None:
    async def main() -> list[tuple[float, int, int]]:
        every = [300.0 * number for number in range(1, 96)]
        weather = Weather(resets=every[::2], outages=[(at, at + 8) for at in every[1::2]])
        meeting = simulated(1, weather, seconds=HOURS * HOUR_S)
        session = asyncio.ensure_future(meeting.run())
        seen = []
        for hour in range(HOURS):
            await asyncio.sleep(HOUR_S - 1 if hour == 0 else HOUR_S)
            # What the witnesses of the test remember is no part of the program.
            meeting.witness.forget()
            meeting.keeper.forget()
            gc.collect()
            seen.append(
                (
                    resident_mb(),
                    threading.active_count(),
                    open_files(),
                )
            )
            print(f"hour {hour + 1}: {seen[-1]}")
        await session
        return seen

    seen = virtual_time.run(main())
    steady = seen[WARM_UP_HOURS:]
    assert (steady[-1][0] - steady[0][0]) / (len(steady) - 1) <= SLOPE_MB
    assert len({threads for _, threads, _ in seen}) == 1
    assert len({handles for _, _, handles in seen}) == 1
