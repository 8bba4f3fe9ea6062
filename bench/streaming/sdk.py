"""AssemblyAI's SDK 1.8.2, its asynchronous client; runs in its own virtual environment."""

import asyncio
from typing import Any

from assemblyai.streaming.v3 import (
    AsyncStreamingClient,
    StreamingClientOptions,
    StreamingEvents,
    StreamingParameters,
)
from report import CHUNK, Report


async def main() -> None:
    """Stream, then say goodbye."""
    report = Report()
    client = AsyncStreamingClient(StreamingClientOptions(api_key="K", api_host=report.url))

    def turn(_: Any, event: Any) -> None:
        report.event(event.words[-1].text)

    client.on(StreamingEvents.Turn, turn)
    await client.connect(StreamingParameters(sample_rate=16000, speech_model="universal-3-6-pro"))
    report.start()
    for _ in range(report.chunks):
        await asyncio.sleep(report.wait_s())
        report.hand_in()
        await client.stream(CHUNK)
    report.print()
    await client.disconnect(terminate=True)


asyncio.run(main())
