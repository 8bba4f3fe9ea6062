"""A stretch of the session's sound that is to be recognised once, by whomever."""

from collections import deque
from collections.abc import Iterable, Sequence

from captioner.core.audio import RATE, to_ms, to_samples
from captioner.core.events import Final, Partial, Word
from captioner.core.seam import REACH_MS, Seam
from captioner.core.share import Share

OVERLAP = RATE * 3 // 2
"""Samples that whoever goes on hears again. Services pad the ends of words by up to 1.3 s."""

CLEAR = RATE * 2 // 5
"""Samples after the last word that are no part of it, even if its time is a little wrong."""

HEAD = RATE
"""Samples before a new stretch that are heard with it, so that its first word is whole."""

TAIL = RATE
"""Samples after the end of a stretch that are heard with it, so that its last word is whole."""

SYLLABLE_MS = 150
LETTER_MS = 60
"""No word takes longer than this, and this much for each letter."""

ALMOST_MS = 300
"""Words are as far as others if their last one ends so little earlier: times differ."""

LONGEST_TURN_MS = 60_000
"""Without partials nobody knows what is still open; a service ends each turn by then."""


class Stretch:
    """What is known of how far a stretch has been dealt with.

    Args:
        start: The position of its first sample.
        before: Where it meets the stretch before it, if both have words there.
        partials: Whether open utterances are known.

    Attributes:
        end: The position after its last sample; None while it is what is said now.
        covered: Everything before this position has its final, or has no words.
        open_ms: Where the open utterance begins; None without one.
        stale: What is still shown of turns whose recogniser broke before their final, in
            the order of time.
        engine: The name of the recogniser that broke last.
        failures: How often a service failed at it.
    """

    def __init__(self, start: int, before: Seam | None = None, *, partials: bool = True) -> None:
        self.start = self.covered = start
        self.end: int | None = None
        self.before = before
        self.after: Seam | None = None
        self.open_ms: int | None = None
        self.stale: list[Partial] = []
        self.engine = ""
        self.failures = 0
        self._partials = partials
        self._said: deque[Word] = deque()
        self._said_until_ms = 0

    @property
    def is_newest(self) -> bool:
        """Whether no other stretch follows it without a break."""
        return self.after is None

    @property
    def needs_from(self) -> int:
        """The position from which whoever goes on must hear; never near the end of a word."""
        said_until = to_samples(self._said_until_ms)
        from_silence = self.covered - OVERLAP
        if from_silence >= said_until + CLEAR:
            return max(self.start, from_silence)
        return max(self.start, min(from_silence, said_until - OVERLAP))

    @property
    def is_done(self) -> bool:
        """Whether nothing in it waits to be recognised."""
        return self.end is not None and self.covered >= self.end

    def seam(self) -> Seam | None:
        """Where whoever goes on meets what was heard before, if anything was."""
        return Seam(self._said_until_ms, self._said) if self._said else None

    def split(self, at: int) -> "Stretch":
        """End this stretch at `at` and begin a new one there; the new one."""
        self.after = Seam(to_ms(at))
        self.end = at + TAIL
        return Stretch(max(self.start, at - HEAD), self.after, partials=self._partials)

    def final(self, words: Sequence[Word], given: int) -> None:
        """An utterance is finished.

        Args:
            words: Those that nobody had heard before.
            given: Up to where its recogniser was given sound: it has dealt with no more,
                whatever the times of its words say.
        """
        self.open_ms = None
        if words:
            self._said += words
            self._said_until_ms = max(self._said_until_ms, _end_ms(words[-1]))
            self.covered = max(self.covered, min(to_samples(self._said_until_ms), given))
            while self._said[0].end_ms < self._said_until_ms - REACH_MS:
                self._said.popleft()

    def heard(self, until_ms: int, given: int) -> None:
        """The recogniser has dealt with all sound before this, but for the open utterance.

        Args:
            until_ms: What it says.
            given: Up to where it was given sound.
        """
        if not self._partials:
            until_ms -= LONGEST_TURN_MS
        elif self.open_ms is not None:
            until_ms = min(until_ms, self.open_ms)
        self.covered = max(self.covered, min(to_samples(until_ms), given))

    def share(self, words: Sequence[Word], among: Share) -> Share:
        """What among the words of an utterance belongs here, and not to a neighbour."""
        if self.before is not None:
            among = self.before.share_after(words, among)
        return among if self.after is None else self.after.share_before(words, among)

    def note(self, words: Sequence[Word]) -> None:
        """Let its ends know the words of an utterance, of which its share is given."""
        share = Share.whole(words)
        if self.before is not None:
            share = self.before.share_after(words, share)
            self.before.keep_after(words, self.before.first_after(words))
        if self.after is not None:
            left = share.of(words)
            self.after.keep_before(left, self.after.end_before(left))

    def placed(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """The words, between those that the neighbours give."""
        if self.before is not None:
            words = self.before.put_after(words)
        return words if self.after is None else self.after.put_before(words)

    def dropped(self, shown: Iterable[Partial], engine: str) -> None:
        """Its recogniser is gone; this was shown and never finished."""
        self.stale += shown
        self.engine = engine
        self.open_ms = None

    def stand(self) -> list[Final]:
        """What is still shown of broken turns, as finals: nobody will finish them any more.

        One without words is withdrawn: the neighbours gave them.
        """
        stale, self.stale = self.stale, []
        return [self._stand(shown) for shown in stale]

    def _stand(self, shown: Partial) -> Final:
        share = self.share(shown.words, Share.whole(shown.words))
        self.note(shown.words)
        words = self.placed(share.of(shown.words))
        self.final(words, to_samples(shown.words[-1].end_ms))
        text = " ".join(word.text for word in words)
        return Final(turn=shown.turn, words=words, text=text)

    @property
    def stale_until_ms(self) -> int:
        """Where the last word ends that is shown of broken turns."""
        return max((shown.words[-1].end_ms for shown in self.stale), default=0)

    def is_behind(self, words: Sequence[Word]) -> bool:
        """Whether less can be read in these words than in those that a broken turn left."""
        return bool(words) and words[-1].end_ms < self.stale_until_ms - ALMOST_MS

    def take_stale(self, words: Sequence[Word]) -> list[Partial]:
        """What is still shown of the turns that these words take the place of."""
        taken = [shown for shown in self.stale if shown.words[0].start_ms <= words[-1].end_ms]
        self.stale = [shown for shown in self.stale if shown not in taken]
        return taken

    def finished(self) -> None:
        """Its recogniser came to the end of it in order."""
        if self.end is not None:
            self.covered = max(self.covered, self.end)


def _end_ms(word: Word) -> int:
    """Where a word ends at the latest: services let the last one of an utterance run on."""
    return min(word.end_ms, word.start_ms + SYLLABLE_MS + LETTER_MS * len(word.text))
