"""Slowing down whoever shows wrong keys."""

import ipaddress
from collections import OrderedDict
from dataclasses import dataclass

MOST_PEERS = 1_000
"""Peers that are remembered; the one whose last failure is longest ago is forgotten."""

LONGEST_WAIT_S = 10.0
"""A try that would have to wait longer is refused unjudged."""

FORGIVEN_S = 900.0
"""After so long without a failure, a peer begins anew."""

_FIRST_GAP_S = 0.25
_LONGEST_GAP_S = 8.0
_PREFIX = 64


class TooOften(Exception):
    """A peer that showed wrong keys tries again too often to be judged."""


@dataclass(slots=True)
class _Peer:
    failures: int
    last: float
    free_at: float


class Patience:
    """How long each peer must wait before its next try is judged.

    Tries queue one behind the other, so that many at once gain nothing. Times are seconds
    of one monotonic clock. An IPv6 peer is its network of 64 bits.
    """

    def __init__(self) -> None:
        self._peers: OrderedDict[str, _Peer] = OrderedDict()

    def wait(self, peer: str, now: float) -> float:
        """How many seconds this try must wait; its place in the queue is taken.

        Raises:
            TooOften: It would be too long.
        """
        known = self._peers.get(_network(peer))
        if known is None or now > known.last + FORGIVEN_S:
            return 0.0
        due = max(now, known.free_at)
        if due - now > LONGEST_WAIT_S:
            raise TooOften
        known.free_at = due + _gap(known.failures)
        return due - now

    def failed(self, peer: str, now: float) -> None:
        """A try of this peer was judged wrong."""
        name = _network(peer)
        known = self._peers.pop(name, None)
        if known is None or now > known.last + FORGIVEN_S:
            known = _Peer(0, now, now)
        known.failures += 1
        known.last = now
        known.free_at = max(known.free_at, now + _gap(known.failures))
        self._peers[name] = known
        if len(self._peers) > MOST_PEERS:
            self._peers.popitem(last=False)

    def passed(self, peer: str) -> None:
        """A try of this peer was judged right."""
        self._peers.pop(_network(peer), None)


def _gap(failures: int) -> float:
    return min(_LONGEST_GAP_S, _FIRST_GAP_S * 2.0 ** min(failures - 1, 10))


def _network(peer: str) -> str:
    try:
        address = ipaddress.ip_address(peer.partition("%")[0])
    except ValueError:
        return peer
    if address.version == 4:  # noqa: PLR2004 - of the Internet Protocol
        return peer
    return str(ipaddress.ip_network((address, _PREFIX), strict=False))
