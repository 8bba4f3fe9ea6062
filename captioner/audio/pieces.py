"""Blocks of a device put together, so that fewer of them wake the program."""

from dataclasses import replace

from captioner.audio.host import Block, OnBlock


class Pieces:
    """Passes on what one thread delivers, in pieces of at least some length.

    Each piece wakes the program and goes through every hand up to the recogniser, which costs
    more than all else that a service's captions take.

    Args:
        least_ms: How long a piece is at least; 0 passes each block on as it comes.
        give: Takes them, in the same thread.
    """

    def __init__(self, least_ms: int, give: OnBlock) -> None:
        self._least_ms = least_ms
        self._give = give
        self._waiting: Block | None = None

    def feed(self, block: Block) -> None:
        """Take a block, and pass on what is long enough with it."""
        before, self._waiting = self._waiting, None
        if before is not None and _follows(before, block):
            block = replace(block, pcm=before.pcm + block.pcm, overflow=before.overflow)
        elif before is not None:
            self._give(before)
        if block.frames * 1000 >= self._least_ms * block.rate:
            self._give(block)
        else:
            self._waiting = block


def _follows(before: Block, block: Block) -> bool:
    """Whether one is like the other, and nothing was lost between them."""
    same = (before.rate, before.channels) == (block.rate, block.channels)
    return same and not block.overflow
