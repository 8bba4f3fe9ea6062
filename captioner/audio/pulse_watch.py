"""Looks at the sound server whenever something changes there, in a thread of its own."""

import threading
from collections.abc import Callable

from captioner.audio import pulse

_RECONNECT_S = 1.0
_JOIN_S = 2.0

Look = Callable[[pulse.Server | None], bool]


class PulseWatch:
    """Calls `look` with a connection: at once, after each change, and now and then.

    When the server is gone `look` gets None, and again after each second in which it has
    not come back. It returns whether to go on.
    """

    def __init__(self, look: Look, facilities: tuple[str, ...], every_s: float) -> None:
        """Begins.

        Args:
            look: Called in the watch's thread.
            facilities: What kinds of change matter, in the server's words.
            every_s: How often to look if nothing changes.
        """
        self._look = look
        self._facilities = facilities
        self._every_s = every_s
        self._stopping = threading.Event()
        self._server: pulse.Server | None = None
        self._thread = threading.Thread(target=self._run, name="captioner-pulse", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends it. Blocks until the thread has ended, at most two seconds."""
        self._stopping.set()
        for _ in range(round(_JOIN_S / 0.02)):
            server = self._server
            if server is not None:
                server.interrupt()
            self._thread.join(0.02)
            if not self._thread.is_alive():
                return

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                with pulse.connected() as server:
                    self._server = server
                    server.listen(*self._facilities)
                    while not self._stopping.is_set():
                        if not self._look(server):
                            return
                        server.wait(self._every_s)
            except pulse.NoServer:
                if self._stopping.is_set() or not self._look(None):
                    return
                self._stopping.wait(_RECONNECT_S)
