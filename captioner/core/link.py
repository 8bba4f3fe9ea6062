"""The link to a service as one table, apart from the user's session.

A session goes on whatever becomes of the link. A pair that is not in the table is a
fault of ours and raises.
"""

from enum import Enum, auto

from captioner.core.session import ImpossibleSignal


class Link(Enum):
    """Where the link stands."""

    AWAY = "away"
    CONNECTING = "connecting"
    OPEN = "open"
    CUT = "cut"
    REFUSED = "refused"


class LinkSignal(Enum):
    """What happens to a link."""

    CONNECT = auto()
    OPENED = auto()
    BROKE = auto()
    REFUSED = auto()
    CLOSED = auto()


LINK_TRANSITIONS: dict[Link, dict[LinkSignal, Link]] = {
    Link.AWAY: {LinkSignal.CONNECT: Link.CONNECTING},
    Link.CONNECTING: {
        LinkSignal.OPENED: Link.OPEN,
        LinkSignal.BROKE: Link.CUT,
        LinkSignal.REFUSED: Link.REFUSED,
        LinkSignal.CLOSED: Link.AWAY,
    },
    Link.OPEN: {
        LinkSignal.OPENED: Link.OPEN,  # the next connection, before this one expires
        LinkSignal.BROKE: Link.CUT,
        LinkSignal.REFUSED: Link.REFUSED,
        LinkSignal.CLOSED: Link.AWAY,
    },
    Link.CUT: {
        LinkSignal.CONNECT: Link.CONNECTING,
        LinkSignal.CLOSED: Link.AWAY,
    },
    Link.REFUSED: {LinkSignal.CLOSED: Link.REFUSED},
}


def step_link(link: Link, signal: LinkSignal) -> Link:
    """The link after `signal`.

    Raises:
        ImpossibleSignal: The table has no such pair.
    """
    try:
        return LINK_TRANSITIONS[link][signal]
    except KeyError:
        raise ImpossibleSignal(f"{signal.name} while the link is {link.value}") from None
