"""The microphone's sound on its way through the echo canceller: nothing lost, nothing moved."""

from itertools import pairwise
from random import Random

import numpy as np
import pytest

from captioner.app.hearing.echo import AHEAD, BEFORE, FRAME, PATIENCE, SLOWLY, EchoFree
from captioner.app.hearing.played import KEPT
from captioner.app.sound import Sound
from captioner.audio.echo import echo_canceller
from captioner.core.audio import BYTES_PER_SAMPLE, RATE, Chunk, energy_of
from captioner.core.echo import Cancelled, Echoes

LOUD = (6000).to_bytes(2, "little", signed=True)


class Room:
    """A canceller that takes everything, and the lanes around it."""

    def __init__(self) -> None:
        self.spoken = False
        self.frames: list[tuple[bytes, bytes]] = []
        self.came: list[Chunk] = []
        self.sound, self.others = Sound(), Sound()
        self.free = EchoFree(self.sound, self.others, self.cancel, Echoes())
        self.sound.tap = self.came.append

    def cancel(self, near: bytes, far: bytes) -> Cancelled:
        self.frames.append((near, far))
        return Cancelled(bytes(len(near)), near, energy_of(near), 0.0, spoken=self.spoken)

    @property
    def given(self) -> bytes:
        return b"".join(chunk.pcm for chunk in self.came)


def random_pcm(samples: int, seed: int = 1) -> bytes:
    return Random(seed).randbytes(samples * BYTES_PER_SAMPLE)


def test_whatever_the_pieces_every_sample_goes_on_at_its_place() -> None:
    room, random, pcm = Room(), Random(3), random_pcm(RATE)
    position = 0
    while position < RATE:
        samples = min(random.randrange(1, 900), RATE - position)
        start = position * BYTES_PER_SAMPLE
        piece = pcm[start : start + samples * BYTES_PER_SAMPLE]
        room.free.append(Chunk(position, piece))
        room.others.append(Chunk(position, bytes(len(piece))))
        position += samples
    room.free.flush()
    assert room.given == pcm  # nothing was played, so nothing is taken out
    ends = [chunk.end for chunk in room.came]
    assert [chunk.position for chunk in room.came] == [0, *ends[:-1]]


def test_the_canceller_gets_what_was_played_a_little_early_however_late_it_comes() -> None:
    room, played = Room(), random_pcm(AHEAD + 10 * FRAME, 2)
    room.free.append(Chunk(0, random_pcm(10 * FRAME)))
    room.others.append(Chunk(0, played[: 2 * (AHEAD + FRAME - 1)]))
    assert room.frames == []  # the other lane has not come as far
    room.others.append(Chunk(AHEAD + FRAME - 1, played[2 * (AHEAD + FRAME - 1) :]))
    size, ahead = FRAME * BYTES_PER_SAMPLE, AHEAD * BYTES_PER_SAMPLE
    assert [far for _, far in room.frames] == [
        played[ahead + at : ahead + at + size] for at in range(0, 10 * size, size)
    ]


