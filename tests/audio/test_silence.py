"""Silence that keeps the time of a recorded session."""

from itertools import pairwise

from captioner.audio.silence import Silence
from captioner.core.audio import RATE


async def test_it_is_as_long_as_asked_without_a_hole() -> None:
    chunks = [chunk async for chunk in Silence(1.23, fast=True)]
    assert sum(chunk.samples for chunk in chunks) == round(1.23 * RATE)
    assert all(later.position == earlier.end for earlier, later in pairwise(chunks))
    assert not any(any(chunk.pcm) for chunk in chunks)


async def test_it_ends_when_it_is_closed() -> None:
    silence = Silence(60, fast=True)
    await silence.__anext__()
    await silence.close()
    assert [chunk async for chunk in silence] == []
