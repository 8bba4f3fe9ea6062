"""What a session tells the app: first that it is open, then what the service hears."""

import math
from collections.abc import Callable, Sequence

from captioner.core.events import Event, Final, Opened, SessionInformation
from captioner.engines.assemblyai.timeline import Timeline
from captioner.engines.assemblyai.wire import Began, Ended
from captioner.engines.base import Emit


class Telling:
    """Says nothing until there is somebody to tell.

    Args:
        engine: The engine's name.
        timeline: Tells which sound the service's times mean.
        opened_at: Tells when the connection was opened, in seconds since the epoch.

    Attributes:
        emit: Who is told; None for nobody.
        began: How the service accepted the session; None until then.
        final_until_ms: Up to which session time there are finals.
    """

    def __init__(self, engine: str, timeline: Timeline, opened_at: Callable[[], float]) -> None:
        self.emit: Emit | None = None
        self.began: Began | None = None
        self.final_until_ms = 0
        self._engine, self._timeline, self._opened_at = engine, timeline, opened_at
        self._announced = False

    def give(self, events: Sequence[Event]) -> None:
        """The service says this."""
        if self.emit is None:
            return
        for event in events:
            self.announce()
            if isinstance(event, Final):
                self.final_until_ms = max(self.final_until_ms, event.end_ms)
            self.emit(event)

    def announce(self) -> None:
        """Say once that the session is open: with the first sound, which tells its start."""
        if self._announced or self.emit is None or self.began is None:
            return
        self._announced = True
        self.emit(
            Opened(
                engine=self._engine,
                id=self.began.id,
                start_ms=self._timeline.start_ms,
                expires_in_s=self.began.expires_in_s(self._opened_at()),
            )
        )

    def inform(self, ended: Ended) -> None:
        """The service said goodbye, and how long it all was."""
        heard_s, open_s = _duration(ended.audio_s), _duration(ended.session_s)
        if heard_s is None and open_s is None:
            return
        audio_s = self._timeline.sent_ms / 1000 if heard_s is None else heard_s
        self.give([SessionInformation(audio_s=audio_s, session_s=open_s)])


def _duration(seconds: float | None) -> float | None:
    """What can be a length of time."""
    return seconds if seconds is not None and 0.0 <= seconds < math.inf else None
