"""Sound out, into a real sound server."""

import asyncio
import threading

import numpy as np
import pytest

from captioner.audio import portaudio_process
from captioner.audio.playing import Playing
from captioner.core.audio import RATE
from captioner.core.errors import AudioError
from tests.audio.making import voice
from tests.audio.recording import capture, hear, is_loud
from tests.guards import HANG_S
from tests.pulse import Pulse


def sound(seconds: float, hz: float = 440.0) -> bytes:
    return (voice(RATE, seconds, hz) * 20_000).astype(np.int16).tobytes()


async def test_what_is_played_is_heard_at_the_default_output(pulse: Pulse) -> None:
    async with capture("meeting") as source:
        playing = await asyncio.to_thread(Playing, sound(60.0), lambda: None)
        try:
            assert is_loud(await hear(source, is_loud))
        finally:
            await asyncio.to_thread(playing.close)


def test_it_tells_when_all_of_it_was_played(pulse: Pulse) -> None:
    over = threading.Event()
    playing = Playing(sound(0.2), over.set)
    assert over.wait(HANG_S)
    playing.close()
    playing.close()
    assert portaudio_process.refresh()  # nothing is left open


def test_it_is_silent_at_once_when_closed(pulse: Pulse) -> None:
    playing = Playing(sound(60.0), lambda: None)
    playing.close()
    assert playing not in portaudio_process.open_streams


def test_where_nothing_can_be_played_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    library = portaudio_process.library()

    def refuse(**_: object) -> None:
        raise library.PortAudioError("no output", -9996)

    monkeypatch.setattr(library, "RawOutputStream", refuse)
    with pytest.raises(AudioError, match="Sound cannot be played here"):
        Playing(sound(0.1), lambda: None)
