"""`captioner serve`: what idle sessions cost, and how many live ones this computer carries."""

import asyncio
import contextlib
import json
import statistics
import tempfile
import time

import psutil
import websockets

from bench.service import Service
from bench.speech import sound
from captioner.core.audio import BYTES_PER_SAMPLE, RATE
from captioner.engines.sample import sample_path

IDLE = 40
MOST = 8
CARRIED_S = 1.0
SETTLED_S = 3.0
MB = 1e6
_CHUNK_S = 0.1
_CHUNK = round(_CHUNK_S * RATE) * BYTES_PER_SAMPLE
_APART_S = 1.7
_PATH = "/v3/ws?sample_rate=16000"


def rows(quick: bool) -> list[dict[str, object]]:  # noqa: FBT001 - the signature of every section
    """Memory with idle sessions; the delay of the newest word with more and more live ones."""
    seconds = 20.0 if quick else 40.0
    found: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as folder, Service(folder) as service:
        found.append({"serve": "no session", **_cost(service)})
        began_s, cost = asyncio.run(_idle(service))
        told = {"Begin after s": began_s, "goal": "≤ 400 MB"}
        found.append({"serve": f"{IDLE} idle sessions", **cost, **told})
    carried = 0
    for streams in range(1, MOST + 1):
        with tempfile.TemporaryDirectory() as folder, Service(folder) as service:
            late = asyncio.run(_live(service.url, streams, seconds))
            cost = _cost(service)
        p90 = statistics.quantiles(late, n=10)[-1]
        delays = {"word p50 s": statistics.median(late), "word p90 s": p90}
        found.append({"serve": f"{streams} live at once", **cost, **delays})
        if p90 > CARRIED_S:
            break
        carried = streams
    return [*found, {"serve": f"streams carried, newest word p90 ≤ {CARRIED_S:g} s: {carried}"}]


def _cost(service: Service) -> dict[str, object]:
    process = psutil.Process(service.pid)
    return {"resident MB": process.memory_info().rss / MB, "threads": process.num_threads()}


async def _idle(service: Service) -> tuple[float, dict[str, object]]:
    """How long the last of many idle sessions waited for its Begin, and what they cost."""
    async with contextlib.AsyncExitStack() as stack:
        began_s = 0.0
        for _ in range(IDLE):
            started = time.monotonic()
            client = await stack.enter_async_context(_connect(service.url))
            await client.recv()
            began_s = time.monotonic() - started
        await asyncio.sleep(SETTLED_S)
        return began_s, _cost(service)


async def _live(url: str, streams: int, seconds: float) -> list[float]:
    """How late the newest word of each message came, over all streams."""
    speech = sound(sample_path())
    runs = [_stream(url, speech, seconds, number * _APART_S) for number in range(streams)]
    return [late for run in await asyncio.gather(*runs) for late in run]


async def _stream(url: str, speech: bytes, seconds: float, wait_s: float) -> list[float]:
    await asyncio.sleep(wait_s)
    late: list[float] = []
    async with _connect(url) as client:
        await client.recv()
        started = time.monotonic()

        async def listen() -> None:
            newest = 0
            async for message in client:
                words = json.loads(message).get("words") or [{"end": 0}]
                if words[-1]["end"] > newest:
                    newest = words[-1]["end"]
                    late.append(time.monotonic() - started - newest / 1000)

        listening = asyncio.create_task(listen())
        for number in range(round(seconds / _CHUNK_S)):
            await asyncio.sleep(max(0.0, started + (number + 1) * _CHUNK_S - time.monotonic()))
            await client.send(speech[number * _CHUNK : (number + 1) * _CHUNK])
        await asyncio.sleep(CARRIED_S)
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
    return late


def _connect(url: str) -> websockets.connect:
    return websockets.connect(url + _PATH, proxy=None, compression=None)
