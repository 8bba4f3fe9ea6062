"""From a server's hypotheses to partials and finals that keep their promises.

Every hypothesis replaces the one before it of the same turn. A final is given once and
never changes but for case and punctuation. Where the service sends a final twice, raw
and then formatted, the raw one is held back for half a second; what follows it waits
behind it, so that no sentence appears before the one it answers.
"""

from dataclasses import replace

from captioner.core.events import Event, Final, Heard, Partial, Word
from captioner.engines.assemblyai.words import same_words

TWIN_S = 0.5
"""How long a raw final waits for its formatted twin."""

BEAT_MARGIN_MS = 3_000
"""Sound that a server has received, no word of it shown, is taken as dealt with after this.

The first words of a sentence were seen to take up to 1.2 s.
"""

SPOKEN_MS = 10_000
"""The same where speech was heard of which no word has come, or where nobody says: a server
that is slow gives them late."""

_KEPT = 5_000  # finals of three hours of talk, for late twins and changed speakers


class Turns:
    """The turns of one connection.

    Args:
        twins: Whether a formatted twin follows a raw final.
        partials: Whether hypotheses are given at all.
    """

    def __init__(self, *, twins: bool, partials: bool) -> None:
        self.twins = twins
        self.partials = partials
        self._finals: dict[int, Final] = {}
        self._open: tuple[int, int] | None = None
        self._shown: int | None = None
        self._newest = -1
        self._heard = 0
        self._held: Final | None = None
        self._release_at: float | None = None
        self._behind: list[Event] = []

    @property
    def current(self) -> int:
        """The turn that a hypothesis without a number belongs to."""
        return self._open[0] if self._open else self._newest + 1

    @property
    def is_open(self) -> bool:
        """Whether a turn has words and no final yet."""
        return self._open is not None

    def due(self) -> float | None:
        """When a final that is held back must go."""
        return self._release_at

    def partial(self, turn: int, words: tuple[Word, ...], agreed: int) -> list[Event]:
        """A hypothesis; one that is empty, or older than the newest turn, says nothing."""
        if not words or turn in self._finals or turn < self._newest:
            return []
        self._newest = turn
        self._open = (turn, words[0].start_ms)
        if not self.partials:
            return []
        self._shown = turn
        return self._in_order([Partial(turn=turn, words=words, agreed=agreed)])

    def final(self, final: Final, now: float, *, formatted: bool) -> list[Event]:
        """The end of a turn."""
        if self._held is not None and self._held.turn == final.turn:
            self._finals[final.turn] = self._held = final
            return self.flush() if formatted else []
        earlier = self._finals.get(final.turn)
        if earlier is not None:
            return self._in_order(self._amended(earlier, final))
        self._finals[final.turn] = final
        if len(self._finals) > _KEPT:
            del self._finals[next(iter(self._finals))]
        self._close(final.turn)
        if self.twins and not formatted:
            before = self.flush()
            self._held, self._release_at = final, now + TWIN_S
            return before
        return self._in_order([final, *self._heard_until(final.end_ms)])

    def withdrawn(self, turn: int) -> list[Event]:
        """A turn ended without words: what was shown of it goes."""
        shown = self._shown == turn
        self._close(turn)
        return self._in_order([Partial(turn=turn, words=())]) if shown else []

    def silence(self, until_ms: int) -> list[Event]:
        """The server says that nobody spoke before this."""
        return self._in_order(self._heard_until(until_ms))

    def speakers(self, turn: int, words: tuple[Word, ...], label: str | None) -> list[Event]:
        """The server has changed its mind about who spoke in a turn."""
        final = self._finals.get(turn)
        if final is None:
            return []
        if len(words) == len(final.words):
            pairs = zip(final.words, words, strict=True)
            renamed = tuple(replace(old, speaker=new.speaker) for old, new in pairs)
        else:
            renamed = final.words
        changed = replace(final, words=renamed, speaker=label or final.speaker, amends=True)
        self._finals[turn] = changed
        return self._in_order([changed])

    def tick(self, now: float) -> list[Event]:
        """What was held back until now."""
        due = self._release_at is not None and now >= self._release_at
        return self.flush() if due else []

    def flush(self) -> list[Event]:
        """Everything that is held back."""
        if self._held is None:
            return []
        held, behind = self._held, self._behind
        self._held, self._release_at, self._behind = None, None, []
        return [held, *self._heard_until(held.end_ms), *behind]

    def _in_order(self, events: list[Event]) -> list[Event]:
        if self._held is None:
            return events
        self._behind += events
        return []

    def _amended(self, earlier: Final, later: Final) -> list[Event]:
        if later.text == earlier.text or not same_words(earlier.text, later.text):
            return []
        same_count = len(later.words) == len(earlier.words)
        words = later.words if same_count else earlier.words
        amended = replace(earlier, text=later.text, words=words, amends=True)
        self._finals[earlier.turn] = amended
        return [amended]

    def _close(self, turn: int) -> None:
        self._newest = max(self._newest, turn)
        if self._open is not None and self._open[0] == turn:
            self._open = None
        if self._shown == turn:
            self._shown = None

    def _heard_until(self, ms: int) -> list[Event]:
        """Sound of the open turn is not dealt with before its final."""
        until = ms if self._open is None else min(ms, self._open[1])
        if until <= self._heard:
            return []
        self._heard = until
        return [Heard(until_ms=until)]
