"""The microphone's sound on its way through the echo canceller: nothing lost, nothing moved."""

from random import Random

from captioner.app.hearing.echo import FRAME, KEPT, PATIENCE, EchoFree
from captioner.app.sound import Sound
from captioner.core.audio import BYTES_PER_SAMPLE, RATE, Chunk
from captioner.core.echo import Echoes

LOUD = (6000).to_bytes(2, "little", signed=True)


class Room:
    """A canceller that takes everything, and the lanes around it."""

    def __init__(self) -> None:
        self.frames: list[tuple[bytes, bytes]] = []
        self.came: list[Chunk] = []
        self.sound, self.others = Sound(), Sound()
        self.free = EchoFree(self.sound, self.others, self.cancel, Echoes())
        self.sound.tap = self.came.append

    def cancel(self, near: bytes, far: bytes) -> bytes:
        self.frames.append((near, far))
        return bytes(len(near))

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


def test_the_canceller_gets_what_was_played_at_the_same_time_however_late_it_comes() -> None:
    room, played = Room(), random_pcm(10 * FRAME, 2)
    room.free.append(Chunk(0, random_pcm(10 * FRAME)))
    assert room.frames == []  # the other lane has not come as far
    room.others.append(Chunk(0, played))
    size = FRAME * BYTES_PER_SAMPLE
    assert [far for _, far in room.frames] == [
        played[at : at + size] for at in range(0, 3200, size)
    ]


def test_a_silent_other_lane_holds_nothing_up() -> None:
    room = Room()
    room.free.append(Chunk(0, random_pcm(PATIENCE + 5 * FRAME)))
    assert len(room.given) == 5 * FRAME * BYTES_PER_SAMPLE
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
    assert len(room.free._played) <= (2 * KEPT + RATE // 20) * BYTES_PER_SAMPLE
