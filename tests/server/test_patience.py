import contextlib

from captioner.server.patience import FORGIVEN_S, LONGEST_WAIT_S, MOST_PEERS, Patience, TooOften


def test_who_showed_no_wrong_key_does_not_wait() -> None:
    patience = Patience()
    assert [patience.wait("192.0.2.1", 0.0) for _ in range(100)] == [0.0] * 100


def test_each_wrong_key_makes_the_next_try_wait_longer() -> None:
    patience, now, waits = Patience(), 0.0, []
    for _ in range(8):
        wait = patience.wait("192.0.2.1", now)
        waits.append(wait)
        now += wait
        patience.failed("192.0.2.1", now)
    assert waits[:4] == [0.0, 0.25, 0.5, 1.0]
    assert max(waits) <= 8.0
    assert patience.wait("192.0.2.2", now) == 0.0


def test_many_tries_at_once_queue_and_then_are_not_judged_at_all() -> None:
    patience = Patience()
    for _ in range(4):
        patience.failed("192.0.2.1", 0.0)
    waits = []
    with contextlib.suppress(TooOften):
        for _ in range(100):
            waits.append(patience.wait("192.0.2.1", 0.0))
    assert waits == sorted(set(waits))
    assert waits[-1] <= LONGEST_WAIT_S
    assert len(waits) < 10


def test_a_right_key_and_time_heal() -> None:
    patience = Patience()
    for peer in ("192.0.2.1", "192.0.2.2"):
        patience.failed(peer, 0.0)
        patience.failed(peer, 0.0)
    patience.passed("192.0.2.1")
    assert patience.wait("192.0.2.1", 0.0) == 0.0
    assert patience.wait("192.0.2.2", FORGIVEN_S + 1) == 0.0
    patience.failed("192.0.2.2", FORGIVEN_S + 1)
    assert patience.wait("192.0.2.2", FORGIVEN_S + 1) == 0.25


def test_a_network_of_ipv6_is_one_peer() -> None:
    patience = Patience()
    patience.failed("2001:db8::1", 0.0)
    assert patience.wait("2001:db8::2%eth0", 0.0) > 0
    assert patience.wait("2001:db8:1::2", 0.0) == 0.0


def test_only_so_many_peers_are_remembered() -> None:
    patience = Patience()
    for number in range(MOST_PEERS + 1):
        patience.failed(f"peer {number}", 0.0)
    assert patience.wait("peer 0", 0.0) == 0.0
    assert patience.wait("peer 1", 0.0) > 0.0
