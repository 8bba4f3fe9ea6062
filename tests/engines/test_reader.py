"""When passes are made, and where lines are cut; with the real recogniser."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import pytest

from captioner.app.resources import resource
from captioner.core.audio import BYTES_PER_SAMPLE, RATE, Chunk
from captioner.core.models import MODELS
from captioner.core.pauses import HOP, Pauses
from captioner.core.utterance import Line
from captioner.engines.moonshine.base import Recogniser
from captioner.engines.moonshine.open import open_recogniser
from captioner.engines.reader import INTERVAL, Reader, Reading
from tests.engines.speech import chunks, quiet, spoken

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray


@pytest.fixture
def recogniser() -> Iterator[Recogniser]:
    made = open_recogniser(MODELS["tiny-en"], resource("model") / "tiny-en")
    yield made
    made.close()


def ticking(seconds: float) -> Callable[[], float]:
    """A clock that is so much later each time it is asked."""
    times = itertools.count(0.0, seconds)
    return lambda: next(times)


def read(recogniser: Recogniser, pcm: bytes, *, pass_s: float) -> list[Reading]:
    reader = Reader(recogniser, Pauses(), ticking(pass_s))
    readings = [reading for chunk in chunks(pcm) for reading in reader.hear(chunk)]
    return [*readings, reader.flush()]


def gaps(readings: list[Reading]) -> list[int]:
    """The new sound of each pass over an open line."""
    return [
        after.heard - before.heard
        for before, after in itertools.pairwise(readings)
        if before.open and after.open
    ]


def test_an_open_line_is_read_once_an_interval(recogniser: Recogniser) -> None:
    readings = read(recogniser, spoken(1.0, 5.0) + quiet(1), pass_s=0.05)
    assert set(gaps(readings)) == {INTERVAL}


def test_the_end_of_a_line_is_looked_for_at_every_step(recogniser: Recogniser) -> None:
    readings = read(recogniser, quiet(1), pass_s=0.05)
    assert {b.heard - a.heard for a, b in itertools.pairwise(readings[:-1])} == {HOP}


@pytest.mark.parametrize(("start_s", "end_s"), [(6.0, 7.9), (1.0, 4.5), (21.0, 24.0)])
def test_it_is_known_where_the_voice_of_a_line_ended(
    recogniser: Recogniser, start_s: float, end_s: float
) -> None:
    sound = spoken(start_s, end_s)
    ended = [each for each in read(recogniser, sound + quiet(1.5), pass_s=0.05) if each.finished]
    line = ended[-1].finished[-1]
    voice_end = line.end - line.silence
    assert abs(voice_end - len(sound) // BYTES_PER_SAMPLE) <= HOP


def test_a_slow_machine_reads_less_often_and_skips_nothing(recogniser: Recogniser) -> None:
    sound = spoken(1.0, 5.0) + quiet(1)
    readings = read(recogniser, sound, pass_s=0.8)
    assert min(gaps(readings)) >= 0.8 * RATE
    assert readings[-1].heard >= len(sound) // 2
    assert sum(len(reading.finished) for reading in readings) >= 1


def test_sound_that_has_waited_is_read_in_long_steps(recogniser: Recogniser) -> None:
    pcm = spoken(17.3, 32.6)
    reader = Reader(recogniser, Pauses(), ticking(0.05))
    readings = list(reader.hear(Chunk(0, pcm)))
    assert len(readings) <= 8
    assert readings[-1].heard > len(pcm) // BYTES_PER_SAMPLE - HOP


def test_a_long_line_is_cut_in_a_short_pause(recogniser: Recogniser) -> None:
    readings = read(recogniser, spoken(32.6, 42.2) + quiet(1), pass_s=0.7)
    lines = [line for reading in readings for line in reading.finished]
    assert max(line.end - line.start for line in lines) <= 10 * RATE
    for before, after in itertools.pairwise(lines):
        assert after.start >= before.end - RATE


def test_after_a_long_quiet_the_recogniser_has_forgotten_its_lines(recogniser: Recogniser) -> None:
    pauses = Pauses()
    reader = Reader(recogniser, pauses, ticking(0.05))
    for chunk in chunks(spoken(1.0, 3.0) + quiet(30)):
        list(reader.hear(chunk))
    assert recogniser.read() == []
    assert reader.heard >= 32 * RATE - HOP


class Noting:
    """A recogniser that notes what it is given; a pass takes as long as `pass_s` says."""

    cuts_long_lines = True

    def __init__(self) -> None:
        self.given = 0
        self.now_s = 0.0
        self.pass_s = 0.05

    def prefer(self, terms: Sequence[str]) -> None:
        pass

    def add(self, sound: "NDArray[float32]") -> None:
        self.given += len(sound)

    def read(self) -> list[Line]:
        self.now_s += self.pass_s
        return [Line(1, ("word",), start=0, end=self.given, complete=False)]

    def restart(self, position: int) -> list[Line]:
        return []

    def read_again(self, start: int, end: int) -> Line | None:
        return None

    def close(self) -> None:
        pass


def test_on_a_busy_machine_words_thin_out_and_the_lag_falls_again() -> None:
    recogniser = Noting()
    reader = Reader(recogniser, Pauses(), lambda: recogniser.now_s)
    lags: list[float] = []
    passes: list[int] = []
    block, position = bytes(HOP * BYTES_PER_SAMPLE), 0
    for second in range(60):
        recogniser.pass_s = 1.5 if 20 <= second < 40 else 0.05
        made = 0
        while position < (second + 1) * RATE:
            recogniser.now_s = max(recogniser.now_s, position / RATE)
            come = max(position + HOP, int(recogniser.now_s * RATE) // HOP * HOP)
            pcm = block * ((come - position) // HOP)
            made += len(list(reader.hear(Chunk(position, pcm))))
            position = come
        passes.append(made)
        lags.append(max(0.0, recogniser.now_s - reader.heard / RATE))
    reader.flush()
    assert recogniser.given == position
    assert sum(passes[22:38]) < sum(passes[2:18]) / 3
    assert max(lags[20:42]) < 5
    assert max(lags[45:]) < 0.5
