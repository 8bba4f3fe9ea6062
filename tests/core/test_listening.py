import pytest

from captioner.core.listening import together
from captioner.core.status import Condition, Status


@pytest.mark.parametrize(
    ("lanes", "told"),
    [
        ([Condition.QUIET, Condition.LISTENING], Condition.LISTENING),
        ([Condition.NO_WORDS, Condition.LISTENING], Condition.LISTENING),
        ([Condition.QUIET, Condition.QUIET], Condition.QUIET),
        ([Condition.ZEROS, Condition.LISTENING], Condition.ZEROS),
        ([Condition.MUTED, Condition.LISTENING], Condition.MUTED),
        ([Condition.MUTED, Condition.DEVICE_LOST], Condition.DEVICE_LOST),
        ([Condition.FALLBACK, Condition.QUIET], Condition.FALLBACK),
    ],
)
def test_the_most_urgent_is_told_and_quiet_only_where_nobody_speaks(
    lanes: list[Condition], told: Condition
) -> None:
    for order in (lanes, lanes[::-1]):
        status = together(map(Status, order))
        assert status is not None
        assert status.condition is told


def test_where_no_lane_says_anything_nothing_is_told() -> None:
    assert together([]) is None


def test_what_holds_for_both_names_both_devices() -> None:
    lanes = [Status(Condition.QUIET, {"d": name}) for name in ("Speakers", "Jabra")]
    told = together(lanes)
    assert told is not None
    assert "hears Speakers + Jabra." in told.window()
