"""Sentences are listened to piece by piece, and no piece twice."""

import pytest

from captioner.app.recognition.windows import LEAST, WINDOW, Windows
from captioner.core.audio import BYTES_PER_SAMPLE, RATE
from captioner.core.timbre import Sounding


class Ear:
    """Hears how long each piece is; sound of zeros is no speech."""

    def __init__(self) -> None:
        self.pieces: list[int] = []
        self.windows = Windows(self._hear)

    def listen(self, start: int, samples: int, *, enough_s: float = 100.0) -> Sounding | None:
        pcm = bytes([1]) * (samples * BYTES_PER_SAMPLE)
        return self.windows.listen(start, pcm, lambda known: known.seconds >= enough_s)

    def _hear(self, pcm: bytes) -> Sounding | None:
        samples = len(pcm) // BYTES_PER_SAMPLE
        self.pieces.append(samples)
        return Sounding((1.0,), samples / RATE) if any(pcm) else None


def test_a_sentence_is_heard_window_by_window_until_that_is_enough() -> None:
    ear = Ear()
    assert ear.listen(0, 4 * WINDOW, enough_s=3.0) == Sounding((1.0,), 3.0)
    assert ear.pieces == [WINDOW, WINDOW]
    assert ear.windows.listened == 2 * WINDOW


def test_what_was_heard_ahead_is_not_heard_again() -> None:
    ear = Ear()
    ear.listen(RATE, WINDOW)
    ear.listen(RATE, 2 * WINDOW)
    assert ear.pieces == [WINDOW, WINDOW]
    found = ear.listen(RATE - 100, 2 * WINDOW + LEAST + 100)
    assert found == Sounding((1.0,), (2 * WINDOW + LEAST) / RATE)
    assert ear.pieces == [WINDOW, WINDOW, LEAST]


def test_another_sentence_is_heard_from_its_beginning() -> None:
    ear = Ear()
    ear.listen(0, WINDOW)
    ear.listen(5 * RATE, WINDOW)
    ear.listen(9 * RATE, RATE)  # the one before seemed longer, and is a second one's
    assert ear.pieces == [WINDOW, WINDOW, RATE]


def test_what_is_heard_past_the_end_of_a_sentence_counts_no_more() -> None:
    ear = Ear()
    ear.listen(0, 2 * WINDOW)
    assert ear.listen(0, WINDOW + RATE) == Sounding((1.0,), WINDOW / RATE + 1)
    assert ear.pieces == [WINDOW, WINDOW, RATE]


@pytest.mark.parametrize(("rest", "heard"), [(LEAST - 1, []), (LEAST, [LEAST])])
def test_a_scrap_at_the_end_is_left_out(rest: int, heard: list[int]) -> None:
    ear = Ear()
    ear.listen(0, WINDOW + rest)
    assert ear.pieces == [WINDOW, *heard]


def test_a_sentence_that_is_only_a_scrap_is_heard_and_silence_tells_nothing() -> None:
    ear = Ear()
    assert ear.listen(0, 100) == Sounding((1.0,), 100 / RATE)
    assert ear.windows.listen(5 * RATE, bytes(3 * WINDOW), lambda _: True) is None
    assert ear.pieces == [100, WINDOW, WINDOW // 2]
