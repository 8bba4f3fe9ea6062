"""Kept sound: off by default, heard again, off the record, gone with its session."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from captioner.app.keeping.hearing_again import HearingAgain
from captioner.app.keeping.sound_keeper import PIECE, SoundKeeper
from captioner.core.audio import RATE, Chunk
from captioner.core.errors import StorageError, UsageError
from captioner.core.lanes import Lane
from captioner.storage.sound_store import SoundStore, folder_beside
from tests.app.stage import Speaker, Stage, make_stage
from tests.transcripts import segment

LOUD = b"\x10\x20"


@pytest.fixture
def store(tmp_path: Path) -> SoundStore:
    return SoundStore(tmp_path / "library.db", bytes, bytes)


def files(folder: Path) -> list[Path]:
    return sorted(folder_beside(folder / "library.db").rglob("*.flac"))


async def heard(store: SoundStore, *, samples: int) -> SoundKeeper:
    keeper = SoundKeeper(store, "s1", pytest.fail)
    for position in range(0, samples, RATE // 10):
        keeper.hear(Lane.ONLY, Chunk(position, LOUD * (RATE // 10)))
    return keeper


async def test_it_is_written_in_pieces_and_at_the_end_the_rest(
    store: SoundStore, tmp_path: Path
) -> None:
    keeper = await heard(store, samples=PIECE + RATE)
    await keeper.flush()
    assert [path.name for path in files(tmp_path)] == [
        "all-000000000000.flac",
        f"all-{PIECE:012}.flac",
    ]
    assert store.read("s1", Lane.ONLY, PIECE - 5, PIECE + 5) == LOUD * 10


async def test_a_hole_begins_a_new_piece(store: SoundStore, tmp_path: Path) -> None:
    keeper = await heard(store, samples=RATE)
    keeper.hear(Lane.ONLY, Chunk(5 * RATE, LOUD * 100))
    await keeper.flush()
    assert len(files(tmp_path)) == 2


async def test_off_the_record_silences_what_is_written_and_what_is_not_yet(
    store: SoundStore,
) -> None:
    keeper = await heard(store, samples=PIECE + 2 * RATE)
    keeper.strike(PIECE - RATE, PIECE + RATE)
    await keeper.flush()
    assert store.read("s1", Lane.ONLY, PIECE - RATE, PIECE + RATE) == bytes(4 * RATE)
    assert store.read("s1", Lane.ONLY, PIECE + RATE, PIECE + 2 * RATE) == LOUD * RATE
    assert store.read("s1", Lane.ONLY, 0, PIECE - RATE) == LOUD * (PIECE - RATE)


async def test_while_off_the_record_nothing_is_kept(store: SoundStore) -> None:
    keeper = await heard(store, samples=RATE)
    keeper.be_silent()
    keeper.hear(Lane.ONLY, Chunk(RATE, LOUD * RATE))
    keeper.speak_again()
    keeper.hear(Lane.ONLY, Chunk(2 * RATE, LOUD * RATE))
    await keeper.flush()
    assert store.read("s1", Lane.ONLY, RATE, 2 * RATE) == b""
    assert store.read("s1", Lane.ONLY, 2 * RATE, 3 * RATE) == LOUD * RATE


async def test_a_disk_that_fails_is_told_once_and_captions_go_on(tmp_path: Path) -> None:
    (tmp_path / "library-sound").write_text("in the way")
    told: list[StorageError] = []
    store = SoundStore(tmp_path / "library.db", bytes, bytes)
    keeper = SoundKeeper(store, "s1", told.append)
    writing = asyncio.create_task(keeper.run())
    for position in range(0, 4 * PIECE, RATE):
        keeper.hear(Lane.ONLY, Chunk(position, LOUD * RATE))
    await keeper.flush()
    writing.cancel()
    assert len(told) == 1
    assert "Captions go on" in told[0].advice


async def session_of(stage: Stage, **settings: object) -> str:
    captioner = stage.captioner
    await captioner.apply(replace(captioner.settings, **settings))  # type: ignore[arg-type]
    await captioner.start()
    await stage.until(lambda: stage.witness.finals)
    await asyncio.sleep(0.5)
    session_id = stage.witness.opened[0][0].id
    await captioner.stop()
    return session_id


@pytest.mark.parametrize(
    "settings", [{}, {"keep_sound": True, "keep_nothing": True}], ids=["default", "keep nothing"]
)
async def test_no_sound_is_kept_unless_it_is_wanted(
    tmp_path: Path, settings: dict[str, object]
) -> None:
    stage = await make_stage(tmp_path)
    session_id = await session_of(stage, **settings)
    assert not await stage.captioner.hearing_again.is_kept(session_id)
    assert files(tmp_path) == []
    await stage.captioner.close()


async def test_a_line_is_heard_again_and_the_sound_goes_with_its_session(tmp_path: Path) -> None:
    stage = await make_stage(tmp_path)
    captioner = stage.captioner
    session_id = await session_of(stage, keep_sound=True)
    assert await captioner.hearing_again.is_kept(session_id)
    assert (await captioner.stock.held()).size > sum(p.stat().st_size for p in files(tmp_path))
    [line] = (await captioner.library.transcript(session_id)).segments
    Speaker.played.clear()
    await captioner.hearing_again.hear(session_id, line)
    [pcm] = Speaker.played
    assert len(pcm) >= 2 * RATE * (line.end_ms - line.start_ms) // 1000
    await captioner.library.delete(session_id)
    assert files(tmp_path) == []
    await captioner.close()


async def test_a_line_without_sound_says_so(store: SoundStore) -> None:
    with pytest.raises(UsageError, match="No sound is kept of this line"):
        await HearingAgain(store, Speaker).hear("s1", segment(0, "Hello."))


class Endless:
    """Plays until it is closed."""

    def __init__(self, pcm: bytes, on_end: object) -> None:
        self.on_end = on_end
        begun.append(self)

    def close(self) -> None:
        self.on_end()  # type: ignore[operator]


begun: list[Endless] = []


async def test_another_line_and_the_same_line_again_end_the_one_that_is_played(
    store: SoundStore,
) -> None:
    store.write("s1", Lane.ONLY, 0, LOUD * 10 * RATE)
    again = HearingAgain(store, Endless)
    first, second = segment(0, "One.", 1_000), segment(1, "Two.", 4_000)
    begun.clear()
    playing = asyncio.create_task(again.hear("s1", first))
    while len(begun) < 1:  # noqa: ASYNC110 - in a thread
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)
    other = asyncio.create_task(again.hear("s1", second))
    await playing
    while len(begun) < 2:  # noqa: ASYNC110 - in a thread
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)
    await again.hear("s1", second)  # asked for again, it stops
    await other
    assert len(begun) == 2
