"""Marks where the user is called by name."""

from collections.abc import Callable, Sequence

from captioner.core.called import Names
from captioner.core.lanes import Lane
from captioner.core.transcript import Mark, Segment


class Calling:
    """Looks at what is said, once it is kept.

    Args:
        names: The names and words that the user wants to notice, as the settings are now.
        mark: Keeps and shows a mark.
    """

    def __init__(self, names: Callable[[], Sequence[str]], mark: Callable[[Mark], None]) -> None:
        self._names, self._mark = names, mark
        self._known: tuple[str, ...] = ()
        self._finder = Names()
        self._seen: set[int] = set()

    def heard(self, segment: Segment) -> None:
        """Mark each of its names once: a later state of it is no news."""
        own = segment.lane is Lane.YOU  # whoever says a name calls somebody else
        if segment.turn in self._seen or segment.is_sound or own:
            return
        self._seen.add(segment.turn)
        names = tuple(self._names())
        if names != self._known:
            self._known, self._finder = names, Names(names)
        texts = segment.text.split()
        first = {call.name: call for call in reversed([*self._finder.calls(texts)])}
        for call in sorted(first.values(), key=lambda call: call.first):
            timed = len(segment.words) == len(texts)
            at_ms = segment.words[call.first].start_ms if timed else segment.start_ms
            self._mark(Mark(at_ms=at_ms, note=call.name))
