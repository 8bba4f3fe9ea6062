"""Lets the user hear a line of a session again."""

import asyncio
from collections.abc import Callable
from typing import Protocol

from captioner.app.keeping.sound_keeper import Store
from captioner.core.audio import RATE
from captioner.core.errors import UsageError
from captioner.core.transcript import Segment

AROUND_MS = 250
"""So much before and after, since the times of words are not exact."""


class Playback(Protocol):
    """Sound that is being played."""

    def close(self) -> None:
        """Be silent at once."""
        ...


Play = Callable[[bytes, Callable[[], None]], Playback]
"""Plays PCM16, and says when it is over, in a thread of its own. Blocks; `AudioError`."""


class HearingAgain:
    """Plays one line at a time.

    Args:
        store: Where sound is kept.
        play: Plays it.
    """

    def __init__(self, store: Store, play: Play) -> None:
        self._store, self._play = store, play
        self._playing: Playback | None = None
        self._heard: tuple[str, int] | None = None
        self._wishes = 0

    async def is_kept(self, session_id: str) -> bool:
        """Whether sound of a session is kept."""
        return await asyncio.to_thread(self._store.has, session_id)

    async def hear(self, session_id: str, segment: Segment) -> None:
        """Play a line; returns once it is over, or another one is wanted, or `stop` is called.

        Asked for the line that is being played, it stops.

        Raises:
            UsageError: No sound is kept of it.
            StorageError: It cannot be read.
            AudioError: It cannot be played.
        """
        self._wishes += 1
        wish, before = self._wishes, self._heard
        await self.stop()
        if before == (session_id, segment.turn):
            return
        start = max(0, segment.start_ms - AROUND_MS) * RATE // 1000
        end = (segment.end_ms + AROUND_MS) * RATE // 1000
        pcm = await asyncio.to_thread(self._store.read, session_id, segment.lane, start, end)
        if not pcm:
            raise UsageError("No sound is kept of this line.", "Turn on “Keep the sound”.")
        loop, over = asyncio.get_running_loop(), asyncio.Event()

        def told_over() -> None:
            loop.call_soon_threadsafe(over.set)

        playing = await asyncio.to_thread(self._play, pcm, told_over)
        if wish != self._wishes:
            await asyncio.to_thread(playing.close)
            return
        self._playing, self._heard = playing, (session_id, segment.turn)
        try:
            await over.wait()
        finally:
            await asyncio.to_thread(playing.close)
            if self._playing is playing:
                self._playing = self._heard = None

    async def stop(self) -> None:
        """Be silent."""
        playing, self._playing, self._heard = self._playing, None, None
        if playing is not None:
            await asyncio.to_thread(playing.close)
