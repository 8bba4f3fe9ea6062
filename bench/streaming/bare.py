"""The least a client can do: `websockets`, and the JSON of the standard library."""

import asyncio
import json

from report import CHUNK, Report
from websockets.asyncio.client import ClientConnection, connect


async def read(socket: ClientConnection, report: Report) -> None:
    """Note each turn."""
    async for data in socket:
        message = json.loads(data)
        if message["type"] == "Turn":
            report.event(message["words"][-1]["text"])


async def main() -> None:
    """Stream, then say goodbye."""
    report = Report()
    async with connect(f"{report.url}/v3/ws?sample_rate=16000", compression=None) as socket:
        await socket.recv()
        reading = asyncio.create_task(read(socket, report))
        report.start()
        for _ in range(report.chunks):
            await asyncio.sleep(report.wait_s())
            report.hand_in()
            await socket.send(CHUNK)
        report.print()
        await socket.send('{"type":"Terminate"}')
        await reading


asyncio.run(main())
