from datetime import UTC, datetime

import pytest

from captioner.core import titles

STARTED = datetime(2026, 11, 24, 10, 2, tzinfo=UTC)


def test_a_running_session_is_called_by_its_day_and_time() -> None:
    assert titles.opening(STARTED) == "Tue 24 Nov 10:02"


def test_a_finished_one_by_its_length_as_well() -> None:
    assert titles.title(STARTED, 54 * 60 + 10) == "Tue 24 Nov 10:02, 54 min"


@pytest.mark.parametrize(
    ("seconds", "length"),
    [
        (0, "0 s"),
        (59.4, "59 s"),
        (59.5, "1 min"),
        (60, "1 min"),
        (3_540, "59 min"),
        (3_600, "1 h"),
        (3_601 * 2, "2 h"),
        (8 * 3600 + 300, "8 h 5 min"),
    ],
)
def test_lengths_are_short(seconds: float, length: str) -> None:
    assert titles.length(seconds) == length
