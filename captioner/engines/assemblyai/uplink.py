"""What is on its way to the server: how much may be, and whether anybody is there.

A send that succeeded proves nothing, and on a slow link a ping waits behind the sound
that was sent before it. So pings are woven into the sound closely enough that even a
link of 20 kbit/s answers one every few seconds, and a peer counts as dead only when
nothing at all has come back for as long as that.
"""

from collections import deque
from dataclasses import dataclass

PING_BYTES = 9_600
"""Sound between two pings: 3.8 s of a link of 20 kbit/s, 0.3 s of 16 kHz PCM16."""

PING_S = 1.0
"""Without sound, this much time lies between two pings."""

DEAD_S = 4.4
"""A peer that owes an answer and says nothing for this long is dead."""

BURST_MS = 7_000
PACE = 1.25
"""A service takes some seconds at once (7.3 s were seen), then little more than real time."""

SLACK_MS = 600
MOST_MS = 2_000
"""Sound on its way is bounded by this much beyond two round trips; more waits where it is kept."""


@dataclass(frozen=True, slots=True)
class Ping:
    """One ping: when it was sent, and how much sound before it."""

    at: float
    sent_ms: float


class Uplink:
    """Bookkeeping of one connection; times in s of any steady clock, sound in ms.

    Args:
        now: When the connection was opened.
    """

    def __init__(self, now: float) -> None:
        self.sent_ms = 0.0
        self.alive_at = now
        self._acknowledged_ms = 0.0
        self._round_trip_ms = MOST_MS / 2
        self._bytes = 0
        self._pinged_at = now
        self._unanswered: deque[Ping] = deque()
        self._may_ms: float = BURST_MS
        self._counted_at = now

    @property
    def full(self) -> bool:
        """Whether sound must wait until some has arrived."""
        window = min(MOST_MS, SLACK_MS + 2 * self._round_trip_ms)
        return self.sent_ms - self._acknowledged_ms >= window

    def too_early_s(self, now: float) -> float:
        """How long the next message must wait, or the service finds the sound too fast."""
        self._may_ms = min(BURST_MS, self._may_ms + (now - self._counted_at) * 1000 * PACE)
        self._counted_at = now
        return max(0.0, -self._may_ms / 1000 / PACE)

    def sent(self, size: int, ms: float) -> None:
        """A message of `size` bytes with `ms` of sound was handed to the network."""
        self.sent_ms += ms
        self._may_ms -= ms
        self._bytes += size

    def wants_ping(self, now: float) -> bool:
        """Whether a ping is due."""
        return self._bytes >= PING_BYTES or now - self._pinged_at >= PING_S

    def ping(self, now: float) -> Ping:
        """A ping is being sent."""
        self._bytes = 0
        self._pinged_at = now
        ping = Ping(now, self.sent_ms)
        self._unanswered.append(ping)
        return ping

    def answered(self, ping: Ping, now: float) -> None:
        """A ping was answered, and with it all before it."""
        while self._unanswered and self._unanswered[0].at <= ping.at:
            self._unanswered.popleft()
        self._round_trip_ms = min(self._round_trip_ms, (now - ping.at) * 1000)
        self.acknowledge(ping.sent_ms)
        self.alive_at = now

    def acknowledge(self, ms: float) -> None:
        """The server has shown that it received this much sound."""
        self._acknowledged_ms = max(self._acknowledged_ms, min(ms, self.sent_ms))

    def dead(self, now: float) -> bool:
        """Whether the server owes an answer and has been silent for too long."""
        if not self._unanswered:
            return False
        return now - max(self.alive_at, self._unanswered[0].at) >= DEAD_S
