"""A device that is recorded is told as gone once, whoever notices."""

from collections.abc import Callable
from threading import Event

import pytest

from captioner.audio import presence
from captioner.audio.presence import Presence
from tests.guards import HANG_S


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "LOOK_S", 0.01)


def silent() -> bool:
    raise OSError("the system does not answer")


@pytest.mark.parametrize("is_there", [lambda: False, silent])
def test_a_look_tells_what_is_gone_or_cannot_be_asked(is_there: Callable[[], bool]) -> None:
    told = Event()
    watched = Presence(is_there, told.set)
    watched.watch()
    assert told.wait(HANG_S)
    watched.end()


def test_it_is_told_once_though_stream_and_look_both_notice() -> None:
    told: list[bool] = []
    looks: list[bool] = []
    twice = Event()

    def look() -> bool:
        looks.append(True)
        if len(looks) > 1:
            twice.set()
        return False

    watched = Presence(look, lambda: told.append(True))
    watched.gone()
    watched.watch()
    assert twice.wait(HANG_S)
    watched.end()
    assert told == [True]


def test_nothing_is_told_after_its_end() -> None:
    told: list[bool] = []
    watched = Presence(lambda: True, lambda: told.append(True))
    watched.watch()
    watched.end()
    watched.gone()
    assert told == []
