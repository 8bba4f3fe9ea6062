"""Where lines of speech begin and end, from how likely each hop holds a voice."""

from dataclasses import dataclass

from captioner.core.audio import RATE
from captioner.core.foreground import Foreground
from captioner.core.pauses import HOP

_BEGINS = 0.5
_GOES_ON = 0.35
_BEGINS_AFTER = 2
"""So many hops in a row with a voice begin a line: one alone is a click."""

_MAY_BEGIN, _MAY_BEGIN_AFTER = 0.03, 5
"""So many hops in a row that stand out and may hold a voice begin one too; whether they do,
the words must tell."""

ENDS_AFTER = 10
"""So many hops in a row without a voice end a line."""

_HEARD_LATE = 2
"""So many hops after its end the detector still hears a voice."""

_FADES = 8
"""So many hops after a voice may still hold the end of a word."""

_SOUND_BEFORE = 10 * HOP
"""A line takes so much sound before the first voice: words begin softly."""

_BRIDGED = 40
"""For so many hops sound that stands out goes on with a voice, or comes before it: the
detector misses a second now and then of who speaks far away or on the telephone."""

_CUTS = ((9 * RATE, 2), (13 * RATE // 2, 3), (9 * RATE // 2, 5))
"""From which length on a line ends after how many hops without a voice: reading it costs as
much as it is long."""

_LONGEST = 14 * RATE
"""The model gets worse beyond 15 s."""

_SHORTEST_PART = 6 * RATE
_STILL_SPOKEN = RATE // 2
_LULL = 5


@dataclass(slots=True)
class Span:
    """One line.

    Attributes:
        start: The session's number of its first sample.
        end: The number of the sample after its last; what has been heard, while it is open.
        complete: Whether it has ended.
        voiced: How many of its hops hold a voice.
        spoken: Where its voice ends so far, with the sound in which it fades.
        silence: How many samples at its end hold no voice, where a pause ended it.
        behind: Whether it was said behind who speaks, as `Foreground.is_behind` has it.
    """

    start: int
    end: int
    spoken: int
    complete: bool = False
    voiced: int = 0
    silence: int = 0
    behind: bool = False


class Endpointing:
    """Finds the lines in a stream of hops.

    Args:
        position: The session's number of the first sample.
    """

    def __init__(self, position: int) -> None:
        self._foreground = Foreground()
        self.restart(position)

    def restart(self, position: int) -> None:
        """The next hop begins at this sample; there are no lines before it."""
        self.spans: list[Span] = []
        """All lines since the restart, in order; only the last may be open."""
        self.end = self._free = position
        self._run = self._quiet = self._missed = self._loud = self._maybe = 0
        self._powers: list[float] = []

    def hear(self, likely: float, power: float) -> None:
        """Take in the next hop.

        Args:
            likely: How likely it holds a voice, 0 to 1.
            power: Its mean square, or anything in proportion.
        """
        self.end += HOP
        span, in_front = self._open(), self._foreground.hear(likely, power)
        self._loud = self._loud + 1 if self._foreground.stands_out else 0
        if span is None:
            self._run = self._run + 1 if in_front and likely >= _BEGINS else 0
            may_be = self._foreground.stands_out and likely >= _MAY_BEGIN
            self._maybe = self._maybe + 1 if may_be else 0
            if self._run >= _BEGINS_AFTER or self._maybe >= _MAY_BEGIN_AFTER:
                before = min(max(self._run, self._loud), _BRIDGED) * HOP + _SOUND_BEFORE
                start = max(self._free, self.end - before)
                self.spans.append(Span(start, self.end, self.end, voiced=self._run))
                self._quiet, self._missed, self._powers = 0, 0, []
            return
        span.end = self.end
        voiced = in_front and likely >= _GOES_ON
        span.voiced += voiced
        self._missed = 0 if voiced else self._missed + 1
        goes_on = voiced or (self._foreground.stands_out and self._missed <= _BRIDGED)
        self._quiet = 0 if goes_on else self._quiet + 1
        if self._quiet <= _FADES:
            span.spoken = self.end
        self._powers.append(power)
        length = span.end - span.start
        if self._quiet >= min([ENDS_AFTER, *(quiet for least, quiet in _CUTS if length >= least)]):
            span.silence = (self._quiet + _HEARD_LATE) * HOP
            self._complete(span)
        elif length >= _LONGEST:
            self._split(span)

    def cut(self) -> None:
        """End the open line where the sound now ends."""
        span = self._open()
        if span is not None:
            self._complete(span)

    def _open(self) -> Span | None:
        return self.spans[-1] if self.spans and not self.spans[-1].complete else None

    def _complete(self, span: Span) -> None:
        span.complete, span.behind = True, self._foreground.is_behind(self._powers)
        self._free, self._run, self._maybe = span.end, 0, 0

    def _split(self, span: Span) -> None:
        """End a line that is too long at its best pause; the rest is open."""
        last = len(self._powers) - _STILL_SPOKEN // HOP
        first = last - (_LONGEST - _SHORTEST_PART - _STILL_SPOKEN) // HOP
        lulls = {
            place: sum(self._powers[place - _LULL : place]) for place in range(first + _LULL, last)
        }
        place = min(lulls, key=lambda each: lulls[each])
        at = span.end - (len(self._powers) - place + _LULL // 2) * HOP
        rest = Span(at, span.end, span.spoken, voiced=span.voiced)
        span.end, span.spoken, span.complete = at, at, True
        self._powers = self._powers[place:]
        self.spans.append(rest)
