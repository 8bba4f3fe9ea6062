import pytest

from captioner.core.link import LINK_TRANSITIONS, Link, LinkSignal, step_link
from captioner.core.session import ImpossibleSignal


def test_every_state_has_a_row() -> None:
    assert set(LINK_TRANSITIONS) == set(Link)


@pytest.mark.parametrize("link", Link)
@pytest.mark.parametrize("signal", LinkSignal)
def test_a_pair_that_is_not_in_the_table_is_refused_by_name(link: Link, signal: LinkSignal) -> None:
    if signal in LINK_TRANSITIONS[link]:
        assert step_link(link, signal) is LINK_TRANSITIONS[link][signal]
    else:
        with pytest.raises(ImpossibleSignal, match=f"{signal.name} while the link is {link.value}"):
            step_link(link, signal)


def test_a_cut_link_is_opened_again() -> None:
    link = Link.AWAY
    for signal in (
        LinkSignal.CONNECT,
        LinkSignal.OPENED,
        LinkSignal.BROKE,
        LinkSignal.CONNECT,
        LinkSignal.BROKE,
        LinkSignal.CONNECT,
        LinkSignal.OPENED,
    ):
        link = step_link(link, signal)
    assert link is Link.OPEN


def test_a_refusal_is_for_good() -> None:
    assert set(LINK_TRANSITIONS[Link.REFUSED].values()) == {Link.REFUSED}
