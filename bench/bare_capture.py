"""The least that recording costs: 50 ms blocks through sounddevice to an asyncio loop.

Prints the processor time it took, in % of a core. `python bare_capture.py SECONDS`
"""

import asyncio
import os
import sys
import time

import sounddevice

RATE = 16_000
SETTLED_S = 2


async def main(seconds: float) -> None:
    """Record the default source and drop what comes."""
    loop = asyncio.get_running_loop()

    def heard(_pcm: bytes) -> None:
        return

    def deliver(pcm: object, *_: object) -> None:
        loop.call_soon_threadsafe(heard, bytes(pcm))  # type: ignore[call-overload] # a buffer

    stream = sounddevice.RawInputStream(
        samplerate=RATE,
        channels=1,
        dtype="int16",
        blocksize=RATE // 20,
        latency="low",
        callback=deliver,
    )
    stream.start()
    await asyncio.sleep(SETTLED_S)
    used_s, began = time.process_time(), time.monotonic()
    await asyncio.sleep(seconds)
    used_s = time.process_time() - used_s
    print(100 * used_s / (time.monotonic() - began), flush=True)
    os._exit(0)  # stopping a stream may hang


asyncio.run(main(float(sys.argv[1])))
