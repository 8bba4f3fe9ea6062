"""How loud it is, ten times a second."""

from captioner.audio.meter import Meter
from captioner.core.audio import RATE, Level, level_of


def test_each_tenth_of_a_second_has_a_level_whatever_the_pieces() -> None:
    levels: list[Level] = []
    meter = Meter(levels.append)
    quiet, loud = bytes(RATE // 5), b"\x00\x40" * (RATE // 10)
    sound = quiet + loud + quiet
    for start in range(0, len(sound), 700):
        meter.feed(sound[start : start + 700])
    assert levels == [level_of(quiet), level_of(loud), level_of(quiet)]
