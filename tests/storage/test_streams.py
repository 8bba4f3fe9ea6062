import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from captioner.core.errors import NotExported
from captioner.storage import exporting, streams
from tests.transcripts import MEETING

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
LONG = b"word " * 100_000


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "pipe.txt")
    return tmp_path / "pipe.txt"


def read_late(path: Path) -> bytes:
    Event().wait(0.3)
    return path.read_bytes()


@pytest.mark.parametrize("read", [Path.read_bytes, read_late])
def test_whoever_reads_gets_all_of_it(pipe: Path, read: Callable[[Path], bytes]) -> None:
    with ThreadPoolExecutor() as pool:
        reader = pool.submit(read, pipe)
        streams.write(pipe, LONG)
        assert reader.result() == LONG


def test_where_nobody_reads_that_is_said(pipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "PATIENCE_S", 0.2)
    with pytest.raises(NotExported, match=r"pipe.txt could not be written \(nobody reads it\)"):
        exporting.write(MEETING, "txt", pipe, overwrite=True)


def test_whoever_stops_reading_is_not_waited_for(
    pipe: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "PATIENCE_S", 0.2)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(TimeoutError):
        streams.write(pipe, LONG)
    os.close(reader)


def test_a_device_takes_it() -> None:
    streams.write(Path(os.devnull), LONG)
