"""What a client under measurement says of itself: one JSON object on stdout.

Standard library only: it also runs in the virtual environment of an SDK.
"""

import json
import sys
import threading
import time

CHUNK_S = 0.1
CHUNK = bytes(3200)
"""100 ms of silence, PCM16 at 16 kHz."""


class Report:
    """Times of one client, in seconds of the machine's monotonic clock.

    Attributes:
        handed: When each chunk was handed in.
        events: When a message was sent by the server and when its event was out.
    """

    def __init__(self) -> None:
        self.url, seconds = sys.argv[1:]
        self.chunks = round(float(seconds) / CHUNK_S)
        self.handed: list[float] = []
        self.events: list[tuple[float, float]] = []
        self._cpu = self._due = 0.0
        self._threads = 0

    def start(self) -> None:
        """The session is open: count from here."""
        self._cpu, self._due = time.process_time(), time.monotonic()

    def wait_s(self) -> float:
        """Seconds until the next chunk is due."""
        self._due += CHUNK_S
        return max(0.0, self._due - time.monotonic())

    def hand_in(self) -> None:
        """A chunk is handed in now."""
        self._threads = max(self._threads, threading.active_count())
        self.handed.append(time.monotonic())

    def event(self, stamp: str) -> None:
        """An event is out whose message the server stamped."""
        self.events.append((float(stamp), time.monotonic()))

    def print(self) -> None:
        """Say everything."""
        cpu_s = time.process_time() - self._cpu
        with open("/proc/self/status", encoding="ascii") as file:  # noqa: PTH123 - no path is kept
            resident = next(line for line in file if line.startswith("VmRSS"))
        report = {
            "handed": self.handed,
            "events": self.events,
            "cpu_ms_per_min": cpu_s * 1000 * 60 / (self.chunks * CHUNK_S),
            "memory_mb": int(resident.split()[1]) / 1024,
            "threads": self._threads,
        }
        print(json.dumps(report), flush=True)
