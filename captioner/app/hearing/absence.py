"""Which lanes of a session have no source yet, and whether one is still worth waiting for."""

from collections.abc import Callable, Iterable

from captioner.core.errors import AudioError
from captioner.core.lanes import Lane


class Absence:
    """A source that is missing at the start is looked for while another one is heard, or may be.

    Args:
        lanes: Those of the session.
        is_over: Whether a lane hears nothing any more.
        has_heard: Whether the source of a lane has ever been there.
        tell: Told once for each lane why it has none.
    """

    def __init__(
        self,
        lanes: Iterable[Lane],
        is_over: Callable[[Lane], bool],
        has_heard: Callable[[Lane], bool],
        tell: Callable[[AudioError], None],
    ) -> None:
        self._lanes = tuple(lanes)
        self._is_over, self._has_heard, self._tell = is_over, has_heard, tell
        self._missing: set[Lane] = set()

    def looks_on(self, lane: Lane, why: AudioError) -> bool:
        """The source of this lane cannot be had; whether it is to be looked for on and on."""
        others = [other for other in self._lanes if other is not lane]
        wanted = any(self._may_hear(other) for other in others)
        if wanted and lane not in self._missing:
            self._tell(why)
        self._missing.add(lane)
        return wanted

    def _may_hear(self, lane: Lane) -> bool:
        if self._is_over(lane):
            return False
        return self._has_heard(lane) or lane not in self._missing
