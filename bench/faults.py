"""What faults cost: over a real link that goes bad, beside AssemblyAI's SDK.

The service is the product's own server with a recogniser that knows what is said, so
that what is measured is the client: the link, the replay, the fallback. Times are s of
the real clock, but for the eight hours.
"""

import asyncio
import gc
import json
import math
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import sdk
from captioner.core.plan import PATIENCE_S
from tests import virtual_time
from tests.real_meeting import RealMeeting, real_meeting
from tests.simulation import Weather, simulated

SDK_PROGRAM = Path(__file__).parent / "streaming" / "sdk_faults.py"
SDK_LIMIT_S = 70.0
"""The SDK was seen to take 50 s to notice a link on which nothing moves."""

HOUR_S = 3600.0
HOURS = 8
WARM_UP_HOURS = 2

Row = dict[str, object]


def rows(quick: bool) -> list[Row]:  # noqa: FBT001 - the signature of every section
    """One row a figure."""
    python = None if quick else sdk.python()
    peers = {} if python is None else asyncio.run(_sdk(python))
    return [
        *asyncio.run(_half_open(peers)),
        *asyncio.run(_resets(5 if quick else 40, peers)),
        *asyncio.run(_outage(6.0 if quick else 60.0)),
        _first_caption_here(),
        asyncio.run(_deaf_end()),
        _eight_hours(),
    ]


def _row(name: str, value: float, goal: str = "", peer: str = "") -> Row:
    return {"section": "faults", "name": name, "value": round(value, 4), "goal": goal, "peer": peer}


async def _until(true: Callable[[], object]) -> float:
    """Wait; the loop's time at which it was so."""
    while not true():  # noqa: ASYNC110 - what is watched is no event of ours
        await asyncio.sleep(0.001)
    return asyncio.get_running_loop().time()


async def _half_open(peers: dict[str, str]) -> list[Row]:
    """A link that stays open while nothing moves: when is it noticed, and who captions then?"""
    loop = asyncio.get_running_loop()
    async with real_meeting(1, seconds=60.0) as real:
        session = asyncio.ensure_future(real.meeting.run())
        await asyncio.sleep(4.0)
        real.link.black_hole = True
        cut = loop.time()
        opened = real.meeting.witness.opened
        here = await _until(lambda: opened and opened[-1][1].engine == "ondevice") - cut
        await _end(real, session)
    name = "half-open link noticed, and captioned by this computer, s"
    return [_row(name, here, "≤ 6", peers.get("stall", ""))]


async def _resets(count: int, peers: dict[str, str]) -> list[Row]:
    """How long after a reset the next connection takes sound."""
    loop = asyncio.get_running_loop()
    back: list[float] = []
    async with real_meeting(2, seconds=600.0) as real:
        session = asyncio.ensure_future(real.meeting.run())
        opened = real.meeting.witness.opened
        await _until(lambda: opened)
        for _ in range(count):
            await asyncio.sleep(1.5)
            before = len(opened)
            cut = loop.time()
            real.link.reset()
            back.append(await _until(lambda: len(opened) > before) - cut)  # noqa: B023 - awaited here
        await _end(real, session)
    peer = peers.get("reset", "")
    return [
        _row("back after a reset p50, s", statistics.median(back), "≤ 0.15", peer),
        _row("back after a reset p99, s", sorted(back)[math.ceil(0.99 * count) - 1], "≤ 0.6", peer),
        _row("words wrong after the resets", float(bool(real.meeting.mismatch)), "0"),
    ]


async def _outage(seconds: float) -> list[Row]:
    """Sound lost in an outage without fallback, and how late what is said after it is shown."""
    async with real_meeting(3, seconds=seconds + 24.0, fall_back=False) as real:
        session = asyncio.ensure_future(real.meeting.run())
        await asyncio.sleep(4.0)
        real.link.reset()
        await real.link.refuse()
        await asyncio.sleep(seconds)
        await real.link.accept()
        await session
    gaps = real.meeting.keeper.gaps
    lost = sum(gap.end_ms - gap.start_ms for gap in gaps)
    return [
        _row(f"sound lost in an outage of {seconds:.0f} s, ms", lost, "0"),
        _row("words wrong after it", float(bool(real.meeting.mismatch)), "0"),
    ]


def _first_caption_here() -> Row:
    """The real program, its service out of reach: its first words after it decided."""
    with tempfile.TemporaryDirectory() as profile:
        command = ["-c", "from captioner.cli.main import main; raise SystemExit(main())"]
        unreachable = ["--engine", "assemblyai", "--set", "server_url=ws://127.0.0.1:9"]
        where = ["--profile", profile]
        with subprocess.Popen(
            [sys.executable, *command, "caption", "--demo", "--json", *unreachable, *where],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as program:
            assert program.stdout is not None
            events = (json.loads(line) for line in program.stdout)
            at = next(float(event["at"]) for event in events if event["type"] == "partial")
            program.kill()
    return _row("first caption from this computer after the decision, s", at - PATIENCE_S, "≤ 1.5")


async def _deaf_end() -> Row:
    """Stop, and the service does not answer any more."""
    loop = asyncio.get_running_loop()
    async with real_meeting(4, seconds=60.0) as real:
        session = asyncio.ensure_future(real.meeting.run())
        await asyncio.sleep(4.0)
        real.link.black_hole = True
        began = loop.time()
        await _end(real, session)
        took = loop.time() - began
    return _row("end of a session with a deaf server, s", took, "≤ 4")


async def _end(real: RealMeeting, session: "asyncio.Future[None]") -> None:
    await real.meeting.runner.stop(within_s=3.0)
    await session


def _eight_hours() -> Row:
    """Memory from the third to the eighth hour, with a cut every five minutes."""

    async def main() -> list[float]:
        cuts = [300.0 * number for number in range(1, 12 * HOURS)]
        weather = Weather(resets=cuts[::2], outages=[(at, at + 8) for at in cuts[1::2]])
        meeting = simulated(1, weather, seconds=HOURS * HOUR_S + 10)
        session = asyncio.ensure_future(meeting.run())
        sizes = []
        for _ in range(HOURS):
            await asyncio.sleep(HOUR_S)
            meeting.witness.forget()
            meeting.keeper.forget()
            gc.collect()
            sizes.append(_resident_mb())
        await session
        return sizes

    sizes = virtual_time.run(main())[WARM_UP_HOURS:]
    slope = (sizes[-1] - sizes[0]) / (len(sizes) - 1)
    return _row("memory over eight simulated hours, MB/h", slope, "≤ 0.5")


def _resident_mb() -> float:
    status = Path("/proc/self/status").read_text("utf-8")
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


async def _sdk(python: Path) -> dict[str, str]:
    """When the SDK says that its link is stalled or cut; it never comes back by itself."""
    return {fault: await _sdk_notices(python, fault) for fault in ("stall", "reset")}


async def _sdk_notices(python: Path, fault: str) -> str:
    async with real_meeting(5) as real:
        program = await asyncio.create_subprocess_exec(
            str(python),
            str(SDK_PROGRAM),
            f"ws://127.0.0.1:{real.link.port}",
            str(SDK_LIMIT_S),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        assert program.stdout is not None
        await program.stdout.readline()
        await asyncio.sleep(3.0)
        cut = time.monotonic()
        if fault == "stall":
            real.link.black_hole = True
        else:
            real.link.reset()
        line = await program.stdout.readline()
        if program.returncode is None:
            program.kill()
        await program.wait()
    noticed = f"notices after {float(line) - cut:.2f} s" if line else f"silent for {SDK_LIMIT_S} s"
    return f"{sdk.NAME}: {noticed}, stays away"
