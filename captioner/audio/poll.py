"""Asking again and again, where a system does not tell."""

import threading
from collections.abc import Callable

LOOK_S = 1.0
"""How often a system is asked that does not tell: a change is to be told within two seconds."""

_JOIN_S = 2.0


class Poll:
    """Calls `look` every `every_s` seconds, in a thread of its own, until it is stopped."""

    def __init__(self, look: Callable[[], object], every_s: float) -> None:
        self._stopping = threading.Event()
        self._look = look
        self._every_s = every_s
        self._thread = threading.Thread(target=self._run, name="captioner-poll", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends it; see `captioner.audio.host.Watch`. May be called by `look` itself."""
        self._stopping.set()
        if threading.current_thread() is not self._thread:
            self._thread.join(_JOIN_S)

    def _run(self) -> None:
        while not self._stopping.wait(self._every_s):
            self._look()
