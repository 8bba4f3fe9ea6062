"""That a device which is recorded is still there, where a system does not tell."""

from collections.abc import Callable

from captioner.audio.poll import LOOK_S, Poll


class Presence:
    """Tells once that a device is gone: its stream may notice, or a look every second.

    Args:
        is_there: Whether the system lists it; OSError: the system does not answer.
        on_gone: Called once at most, in some thread, and not after `end`.
    """

    def __init__(self, is_there: Callable[[], bool], on_gone: Callable[[], None]) -> None:
        self._is_there = is_there
        self._on_gone = on_gone
        self._told = False
        self._poll: Poll | None = None

    def watch(self) -> None:
        """Look from now on; `on_gone` may use what was opened by then."""
        self._poll = Poll(self._look, LOOK_S)

    def gone(self) -> None:
        """The stream has ended by itself."""
        if not self._told:
            self._told = True
            self._on_gone()

    def end(self) -> None:
        """Tell nothing any more."""
        self._told = True
        if self._poll is not None:
            self._poll.stop()

    def _look(self) -> None:
        try:
            there = self._is_there()
        except OSError:
            there = False
        if not there:
            self.gone()
