"""What is on its way to the server: how much may be, and whether anybody is there.

A send that succeeded proves nothing, and on a slow link a ping waits behind the sound
that was sent before it. So pings are woven into the sound closely enough that even a
link of 20 kbit/s answers one every few seconds, and a peer counts as dead only when
nothing at all has come back for as long as that.
"""

from collections import deque
from dataclasses import dataclass
from itertools import count
from math import inf

PING_SOUND_MS = 300
"""Sound that may follow the last ping, or the last sound known to have arrived: at most
9,600 bytes, or 3.8 s of a link of 20 kbit/s."""

PING_S = 1.5
"""No more time lies between two pings, sound or not."""

DEAD_S = 4.4
"""A peer that owes an answer and says nothing for this long is dead."""

BURST_MS = 7_000
PACE = 1.25
"""A service takes some seconds at once (7.3 s were seen), then little more than real time."""

SLACK_MS = 600
MOST_MS = 2_000
"""Sound on its way is bounded by this much beyond two round trips; more waits where it is kept."""


@dataclass(frozen=True, slots=True)
class _Ping:
    number: int
    at: float
    sent_ms: float


class Uplink:
    """Bookkeeping of one connection; times in s of any steady clock, sound in ms.

    Args:
        now: When the connection was opened.

    Attributes:
        sent_ms: How much sound was handed to the network.
        acknowledged_ms: How much of it is known to have arrived.
        alive_at: When the server last gave a sign of life.
    """

    def __init__(self, now: float) -> None:
        self.sent_ms = 0.0
        self.alive_at = now
        self.acknowledged_ms = 0.0
        self._round_trip_ms = MOST_MS / 2
        self._pinged_at = now
        self._pinged_ms = 0.0
        self._unanswered: deque[_Ping] = deque()
        self._numbers = count()
        self._may_ms: float = BURST_MS
        self._counted_at = now

    @property
    def full(self) -> bool:
        """Whether sound must wait until some has arrived."""
        window = min(MOST_MS, SLACK_MS + 2 * self._round_trip_ms)
        return self.sent_ms - self.acknowledged_ms >= window

    def too_early_s(self, now: float) -> float:
        """How long the next message must wait, or the service finds the sound too fast."""
        self._may_ms = min(BURST_MS, self._may_ms + (now - self._counted_at) * 1000 * PACE)
        self._counted_at = now
        return max(0.0, -self._may_ms / 1000 / PACE)

    def sent(self, ms: float) -> None:
        """So much more sound was handed to the network."""
        self.sent_ms += ms
        self._may_ms -= ms

    def wants_ping(self, now: float) -> bool:
        """Whether a ping is due."""
        sound = self.sent_ms - max(self._pinged_ms, self.acknowledged_ms)
        return sound >= PING_SOUND_MS or now - self._pinged_at >= PING_S

    def ping(self, now: float) -> int:
        """A ping is being sent; returns its number."""
        self._pinged_at = now
        self._pinged_ms = self.sent_ms
        number = next(self._numbers)
        self._unanswered.append(_Ping(number, now, self.sent_ms))
        return number

    def answered(self, number: int, now: float) -> None:
        """A ping was answered, and with it all before it; an unknown number says nothing."""
        if not any(ping.number == number for ping in self._unanswered):
            return
        while (ping := self._unanswered.popleft()).number != number:
            pass
        self._round_trip_ms = min(self._round_trip_ms, (now - ping.at) * 1000)
        self.acknowledge(ping.sent_ms)
        self.alive_at = now

    def acknowledge(self, ms: float) -> None:
        """The server has shown that it received this much sound."""
        self.acknowledged_ms = max(self.acknowledged_ms, min(ms, self.sent_ms))

    def dead(self, now: float) -> bool:
        """Whether the server owes an answer and has been silent for too long."""
        return self._dead_at() <= now

    def next_look_s(self, now: float) -> float:
        """How long until something here may have changed."""
        return max(0.0, min(self._pinged_at + PING_S, self._dead_at()) - now)

    def _dead_at(self) -> float:
        if not self._unanswered:
            return inf
        return max(self.alive_at, self._unanswered[0].at) + DEAD_S
