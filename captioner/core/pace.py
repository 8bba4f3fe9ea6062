"""The pace at which late lines appear: no faster than they can be read.

What is said now is shown at once. What comes late, because a connection or this computer was
slow, comes in bursts, and lines that roll by cannot be read: of them so much appears at once as
is taken in at a glance, and the rest at reading pace [1], in its order. Nothing waits longer than
`LONGEST_MS`; what would, appears at once and is told, to be scrolled back to.

[1] 20 to 25 characters a second are the most that subtitles ask of a reader (EBU-TT-D and BBC
guidelines: 160 to 180 words a minute); whoever catches up skims, so a little more.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from captioner.core.events import Partial, Word
from captioner.core.transcript import Segment

CHARACTERS_PER_S = 30
AT_A_GLANCE = 80
"""So many characters, two lines, may come at once."""

LONGEST_MS = 6_000
LATE_MS = 1_500
"""What comes so much later than words do at best is late."""

_LEAK = 1_000
"""The best delay is forgotten by one ms in so many ms: clocks of devices drift."""

Update = Partial | Segment
"""What is said: still open, or finished."""


@dataclass(slots=True)
class _Waiting:
    """An update, and up to which character of all that came it reaches."""

    update: Update
    until: int
    words_shown: int = 0


class Pace:
    """Decides when each update appears. Times are ms on one clock that is handed in.

    Attributes:
        skipped: Characters that appeared at once because they would have waited too long.
    """

    def __init__(self) -> None:
        self.skipped = 0
        self._waiting: deque[_Waiting] = deque()
        self._characters: dict[int, int] = {}
        self._best: float | None = None
        self._at_ms = 0
        self._came = 0
        self._allowed = 0.0
        self._newest_ms = 0

    @property
    def waits(self) -> bool:
        """Whether anything is still to appear."""
        return bool(self._waiting)

    def take(self, update: Update, now_ms: int) -> list[Update]:
        """Something came; what is to be shown now, in order."""
        late = self._is_late(update, now_ms)
        turn, length = update.turn, len(update.text)
        queued = any(one.update.turn == turn for one in self._waiting)
        goes_on = _start(update) >= self._newest_ms
        self._newest_ms = max(self._newest_ms, _start(update))
        added = max(0, length - self._characters.get(turn, 0))
        if queued and length < self._characters[turn]:
            self.forget(turn)  # what it had said is withdrawn
        self._characters[turn] = length
        if not self._waiting and not (late and goes_on):
            return [update]
        if self._waiting and not goes_on and not queued:
            return [update]  # its place is above what waits
        self._advance(now_ms)
        self._came += added
        self._waiting.append(_Waiting(update, self._came))
        most = self._came - CHARACTERS_PER_S * LONGEST_MS // 1000
        if self._allowed < most:
            self.skipped += round(most - self._allowed)
            self._allowed = most
        return self.due(now_ms)

    def due(self, now_ms: int) -> list[Update]:
        """What has waited long enough, in order."""
        self._advance(now_ms)
        shown: list[Update] = []
        while self._waiting and self._waiting[0].until <= self._allowed:
            shown.append(self._waiting.popleft().update)
        if self._waiting:
            shown.extend(self._begun(self._waiting[0]))
        return shown

    def all(self) -> list[Update]:
        """Everything that waits: nobody reads along."""
        shown = [one.update for one in self._waiting]
        self._waiting.clear()
        return shown

    def forget(self, turn: int) -> None:
        """An utterance is not to appear, or not as it was."""
        self._waiting = deque(one for one in self._waiting if one.update.turn != turn)

    def _is_late(self, update: Update, now_ms: int) -> bool:
        delay = now_ms - _end(update)
        since = now_ms - self._at_ms
        best = delay if self._best is None else min(delay, self._best + since / _LEAK)
        self._advance(now_ms)
        self._best = best
        return delay - best >= LATE_MS

    def _advance(self, now_ms: int) -> None:
        passed, self._at_ms = now_ms - self._at_ms, now_ms
        more = self._allowed + CHARACTERS_PER_S * passed / 1000
        self._allowed = min(more, self._came + AT_A_GLANCE)

    def _begun(self, first: _Waiting) -> Iterator[Update]:
        """The words of what appears next that may be seen already."""
        hidden = first.until - self._allowed
        words = _words(first.update)
        total = len(first.update.text)
        count, seen = 0, 0
        for word in words:
            seen += len(word.text) + (1 if seen else 0)
            if seen > total - hidden:
                break
            count += 1
        if 0 < count < len(words) and count > first.words_shown:
            first.words_shown = count
            agreed = len(words) if isinstance(first.update, Segment) else first.update.agreed
            yield Partial(
                turn=first.update.turn,
                words=tuple(words[:count]),
                agreed=min(agreed, count),
                lane=first.update.lane,
            )


def _start(update: Update) -> int:
    if isinstance(update, Segment):
        return update.start_ms
    return update.words[0].start_ms if update.words else 0


def _end(update: Update) -> int:
    if isinstance(update, Segment):
        return update.end_ms
    return update.words[-1].end_ms if update.words else 0


def _words(update: Update) -> list[Word]:
    """Its words; those of a finished one as it is written, if each is known."""
    if isinstance(update, Partial):
        return list(update.words)
    texts = update.text.split()
    if len(texts) != len(update.words):
        return []
    speaker = update.speaker or None
    pairs = zip(update.words, texts, strict=True)
    return [replace(word, text=text, speaker=speaker) for word, text in pairs]
