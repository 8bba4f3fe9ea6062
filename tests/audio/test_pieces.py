"""Blocks of a device that are put together."""

from captioner.audio.host import Block
from captioner.audio.pieces import Pieces

RATE = 48_000


def block(number: int, *, rate: int = RATE, channels: int = 2, overflow: bool = False) -> Block:
    """50 ms."""
    return Block(bytes([number]) * (rate // 20 * channels * 2), rate, channels, number, overflow)


def given(least_ms: int, *blocks: Block) -> list[Block]:
    found: list[Block] = []
    pieces = Pieces(least_ms, found.append)
    for each in blocks:
        pieces.feed(each)
    return found


def test_two_blocks_are_one_piece_that_came_when_the_second_came() -> None:
    blocks = [block(number) for number in range(5)]
    found = given(100, *blocks)
    assert [piece.pcm for piece in found] == [a.pcm + b.pcm for a, b in (blocks[:2], blocks[2:4])]
    assert [piece.at for piece in found] == [1, 3]
    assert [piece.frames for piece in found] == [RATE // 10] * 2


def test_without_a_least_length_each_block_goes_on_as_it_comes() -> None:
    blocks = [block(number) for number in range(3)]
    assert given(0, *blocks) == blocks


def test_what_is_not_alike_is_not_put_together() -> None:
    blocks = [block(0), block(1, rate=44_100), block(2, channels=1), block(3, channels=1)]
    found = given(100, *blocks)
    assert found[:2] == blocks[:2]
    assert found[2].pcm == blocks[2].pcm + blocks[3].pcm


def test_a_loss_lies_between_two_pieces_and_not_within_one() -> None:
    blocks = [block(0), block(1, overflow=True), block(2)]
    found = given(100, *blocks)
    assert found[0] == blocks[0]
    assert (found[1].pcm, found[1].overflow) == (blocks[1].pcm + blocks[2].pcm, True)
