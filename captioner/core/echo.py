"""Which words of *You* are only the others, heard through the loudspeaker once more.

An echo canceller takes most of the loudspeaker out of the microphone, never all of it, and a
recogniser may read what is left. Two things tell an echo from somebody who says the same:

1. Sound. Of an echo, the canceller takes away most of what the microphone heard; of somebody
   who speaks beside the loudspeaker hardly anything, because it has never been played.
2. Time. An echo follows the others' word within a second.

Where the canceller took nearly everything, sound alone decides. Where it took a part, the same
word must stand in the others' lane at that time, too; so it must in the first second or two, in
which the canceller still learns the room. Where it took little later, nothing is an echo, whatever
the words. Words of the others are never dropped.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, log10

from captioner.core.events import Word
from captioner.core.readings import letters

CERTAIN_DB = 12.0
"""So much less is left of an echo; of two who speak at once never."""

LIKELY_DB = 5.0
"""So much less is left even where somebody speaks softly beside it."""

EARLIER_MS, LATER_MS = 300, 1_000
"""An echoed word begins so long before the other at most (two recognisers' times differ), or
after it."""

REMEMBERED_MS = 60_000

FRAME_MS = 20

NEEDED_DB = 10.0
"""Of a loudspeaker more than 20 are taken away, of somebody with headphones hardly ever 8."""

_SECOND = 1_000 // FRAME_MS
SOUND = 320 * 104.0**2
"""The energy of a frame of PCM16 at -50 dB of full scale, above an idle microphone."""

AUDIBLE = 320 * 33.0**2
"""The energy of a frame of PCM16 at -60 dB of full scale."""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A frame of the microphone without the loudspeaker.

    Attributes:
        quiet: PCM16 with as little of an echo as can be, and less of who speaks beside it.
        faithful: PCM16 with some rest of an echo, and all of who speaks.
        heard: The energy before.
        left: The energy of what is left, by which it is judged whether it is an echo.
        spoken: Whether somebody speaks beside the loudspeaker, as far as is known.
    """

    quiet: bytes
    faithful: bytes
    heard: float
    left: float
    spoken: bool = False


class Echoes:
    """What the canceller took away, and what the others said, in the last minute.

    Attributes:
        heard_at_all: Whether the microphone hears the loudspeaker; else nothing is an echo.
    """

    def __init__(self) -> None:
        self._frames: deque[tuple[int, float, float]] = deque(maxlen=REMEMBERED_MS // FRAME_MS)
        self._said: deque[Word] = deque()
        self._open: tuple[Word, ...] = ()
        self.heard_at_all = False
        self._learnt_ms: int | None = None

    def knows(self, at_ms: int, *, heard: bool) -> None:
        """Whether the microphone hears the loudspeaker, as is known at this time."""
        self.heard_at_all = heard
        if heard and self._learnt_ms is None:
            self._learnt_ms = at_ms

    def cancelled(self, at_ms: int, heard: float, left: float) -> None:
        """A frame of the microphone: its energy before and after, in any unit."""
        self._frames.append((at_ms, heard, left))

    def others(self, words: Sequence[Word], *, final: bool) -> None:
        """What the others say now, or have said."""
        if not final:
            self._open = tuple(words)
            return
        self._open = ()
        self._said.extend(words)
        while self._said and self._said[0].end_ms < self._said[-1].end_ms - REMEMBERED_MS:
            self._said.popleft()

    def own(self, words: Sequence[Word]) -> tuple[int, ...]:
        """Which of the words in the microphone's lane the user said: their places."""
        if not self.heard_at_all:
            return tuple(range(len(words)))
        return tuple(place for place, word in enumerate(words) if not self._is_echo(word))

    def _is_echo(self, word: Word) -> bool:
        taken = self._taken_db(word.start_ms, word.end_ms)
        if taken >= CERTAIN_DB:
            return True
        learning = self._learnt_ms is not None and word.start_ms < self._learnt_ms
        return (learning or taken >= LIKELY_DB) and any(
            letters(word.text) == letters(other.text)
            and -EARLIER_MS <= word.start_ms - other.start_ms <= LATER_MS
            for other in (*self._said, *self._open)
        )

    def _taken_db(self, start_ms: int, end_ms: int) -> float:
        """How much the canceller took away in a stretch; -inf where nothing is known of it."""
        heard = left = 0.0
        for at_ms, before, after in reversed(self._frames):
            if at_ms < start_ms - FRAME_MS:
                break
            if at_ms < end_ms:
                heard, left = heard + before, left + after
        if not heard:
            return -inf
        return 10 * log10(heard / left) if left else inf


class Need:
    """Whether the microphone hears the loudspeaker at all.

    A canceller takes a little even from somebody who wears headphones, and spoils words. It
    is needed only where it takes away most of a whole second in which something was played;
    that holds for a minute.

    Attributes:
        there: Whether it does.
    """

    def __init__(self) -> None:
        self.there = False
        self._heard: deque[tuple[float, float]] = deque()
        self._before = self._after = 0.0
        self._left_ms = 0

    def hear(self, played: float, heard: float, left: float) -> None:
        """A frame: the energy of what was played, heard, and left of that."""
        if played < AUDIBLE:
            return
        self._left_ms = max(0, self._left_ms - FRAME_MS)
        self._add(heard, left)
        whole = len(self._heard) == _SECOND
        enough = self._before >= _SECOND * SOUND
        if whole and enough and self._before >= self._after * 10 ** (NEEDED_DB / 10):
            self._left_ms = REMEMBERED_MS
        self.there = self._left_ms > 0

    def _add(self, heard: float, left: float) -> None:
        self._heard.append((heard, left))
        self._before, self._after = self._before + heard, self._after + left
        if len(self._heard) > _SECOND:
            heard, left = self._heard.popleft()
            self._before, self._after = self._before - heard, self._after - left
