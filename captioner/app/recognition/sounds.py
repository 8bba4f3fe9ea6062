"""Listens for sounds that matter where there are no words."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from itertools import count

from captioner.app.faults import report
from captioner.app.sound import Sound
from captioner.core.audio import BYTES_PER_SAMPLE, RATE, level_of, to_ms
from captioner.core.sounds import WINDOW_S, Shares, SoundRule
from captioner.core.transcript import SOUNDS, Segment
from captioner.core.watch import SOUND_DB

_WORDLESS_MS = 1_500
_STEP = RATE
_WINDOW = WINDOW_S * RATE * BYTES_PER_SAMPLE


class Sounds:
    """Reads the session's sound beside the engines.

    While words come it only keeps the last three seconds; so it costs nothing where people
    speak.

    Args:
        sound: What is heard.
        listen: How much of some sound is what; called in a worker thread.
        wanted: Whether sounds are to be told now.
        words_until: Up to which session time there are words, in ms.
        tell: Takes what is to be shown and kept.
        numbers: Gives turns below 0 that are unique in the session.
    """

    def __init__(
        self,
        sound: Sound,
        listen: Callable[[bytes], Shares],
        wanted: Callable[[], bool],
        words_until: Callable[[], int],
        tell: Callable[[Segment], None],
        numbers: Iterator[int] | None = None,
    ) -> None:
        self._sound = sound
        self._listen = listen
        self._wanted = wanted
        self._words_until = words_until
        self._tell = tell
        self._rule = SoundRule()
        self._last = deque[bytes]()
        self._length = 0
        self._next = _STEP
        self._numbers = numbers or count(-1, -1)

    async def run(self) -> None:
        """Listen until cancelled, or until listening breaks: captions do without it."""
        try:
            await self._read()
        except Exception as fault:  # noqa: BLE001 - whatever a sound library raises
            report(fault, "Sounds such as music are not told any more in this session.")

    async def _read(self) -> None:
        position = 0
        while True:
            news = self._sound.news()
            chunk = await self._sound.read(position)
            if chunk is None:
                await news.wait()
                continue
            if chunk.position != position:  # a hole: what was before it is another sound
                self._last.clear()
                self._length = 0
            position = chunk.end
            self._keep(chunk.pcm)
            if position >= self._next:
                self._next = position + _STEP
                await self._judge(to_ms(position))

    def _keep(self, pcm: bytes) -> None:
        """Without what nobody asks for any more; it is put together once somebody does."""
        self._last.append(pcm)
        self._length += len(pcm)
        while self._length - len(self._last[0]) >= _WINDOW:
            self._length -= len(self._last.popleft())

    async def _judge(self, now_ms: int) -> None:
        words_until = self._words_until()
        if not self._wanted() or now_ms - words_until < _WORDLESS_MS:
            return
        shares, last = Shares(), b"".join(self._last)[-_WINDOW:]
        if level_of(last[-_STEP * BYTES_PER_SAMPLE :]).rms_db > SOUND_DB:
            shares = await asyncio.to_thread(self._listen, last)
        kind = self._rule.hear(shares, now_ms)
        if kind is None:
            return
        heard_ms = to_ms(len(last) // BYTES_PER_SAMPLE)
        self._tell(
            Segment(
                turn=next(self._numbers),
                start_ms=max(words_until, now_ms - heard_ms),
                end_ms=now_ms,
                text=kind.text,
                engine=SOUNDS,
            )
        )
