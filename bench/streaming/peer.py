"""A v3 server that notes when each frame arrives and stamps each message it sends.

Its partials keep up with the sound, five a second, as `captioner serve --script` does.
"""

import asyncio
import json
import time

from websockets.asyncio.server import ServerConnection, serve

TURN_EVERY = 2
WORDS = 10
CHUNK_MS = 100


def turn(number: int, heard_ms: int) -> str:
    """A partial of ten words that ends with the sound; the last word is the time."""
    texts = [*(["word"] * (WORDS - 1)), f"{time.monotonic():.6f}"]
    words = [
        {
            "text": text,
            "start": max(0, heard_ms - 100 * (WORDS - index)),
            "end": max(0, heard_ms - 100 * (WORDS - index - 1)),
            "confidence": 0.9,
            "word_is_final": False,
        }
        for index, text in enumerate(texts)
    ]
    message = {
        "type": "Turn",
        "turn_order": number,
        "turn_is_formatted": True,
        "end_of_turn": False,
        "transcript": " ".join(texts),
        "utterance": "",
        "end_of_turn_confidence": 0,
        "words": words,
    }
    return json.dumps(message)


async def session(socket: ServerConnection) -> None:
    """Serve one client, then print when its frames came."""
    expires = int(time.time()) + 3600
    await socket.send(json.dumps({"type": "Begin", "id": "bench", "expires_at": expires}))
    arrived: list[float] = []
    async for data in socket:
        if isinstance(data, str):
            if json.loads(data)["type"] == "Terminate":
                break
            continue
        arrived.append(time.monotonic())
        if len(arrived) % TURN_EVERY == 0:
            await socket.send(turn(len(arrived) // 20, len(arrived) * CHUNK_MS))
    await socket.send('{"type":"Termination","audio_duration_seconds":1}')
    await socket.close()
    print(json.dumps(arrived), flush=True)


async def main() -> None:
    """Listen on a free port, print it, and serve until ended."""
    async with serve(session, "127.0.0.1", 0, compression=None) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await asyncio.Future()


asyncio.run(main())
