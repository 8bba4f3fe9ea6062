"""Whether voices are told apart, and by whom."""

from dataclasses import replace

import pytest

from captioner.core.settings import DEFAULTS
from captioner.core.telling_apart import by_a_service, by_this_computer, is_expected


@pytest.mark.parametrize(
    ("wish", "here", "service"),
    [("auto", True, False), ("true", True, True), ("false", False, False)],
)
def test_it_is_done_by_whom_the_user_wishes(wish: str, *, here: bool, service: bool) -> None:
    settings = replace(DEFAULTS, speaker_labels=wish)
    assert (by_this_computer(settings), by_a_service(settings)) == (here, service)
    assert is_expected(settings) is here
    assert is_expected(replace(settings, engine="assemblyai")) is service


def test_at_first_this_computer_does_it_and_no_service_is_asked() -> None:
    assert by_this_computer(DEFAULTS)
    assert not by_a_service(DEFAULTS)
