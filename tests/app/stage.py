"""A captioner with everything real but devices and engine."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from captioner.app.account import Account
from captioner.app.captioner import Captioner
from captioner.app.hearing.file_source import SoundFile
from captioner.app.hearing.source import Source
from captioner.app.hearing.sources import Sources
from captioner.app.keeping.disk import Disk
from captioner.app.keeping.library import Sessions
from captioner.app.keeping.stock import Stock
from captioner.app.models import Models
from captioner.app.observer import Observer
from captioner.app.services import Services
from captioner.audio.silence import Silence
from captioner.core.audio import Level
from captioner.core.errors import SourceGone, StorageError
from captioner.core.file_kinds import KINDS
from captioner.core.settings import DEFAULTS, Settings
from captioner.core.sources import MICROPHONE, SourceInfo, SourceKind
from captioner.engines.base import Engine
from captioner.engines.replay import Replay
from captioner.storage import exporting
from captioner.storage.secrets import Secret, Secrets
from captioner.storage.sound_store import SoundStore
from tests.fakes import Witness
from tests.guards import HANG_S


class Speaker:
    """Plays at once, and remembers what."""

    played: ClassVar[list[bytes]] = []

    def __init__(self, pcm: bytes, on_end: Callable[[], None]) -> None:
        self.played.append(pcm)
        on_end()

    def close(self) -> None:
        """It is silent."""


class Recording(Silence):
    """A file in which nobody speaks."""

    seconds: float | None = 3.0
    notice = ""


class Room:
    """Devices without a device: what is opened is silence at real pace."""

    def __init__(self) -> None:
        self.infos = (SourceInfo(id=MICROPHONE, label="Desk", kind=SourceKind.MICROPHONE),)
        self.seconds = 60.0
        self.changed: list[Callable[[], None]] = []

    def list(self) -> tuple[SourceInfo, ...]:
        return self.infos

    async def open(
        self, source_id: str, on_level: Callable[[Level], None], piece_ms: int
    ) -> Source:
        for info in self.infos:
            if info.id == source_id:
                return Silence(self.seconds)
        raise SourceGone("It is not there.", "Plug it in.")

    async def open_file(
        self, path: Path, on_level: Callable[[Level], None], *, fast: bool = False
    ) -> SoundFile:
        return Recording(3, fast=fast)

    def watch(self, changed: Callable[[], None]) -> Callable[[], Awaitable[None]]:
        self.changed.append(changed)

        async def stop() -> None:
            self.changed.remove(changed)

        return stop


def recording(folder: Path) -> Path:
    words = [{"text": "Hello", "start_ms": 100, "end_ms": 300}]
    lines = [
        {"type": "partial", "at": 0.1, "turn": 0, "words": words, "text": "Hello"},
        {"type": "final", "at": 0.2, "turn": 0, "words": words, "text": "Hello."},
    ]
    path = folder / "recording.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines))
    return path


def holds(folder: Path, text: bytes) -> bool:
    """Whether a file of the library holds this."""
    return any(text in path.read_bytes() for path in folder.glob("library.db*"))


class Stage:
    """A captioner with everything real but devices and engine."""

    def __init__(self, captioner: Captioner, witness: Witness, room: Room) -> None:
        self.captioner = captioner
        self.witness = witness
        self.room = room
        self.saved: list[Settings] = []

    async def until(self, true: Callable[[], object]) -> None:
        async with asyncio.timeout(HANG_S):
            while not true():  # noqa: ASYNC110 - whatever the test waits for
                await asyncio.sleep(0.01)


async def make_stage(
    folder: Path,
    engine: Callable[[], Engine] | None = None,
    *,
    observer: Observer | None = None,
    library: Path | None = None,
) -> Stage:
    """A captioner that tells `observer`, or else a witness, and keeps sessions in `library`."""
    room, witness = Room(), Witness()
    disk = Disk(library or folder / "library.db", witness.error)
    await disk.open()
    settings = replace(DEFAULTS, engine="replay", source=MICROPHONE)

    async def nothing(*_: object) -> str:
        return ""

    async def no_token(*_: object) -> Secret:
        return Secret("")

    async def no_fetch(*_: object) -> None:
        raise StorageError("No.", "No.")

    async def build(settings: Settings) -> Engine:
        return engine() if engine else Replay(settings, recording(folder))

    services = Services(
        sources=Sources(room, lambda: folder / "sample.wav", nothing),
        library=Sessions(
            disk,
            KINDS,
            lambda transcript, name, path, wish: exporting.write(
                transcript, name, path, wish, overwrite=True
            ),
        ),
        stock=Stock(disk),
        sounds=SoundStore(folder / "library.db", bytes, bytes),
        play=Speaker,
        account=Account(
            Secrets(), lambda: settings, lambda _: "test", nothing, lambda *_: None, no_token
        ),
        models=Models(lambda _: True, no_fetch),
        build_engine=build,
        check_folder=exporting.check_folder,
        service_name=lambda _: "",
        save_settings=lambda s: stage.saved.append(s),
        clock=asyncio.get_running_loop().time,
        slept=lambda: 0.0,
        now=lambda: datetime(2026, 11, 24, 10, 2, tzinfo=UTC),
    )
    stage = Stage(Captioner(services, settings, observer or witness), witness, room)
    return stage