def test_it_is_made_longer_only_after_the_canceller_has_heard_it() -> None:
    room, pcm = Room(), random_pcm(RATE)
    for number in range(10):
        piece = pcm[number * RATE // 5 : (number + 1) * RATE // 5]
        room.free.append_as_long(Chunk(number * (RATE // 10 + 2), piece), RATE // 10 + 2)
    room.free.flush()
    assert b"".join(near for near, _ in room.frames) == pcm
    assert room.free.end == room.came[-1].end == RATE + 20
    assert room.came[0].position == 0
    assert len(room.given) == (RATE + 20) * BYTES_PER_SAMPLE


def test_the_canceller_follows_the_clock_so_slowly_that_it_keeps_up() -> None:
    room, played, step = Room(), random_pcm(16 * RATE, 5), RATE // 20
    for number in range(12 * 20):
        start = number * step
        room.others.append(Chunk(start, played[2 * start : 2 * (start + step)]))
        # Each piece is to be a sample longer: after 12 s the clock is 240 samples ahead.
        room.free.append_as_long(Chunk(number * (step + 1), bytes(2 * step)), step + 1)
    found = [played.find(far) // 2 for _, far in room.frames]
    ahead = [at - number * FRAME - AHEAD for number, at in enumerate(found)]
    assert ahead[0] == 0
    assert {b - a for a, b in pairwise(ahead)} == {0, 1}
    assert ahead[-1] in range(9 * SLOWLY, 12 * SLOWLY + 1)


def test_another_lane_that_comes_late_is_waited_for() -> None:
    room, late, step = Room(), RATE // 2, RATE // 10
    for at in range(0, 3 * RATE, step):
        room.free.append(Chunk(at, LOUD * step))
        if at >= late:
            room.others.append(Chunk(at - late, LOUD * step))
    assert {far for _, far in room.frames} == {LOUD * FRAME}


def test_another_lane_that_does_not_come_any_more_holds_nothing_up() -> None:
    room = Room()
    for at in range(0, PATIENCE + 5 * FRAME, FRAME):
        room.free.append(Chunk(at, random_pcm(FRAME)))
    assert room.came[-1].end == room.free.end - BEFORE * FRAME
    assert {far for _, far in room.frames} == {bytes(FRAME * BYTES_PER_SAMPLE)}


def test_after_a_hole_it_goes_on_behind_the_hole() -> None:
    room = Room()
    room.free.append(Chunk(0, random_pcm(500)))
    room.free.append(Chunk(RATE, random_pcm(300, 4)))
    room.free.flush()
    assert room.given == random_pcm(500) + random_pcm(300, 4)
    assert room.came[-1].end == room.free.end == RATE + 300


def test_once_the_loudspeaker_is_heard_it_is_taken_out() -> None:
    room = Room()
    for at in range(0, 3 * RATE, FRAME):
        room.others.append(Chunk(at, LOUD * FRAME))
        room.free.append(Chunk(at, LOUD * FRAME))
    assert room.came[0].pcm == LOUD * FRAME
    assert room.came[-1].pcm == bytes(FRAME * BYTES_PER_SAMPLE)


def test_what_was_played_long_ago_is_not_kept() -> None:
    room = Room()
    for at in range(0, 10 * RATE, RATE // 20):
        room.others.append(Chunk(at, bytes(RATE // 10)))
    assert len(room.free._played._pcm) <= (2 * KEPT + RATE // 20) * BYTES_PER_SAMPLE


@pytest.mark.parametrize(("early_ms", "longer"), [(80, 0), (0, 1), (0, -1)])
def test_an_echo_is_taken_out_that_seems_to_come_first_or_while_the_clock_is_followed(
    early_ms: int, longer: int
) -> None:
    canceller = echo_canceller()
    if canceller is None:
        pytest.skip("there is no echo canceller for this machine")
    sound, others, came = Sound(), Sound(), list[Chunk]()
    free = EchoFree(sound, others, canceller, Echoes())
    sound.tap = came.append
    random = np.random.default_rng(1)
    played = random.standard_normal(12 * RATE) * (1 + np.sin(np.arange(12 * RATE) / 900))
    played = (3000 * played / np.abs(played).max()).astype("<i2")
    step, late = RATE // 20, (20 - early_ms) * RATE // 1000
    heard = np.roll(played, late) // 2
    position = 0
    for at in range(0, len(played), step):
        others.append(Chunk(at, played[at : at + step].tobytes()))
        free.append_as_long(Chunk(position, heard[at : at + step].tobytes()), step + longer)
        position += step + longer
        for each in (sound, others):
            each.release(each.end)
    left = np.frombuffer(b"".join(chunk.pcm for chunk in came), "<i2")[-4 * RATE :]
    assert np.mean(left.astype(float) ** 2) < np.mean(heard.astype(float) ** 2) / 10


def test_who_speaks_beside_the_loudspeaker_is_left_as_he_is_from_a_little_before() -> None:
    room = Room()
    for at in range(0, 3 * RATE, FRAME):
        room.spoken = at >= 2 * RATE
        room.others.append(Chunk(at, LOUD * FRAME))
        room.free.append(Chunk(at, LOUD * FRAME))
    room.free.flush()
    quiet = [chunk.position for chunk in room.came if chunk.pcm == bytes(FRAME * BYTES_PER_SAMPLE)]
    assert quiet[-1] == 2 * RATE - AHEAD - (BEFORE + 1) * FRAME
