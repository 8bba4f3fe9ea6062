"""A voice in front, and voices behind it."""

import itertools
from collections.abc import Iterable

from captioner.core.foreground import Foreground

TABLES = [1.0, 2.0, 1.4, 0.9, 1.7]
"""The powers of a café, again and again."""


def heard(hops: Iterable[tuple[float, float]]) -> list[bool]:
    """What was in front, of hops of (how likely a voice, power)."""
    foreground = Foreground()
    return [foreground.hear(likely, power) for likely, power in hops]


def cafe(hops: int, speech: float = 0.0) -> list[tuple[float, float]]:
    return [(0.9, power + speech) for power in itertools.islice(itertools.cycle(TABLES), hops)]


def test_the_voices_of_a_cafe_are_not_in_front_of_who_spoke_before_them() -> None:
    in_front = heard([*cafe(100), *cafe(100, speech=20.0), *cafe(50)])
    assert all(in_front[110:200])
    assert not any(in_front[210:])


def test_where_all_is_equally_loud_nothing_is_held_back() -> None:
    assert all(heard(cafe(200)))


def test_without_a_second_of_sound_nothing_is_doubted() -> None:
    assert all(heard(cafe(30)))


def test_noise_that_is_no_voice_hides_nobody() -> None:
    noise = [(0.05, power) for _, power in cafe(100)]
    assert all(heard([*noise, *cafe(100)]))


def test_who_whispers_in_a_quiet_room_is_heard() -> None:
    quiet = [(0.01, 1e-6)] * 100
    assert all(heard([*quiet, *[(0.9, 100.0)] * 50, *quiet, *[(0.9, 0.01)] * 50]))


def test_a_cafe_that_was_left_is_forgotten() -> None:
    quiet = [(0.01, 1e-6)] * 320
    assert all(heard([*cafe(200), *cafe(100, speech=20.0), *quiet, *cafe(50)])[320:])


def is_behind(
    line: list[tuple[float, float]], before: Iterable[tuple[float, float]], after: int = 10
) -> bool:
    """Whether a line lies behind what came before it, with some hops of the café after it."""
    foreground = Foreground()
    for likely, power in [*before, *line, *cafe(after)]:
        foreground.hear(likely, power)
    return foreground.is_behind([power for _, power in line])


def test_a_line_of_the_next_table_lies_behind_who_spoke_before() -> None:
    spoke = [*cafe(100), *cafe(100, speech=20.0)]
    assert is_behind(cafe(20, speech=2.0), spoke)
    assert not is_behind(cafe(20, speech=15.0), spoke), "nearly as loud"


def test_who_speaks_softly_where_it_is_quiet_lies_behind_nobody() -> None:
    quiet = [(0.01, 1e-6)] * 100
    assert not is_behind([(0.9, 0.01)] * 20, [*quiet, *[(0.9, 100.0)] * 100, *quiet], after=0)


def test_where_hardly_anything_was_heard_no_line_lies_behind() -> None:
    assert not is_behind(cafe(5), [(0.9, 100.0)] * 5, after=5)
    assert not Foreground().is_behind([])
