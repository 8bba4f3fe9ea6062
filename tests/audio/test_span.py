"""A file that grows while it is read, and one that is only a stretch of another."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from captioner.audio import span
from captioner.audio.decoder import Decoder
from captioner.audio.span import Span
from captioner.core.audio import RATE, to_floats
from tests.audio.making import loud_s, media, sound_file


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second without growth is enough."""
    monkeypatch.setattr(span, "_PATIENCE_S", 1.0)


Write = Callable[[Path, Path], Path]


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("call.wav", lambda path: sound_file(path, seconds=8)),
        ("call.flac", lambda path: sound_file(path, seconds=8)),
        ("call.mp3", lambda path: sound_file(path, seconds=8, rate=44_100)),
        ("call.oga", lambda path: media(path, "ogg", "flac", seconds=8)),
        ("call.webm", lambda path: media(path, "webm", "libopus", seconds=8, pictures=True)),
        ("call.ts", lambda path: media(path, "mpegts", "aac", seconds=8)),
    ],
)
def test_a_file_that_grows_is_read_as_it_grows(
    name: str, make: Callable[[Path], Path], tmp_path: Path
) -> None:
    content = make(tmp_path / f"whole-{name}").read_bytes()
    path = tmp_path / name
    first = len(content) // 2
    path.write_bytes(content[:first])
    decoder = Decoder(path)
    begun = threading.Event()

    def record() -> None:
        with path.open("ab") as file:
            for start in range(first, len(content), 10_000):
                time.sleep(0.01)
                file.write(content[start : start + 10_000])
                file.flush()
                begun.set()

    recorder = threading.Thread(target=record)
    recorder.start()
    assert begun.wait(60)
    pcm = b""
    while more := decoder.read():
        pcm += more
    recorder.join()
    decoder.close()
    assert decoder.notice == ""
    assert loud_s(to_floats(pcm)) == pytest.approx(8, abs=0.3)


def test_how_long_it_was_is_known_after_it_is_closed(tmp_path: Path) -> None:
    whole = sound_file(tmp_path / "whole.wav", seconds=4).read_bytes()
    path = tmp_path / "call.wav"
    path.write_bytes(whole[: len(whole) // 2])
    decoder = Decoder(path)
    path.write_bytes(whole)
    while decoder.read():
        pass
    decoder.close()
    decoder.close()
    assert decoder.seconds == pytest.approx(4, abs=0.1)


def test_a_header_that_a_recorder_keeps_up_to_date_does_not_end_the_reading(tmp_path: Path) -> None:
    path = sound_file(tmp_path / "call.wav", seconds=3)
    decoder = Decoder(path)
    whole = sound_file(tmp_path / "whole.wav", seconds=6).read_bytes()
    path.write_bytes(whole)
    pcm = b""
    while more := decoder.read():
        pcm += more
    decoder.close()
    assert len(pcm) == 2 * 6 * RATE


def test_closing_ends_the_wait_for_growth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(span, "_PATIENCE_S", 600.0)
    path = sound_file(tmp_path / "call.wav", seconds=1)
    decoder = Decoder(path)
    with path.open("ab") as file:
        file.write(bytes(2))
    decoder.read()
    waiting = threading.Thread(target=decoder.read)
    waiting.start()
    decoder.close()
    waiting.join(30)
    assert not waiting.is_alive()


def test_a_stretch_is_a_file_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "bytes"
    path.write_bytes(bytes(range(100)))
    with path.open("rb") as file:
        stretch = Span(file, 10, 60, {})
        assert stretch.seek(0, 2) == 50
        assert stretch.read(10) == b""
        assert stretch.seek(-5, 2) == 45
        assert stretch.read() == bytes(range(55, 60))
        stretch.seek(10)
        assert stretch.seek(5, 1) == stretch.tell() == 15
        assert stretch.read(3) == bytes(range(25, 28))
        assert stretch.seek(-1) == 0


def test_patches_are_read_in_whatever_pieces_they_come(tmp_path: Path) -> None:
    path = tmp_path / "bytes"
    path.write_bytes(bytes(100))
    rng = np.random.default_rng(3)
    with path.open("rb") as file:
        for _ in range(50):
            stretch = Span(file, 5, None, {20: b"abcd", 7: b"xy"})
            data = b""
            while piece := stretch.read(int(rng.integers(1, 9))):
                data += piece
            assert data == bytes(2) + b"xy" + bytes(11) + b"abcd" + bytes(76)
