"""With what a stretch of sound is heard."""

from captioner.core.audio import RATE
from captioner.engines.moonshine.decoding import Decoded
from captioner.engines.moonshine.recent import Read, Recent


def read(start_s: float, end_s: float, *tokens: int) -> Read:
    return Read(round(start_s * RATE), round(end_s * RATE), Decoded(tokens))


def of(*reads: Read) -> Recent:
    recent = Recent()
    for each in reads:
        recent.add(each)
    return recent


def before(recent: Recent, start_s: float, end_s: float) -> tuple[float, list[int]]:
    first, tokens = recent.before(round(start_s * RATE), round(end_s * RATE))
    return first / RATE, tokens


def test_a_stretch_is_heard_with_those_before_it() -> None:
    recent = of(read(0, 2, 10, 11), read(3, 5, 12))
    assert before(recent, 6, 8) == (0, [10, 11, 12])


def test_no_more_than_is_read_well_in_one_go() -> None:
    recent = of(read(0, 7, 10), read(7, 9, 11))
    assert before(recent, 9, 15) == (7, [11])
    assert before(recent, 9, 25) == (9, [])


def test_what_was_said_long_before_has_nothing_to_do_with_it() -> None:
    assert before(of(read(0, 2, 10), read(6, 7, 11)), 8, 9) == (6, [11])


def test_what_is_read_once_more_takes_the_place_of_its_parts() -> None:
    recent = of(read(0, 2, 10), read(2, 4, 11), read(4, 6, 12), read(6, 7, 14))
    whole = read(2, 6, 13)
    recent.add(whole)
    assert recent.within(2 * RATE, 6 * RATE) == [whole]
    assert before(recent, 7, 8) == (0, [10, 13, 14])


def test_a_stretch_is_not_heard_with_itself() -> None:
    assert before(of(read(0, 2, 10), read(2, 4, 11)), 2, 4) == (0, [10])


def test_nothing_is_left_where_other_sound_begins() -> None:
    recent = of(read(0, 2, 10))
    recent.forget()
    assert before(recent, 2, 4) == (2, [])
