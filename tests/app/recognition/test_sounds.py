"""When sounds are told in a session."""

import asyncio
from collections.abc import Callable

import pytest

from captioner.app.recognition.sounds import Sounds
from captioner.app.sound import Sound
from captioner.core.audio import RATE, Chunk
from captioner.core.sounds import Shares
from captioner.core.transcript import Segment

LOUD = b"\x00\x20" * (RATE // 10)
SILENT = bytes(len(LOUD))
MUSIC, SPEECH = Shares(music=1.0), Shares(speech=1.0)


class Listening:
    """A session's sound, and what is told of it."""

    def __init__(self, hears: Callable[[int], Shares]) -> None:
        self.sound = Sound()
        self.wanted = True
        self.words_until_ms = 0
        self.told: list[Segment] = []
        self.asked: list[int] = []
        self._hears = hears
        self._at = 0
        self._caught_up = asyncio.Event()
        read = self.sound.read

        async def watched(position: int) -> Chunk | None:
            chunk = await read(position)
            if chunk is None:
                self._caught_up.set()
            return chunk

        self.sound.read = watched  # type: ignore[method-assign]

    def listen(self, pcm: bytes) -> Shares:
        self.asked.append(len(pcm))
        return self._hears(self.sound.end * 1_000 // RATE)

    def sounds(self) -> Sounds:
        return Sounds(
            self.sound,
            self.listen,
            lambda: self.wanted,
            lambda: self.words_until_ms,
            self.told.append,
        )

    async def play(self, *parts: tuple[bytes, float], words: bool = False) -> None:
        """Plays tenths of a second, each for so many seconds."""
        task = asyncio.create_task(self.sounds().run())
        for pcm, seconds in parts:
            for _ in range(round(seconds * 10)):
                self._at += RATE // 10
                if words:
                    self.words_until_ms = self._at * 1_000 // RATE
                if pcm:
                    self._caught_up.clear()
                    self.sound.append(Chunk(self._at - RATE // 10, pcm))
                    await asyncio.wait_for(self._caught_up.wait(), 10)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_music_is_told_at_its_place() -> None:
    listening = Listening(lambda now_ms: MUSIC if now_ms >= 5_000 else Shares())
    await listening.play((LOUD, 8))
    [segment] = listening.told
    assert (segment.text, segment.is_sound, segment.words) == ("[music]", True, ())
    assert segment.turn < 0
    assert segment.end_ms - segment.start_ms == 3_000
    assert 5_000 <= segment.end_ms <= 7_000


async def test_while_words_come_nobody_listens() -> None:
    listening = Listening(lambda _: MUSIC)
    await listening.play((LOUD, 6), words=True)
    assert listening.asked == []
    assert listening.told == []


async def test_quiet_is_not_listened_to() -> None:
    listening = Listening(lambda _: MUSIC)
    await listening.play((SILENT, 6))
    assert listening.asked == []


async def test_where_it_is_not_wanted_nothing_is_told() -> None:
    listening = Listening(lambda _: MUSIC)
    listening.wanted = False
    await listening.play((LOUD, 6))
    assert listening.told == []


async def test_it_never_begins_before_the_words_end() -> None:
    listening = Listening(lambda now_ms: MUSIC if now_ms >= 4_000 else SPEECH)
    listening.words_until_ms = 2_400
    await listening.play((LOUD, 6))
    assert listening.told[0].start_ms >= 2_400


async def test_what_is_listened_to_is_three_seconds_at_most_and_no_hole_is_in_it() -> None:
    listening = Listening(lambda _: SPEECH)
    await listening.play((LOUD, 5), (b"", 1), (LOUD, 2))
    sizes = [size / (2 * RATE) for size in listening.asked]
    assert max(sizes[:5]) == 3
    assert max(sizes[5:]) <= 2


async def test_where_listening_breaks_that_is_told_and_captions_go_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def breaks(_: int) -> Shares:
        raise OSError("no such library")

    listening = Listening(breaks)
    listening.sound.append(Chunk(0, LOUD * 20))
    await asyncio.wait_for(listening.sounds().run(), 10)
    assert listening.told == []
    assert "no such library" in caplog.text
