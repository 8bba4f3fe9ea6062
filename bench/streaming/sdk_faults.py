"""AssemblyAI's SDK 1.8.2 on a link that goes bad; runs in its own virtual environment.

Prints the monotonic time at which it first says that something is wrong.
"""

import asyncio
import sys
import time
from typing import Any

from assemblyai.streaming.v3 import (
    AsyncStreamingClient,
    StreamingClientOptions,
    StreamingEvents,
    StreamingParameters,
)

CHUNK = bytes(3200)
CHUNK_S = 0.1


async def main(url: str, seconds: float) -> None:
    """Stream silence to `url` until something is wrong."""
    client = AsyncStreamingClient(StreamingClientOptions(api_key="K", api_host=url))
    wrong = asyncio.Event()

    def error(_: Any, __: Any) -> None:
        if not wrong.is_set():
            print(time.monotonic(), flush=True)
        wrong.set()

    client.on(StreamingEvents.Error, error)
    await client.connect(StreamingParameters(sample_rate=16000, speech_model="universal-3-6-pro"))
    print("open", flush=True)
    end = time.monotonic() + seconds
    while time.monotonic() < end and not wrong.is_set():
        await client.stream(CHUNK)
        await asyncio.sleep(CHUNK_S)


asyncio.run(main(sys.argv[1], float(sys.argv[2])))
