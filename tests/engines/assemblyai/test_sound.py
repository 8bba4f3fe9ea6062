import pytest

from captioner.core.audio import Chunk, mulaw_from_pcm
from captioner.engines.assemblyai import v2, v3
from captioner.engines.assemblyai.sound import CHUNK_MS, Sound

LOUD = bytes([0, 64])


@pytest.mark.parametrize(
    ("rate", "encoding", "size"),
    [
        (16000, "pcm_s16le", 3200),
        (8000, "pcm_s16le", 1600),
        (16000, "pcm_mulaw", 1600),
        (8000, "pcm_mulaw", 800),
    ],
)
def test_every_message_is_a_tenth_of_a_second(rate: int, encoding: str, size: int) -> None:
    sound = Sound(rate, encoding)
    messages: list[bytes] = []
    for number in range(100):
        messages += sound.feed(Chunk(320 * number, LOUD * 320))
    messages += sound.finish()
    assert {len(message) for message in messages} == {size}
    assert len(messages) == 20


@pytest.mark.parametrize("low_high", [v2.CHUNK_MS, v3.CHUNK_MS])
def test_both_protocols_take_messages_of_that_length(low_high: tuple[int, int]) -> None:
    assert low_high[0] <= CHUNK_MS <= low_high[1]


def test_the_last_remainder_is_filled_with_silence() -> None:
    sound = Sound(16000, "pcm_s16le")
    assert sound.feed(Chunk(0, LOUD * 100)) == []
    assert sound.finish() == [LOUD * 100 + bytes(3000)]
    assert sound.finish() == []


def test_the_silence_of_mulaw_is_its_own() -> None:
    sound = Sound(16000, "pcm_mulaw")
    sound.feed(Chunk(0, LOUD * 100))
    (last,) = sound.finish()
    assert last == mulaw_from_pcm(LOUD * 100 + bytes(3000))


def test_at_the_same_rate_no_sample_changes() -> None:
    pcm = bytes(range(256)) * 25
    assert Sound(16000, "pcm_s16le").feed(Chunk(0, pcm)) == [pcm[:3200], pcm[3200:]]
