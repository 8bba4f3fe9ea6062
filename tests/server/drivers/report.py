"""What a driver is told and what it says: one JSON object each way, for any SDK.

Runs in the SDK's own virtual environment, so it knows nothing of Captioner.
"""

import json
import sys
import threading
import time

CHUNK_MS = 100
PATIENCE_S = 120


class Job:
    """A session to run: `url`, `settings`, `steps`, and what to sign in with."""

    def __init__(self) -> None:
        self.__dict__.update(json.load(sys.stdin))

    def chunks(self, ms: int) -> list[bytes]:
        """Silence, in messages of 100 ms."""
        mulaw = self.settings["encoding"] == "pcm_mulaw"
        samples = self.settings["sample_rate"] * CHUNK_MS // 1000
        chunk = b"\xff" * samples if mulaw else bytes(2 * samples)
        return [chunk] * (ms // CHUNK_MS)


class Report:
    """What the SDK reported, thread-safe and in order."""

    def __init__(self) -> None:
        self._said: list[dict] = []
        self._changed = threading.Condition()

    def add(self, kind: str, **what: object) -> None:
        with self._changed:
            self._said.append({"kind": kind, **what})
            self._changed.notify_all()

    def shown(self, text: str) -> bool:
        return any(said.get("text") == text for said in self._said)

    def wait_for(self, text: str) -> None:
        deadline = time.monotonic() + PATIENCE_S
        with self._changed:
            while not self.shown(text) and time.monotonic() < deadline:
                self._changed.wait(0.1)

    def hand_in(self) -> None:
        with self._changed:
            json.dump(self._said, sys.stdout)
