"""The bookkeeping of a connection, played through on links good and bad."""

from dataclasses import dataclass, field

import pytest

from captioner.engines.assemblyai.uplink import DEAD_S, MOST_MS, PING_S, SLACK_MS, Uplink

CHUNK_MS = 100
PCM_BYTES, MULAW_BYTES = 3200, 800


@dataclass
class Link:
    """A link that carries so many bytes a second, and delays them.

    Attributes:
        bytes_per_s: Its speed; it may change.
        chunk_bytes: The size of 100 ms of sound.
        trip_s: The way there and back.
        waiting_s: The longest that sound had to wait before it was sent.
    """

    bytes_per_s: float
    chunk_bytes: int = PCM_BYTES
    trip_s: float = 0.02
    now: float = 0.0
    sent: int = 0
    uplink: Uplink = field(default_factory=lambda: Uplink(0.0))
    busy_until: float = 0.0
    answers: list[tuple[float, int]] = field(default_factory=list)
    died_at: float | None = None

    def run(self, seconds: float) -> None:
        """Live sound for so long, as the client sends it."""
        until = self.now + seconds
        while self.now < until and self.died_at is None:
            self.now += 0.02
            self._answer()
            if self.uplink.dead(self.now):
                self.died_at = self.now
            due = int(self.now / (CHUNK_MS / 1000))
            while self.sent < due and not self.uplink.full:
                self._send()
            if self.uplink.wants_ping(self.now):
                self._ping()

    @property
    def behind_s(self) -> float:
        """How much live sound waits to be sent."""
        return self.now - self.sent * CHUNK_MS / 1000

    def _send(self) -> None:
        self.sent += 1
        self.uplink.sent(CHUNK_MS)
        self._carry(self.chunk_bytes)
        if self.uplink.wants_ping(self.now):
            self._ping()

    def _ping(self) -> None:
        number = self.uplink.ping(self.now)
        self._carry(10)
        self.answers.append((self.busy_until + self.trip_s, number))

    def _carry(self, size: int) -> None:
        speed = max(self.bytes_per_s, 1e-9)
        self.busy_until = max(self.now, self.busy_until) + size / speed

    def _answer(self) -> None:
        while self.answers and self.answers[0][0] <= self.now:
            self.uplink.answered(self.answers.pop(0)[1], self.now)


def test_a_good_link_never_makes_sound_wait() -> None:
    link = Link(bytes_per_s=1e6)
    link.run(30)
    assert link.died_at is None
    assert link.behind_s <= 0.2


@pytest.mark.parametrize("trip_s", [0.3, 0.8, 1.2])
def test_a_far_server_does_not_either(trip_s: float) -> None:
    link = Link(bytes_per_s=1e6, trip_s=trip_s)
    link.run(60)
    assert link.died_at is None
    assert link.behind_s <= 0.5


@pytest.mark.parametrize("chunk_bytes", [PCM_BYTES, MULAW_BYTES])
def test_an_uplink_of_20_kbit_a_second_is_slow_and_not_dead(chunk_bytes: int) -> None:
    link = Link(bytes_per_s=2_500, chunk_bytes=chunk_bytes)
    link.run(60)
    assert link.died_at is None


def test_nor_when_a_good_link_becomes_that_slow() -> None:
    link = Link(bytes_per_s=1e6)
    link.run(20)
    link.bytes_per_s = 2_500
    link.run(60)
    assert link.died_at is None


def test_on_a_slow_link_little_sound_is_on_its_way() -> None:
    link = Link(bytes_per_s=2_500)
    link.run(60)
    arrived = link.now * 2_500 / PCM_BYTES
    assert link.sent - arrived <= (MOST_MS + CHUNK_MS) / CHUNK_MS


def test_a_link_that_goes_dead_with_sound_is_noticed_within_six_seconds() -> None:
    link = Link(bytes_per_s=1e6)
    link.run(20)
    link.bytes_per_s = 0
    link.run(60)
    assert link.died_at is not None
    assert DEAD_S <= link.died_at - 20 <= 6


def test_without_sound_too() -> None:
    uplink = Uplink(0.0)
    now = 0.0
    while not uplink.dead(now):
        if uplink.wants_ping(now):
            uplink.ping(now)
        now += uplink.next_look_s(now) or 0.001
    assert now <= 6


def test_any_word_from_the_server_is_life() -> None:
    uplink = Uplink(0.0)
    uplink.ping(0.0)
    uplink.alive_at = 4.0
    assert not uplink.dead(DEAD_S + 0.1)
    assert uplink.dead(4.0 + DEAD_S)


def test_a_server_that_owes_nothing_may_be_silent() -> None:
    uplink = Uplink(0.0)
    number = uplink.ping(0.0)
    uplink.answered(number, 0.1)
    assert not uplink.dead(1e6)


def test_an_answer_answers_all_pings_before_it() -> None:
    uplink = Uplink(0.0)
    uplink.ping(0.0)
    uplink.answered(uplink.ping(1.0), 1.1)
    assert not uplink.dead(100.0)


def test_an_answer_nobody_asked_for_says_nothing() -> None:
    uplink = Uplink(0.0)
    uplink.ping(0.0)
    uplink.answered(77, 1.0)
    assert uplink.dead(DEAD_S)


def test_words_show_that_sound_has_arrived_and_save_a_ping() -> None:
    uplink = Uplink(0.0)
    for _ in range(5):
        uplink.sent(CHUNK_MS)
    assert uplink.wants_ping(0.1)
    uplink.acknowledge(450)
    assert not uplink.wants_ping(0.1)
    assert uplink.wants_ping(PING_S)


def test_nobody_can_have_received_what_was_not_sent() -> None:
    uplink = Uplink(0.0)
    uplink.acknowledge(float("inf"))
    for _ in range(100):
        uplink.sent(CHUNK_MS)
    assert uplink.full


def test_sound_waits_once_enough_is_on_its_way() -> None:
    uplink = Uplink(0.0)
    uplink.answered(uplink.ping(0.0), 0.0)
    for _ in range(SLACK_MS // CHUNK_MS):
        assert not uplink.full
        uplink.sent(CHUNK_MS)
    assert uplink.full
    uplink.acknowledge(300)
    assert not uplink.full


def test_seven_seconds_may_go_at_once_and_then_little_more_than_real_time() -> None:
    uplink = Uplink(0.0)
    now, sent_ms = 0.0, 0
    while now < 60:
        wait = uplink.too_early_s(now)
        now += wait
        uplink.sent(CHUNK_MS)
        sent_ms += CHUNK_MS
        now += 1e-6
    assert 7_000 + 60_000 <= sent_ms <= 7_000 + 1.26 * 60_000


def test_live_sound_saves_nothing_up_for_later() -> None:
    uplink = Uplink(0.0)
    now = 0.0
    for _ in range(36_000):  # an hour
        uplink.sent(CHUNK_MS)
        now += CHUNK_MS / 1000
        assert uplink.too_early_s(now) == 0
    burst = 0
    while not uplink.too_early_s(now):
        uplink.sent(CHUNK_MS)
        burst += CHUNK_MS
    assert burst <= 7_100
