"""Holds a finished sentence back for a moment, and shows what is said next after it."""

from collections.abc import Callable

from captioner.app.recognition.timers import Timers
from captioner.core.events import Partial


class Holding:
    """What waits to be shown.

    Args:
        tell: Shows a finished sentence, by its number.
        show: Shows an open one.

    Attributes:
        turns: The finished ones that wait, in order.
    """

    def __init__(self, tell: Callable[[int], None], show: Callable[[Partial], None]) -> None:
        self.turns: tuple[int, ...] = ()
        self._tell = tell
        self._show = show
        self._timers = Timers()
        self._next_waits = False
        self._next: dict[int, Partial] = {}

    def hold(self, turn: int, within_s: float | None, *, next_waits: bool) -> None:
        """Let a finished sentence wait.

        Args:
            turn: Its number.
            within_s: For so long at most; None until it is released.
            next_waits: Whether what is said next waits, too; else that releases it.
        """
        self.turns = (turn,)
        self._next_waits = next_waits
        if within_s is not None:
            self._timers.later(within_s, self.release)

    def wait(self, turn: int, within_s: float) -> None:
        """If this one waits, let it wait for so long from now, whatever was said before."""
        if self._next_waits and turn in self.turns:
            self._timers.close()
            self._timers.later(within_s, self.release)

    def let_next_pass(self, turn: int) -> None:
        """What is said after this one waits no more."""
        if turn in self.turns:
            self._next_waits = False
            if self._next:
                self.release()

    def part(self, turns: tuple[int, ...]) -> None:
        """What waits is several sentences."""
        self.turns = turns

    def partial(self, partial: Partial, *, live: bool) -> None:
        """Somebody speaks on: live, what was said before is shown first.

        Args:
            partial: What is said.
            live: Whether it comes while it is said.
        """
        if live and self._next_waits:
            self._next[partial.turn] = partial
            return
        if live:
            self.release()
        self._show(partial)

    def release(self) -> None:
        """Show all that waits."""
        self._timers.close()
        self._next_waits = False
        turns, self.turns = self.turns, ()
        for turn in turns:
            self._tell(turn)
        waiting, self._next = self._next, {}
        for partial in waiting.values():
            self._show(partial)
