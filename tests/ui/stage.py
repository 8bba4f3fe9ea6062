"""A stand-in for the app behind the windows: it records what it is asked and fails to order."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from captioner.app.keeping.stock import Held
from captioner.core.audio import Level
from captioner.core.cast import Cast
from captioner.core.correction import corrected
from captioner.core.errors import CaptionerError, NotExported
from captioner.core.events import Opened, Partial, Word
from captioner.core.export.wish import AS_USUAL, Wish
from captioner.core.file_kinds import KINDS, Kind
from captioner.core.models import MODELS, Model
from captioner.core.secret import Secret
from captioner.core.session import State
from captioner.core.settings import Settings
from captioner.core.sources import SourceInfo, SourceKind
from captioner.core.status import Condition, Status
from captioner.core.transcript import Gap, GapKind, Mark, Segment, Session, Transcript, start_of
from captioner.core.wanted import Wanted
from captioner.ui.commands import Commands
from captioner.ui.model import Model as UiModel

Window = TypeVar("Window", bound=QWidget)

LOUD = Level(rms_db=-20, peak_db=-8, zeros=False)
SILENT = Level(rms_db=-90, peak_db=-80, zeros=False)
STARTED = "2026-11-24T10:02:00+01:00"
SOURCES = (
    SourceInfo(id="meeting", label="Speakers", kind=SourceKind.MEETING, device="pulse:speakers"),
    SourceInfo(id="microphone", label="Jabra Evolve 65", kind=SourceKind.MICROPHONE),
    SourceInfo(id="pulse:builtin", label="Built-in microphone", kind=SourceKind.MICROPHONE),
    SourceInfo(id="pulse:buds", label="Ear buds", kind=SourceKind.MICROPHONE, bluetooth=True),
    SourceInfo(
        id="pulse:hdmi", label="HDMI", kind=SourceKind.MEETING, unavailable="Nothing is plugged in."
    ),
)


class StageFile:
    """A recording of which a test says how long it is, and what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.seconds: float | None = 600.0
        self.notice = ""


class StageSources:
    """Sources whose levels a test gives."""

    def __init__(self, calls: list[str]) -> None:
        self.calls = calls
        self.infos = SOURCES
        self.meters: dict[str, Callable[[Level], None]] = {}
        self.refused: CaptionerError | None = None
        self.understood = "hello there"

    async def list(self) -> tuple[SourceInfo, ...]:
        return self.infos

    def file(self, path: Path, on_level: Callable[[Level], None], *, fast: bool) -> StageFile:
        self.calls.append(f"file {path.name} {'fast' if fast else 'at pace'}")
        self.opened = StageFile(path)
        return self.opened

    async def meter(
        self, source_id: str, on_level: Callable[[Level], None]
    ) -> Callable[[], Awaitable[None]]:
        if self.refused is not None:
            raise self.refused
        self.meters[source_id] = on_level

        async def stop() -> None:
            del self.meters[source_id]

        return stop

    async def test(self, source_id: str, seconds: float = 3.0) -> str:
        self.calls.append(f"test {source_id}")
        return self.understood

    def watch(self, changed: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
        async def stop() -> None:
            self.calls.append("stop watching")

        return stop


class StageLibrary:
    """Sessions in a list.

    Attributes:
        size: How many make a page.
        between: Called before each page but the first.
    """

    def __init__(self, calls: list[str]) -> None:
        self.calls = calls
        self.transcripts: dict[str, Transcript] = {}
        self.away: dict[str, Transcript] = {}
        self.wanted = Wanted()
        self.unwritable: set[str] = set()
        self.wish = AS_USUAL
        self.size = 50
        self.between: Callable[[], None] | None = None

    async def pages(self, wanted: str | Wanted = "") -> AsyncIterator[tuple[Session, ...]]:
        self.wanted = wanted if isinstance(wanted, Wanted) else Wanted(words=wanted)
        search = self.wanted.words
        held = [one for one in self.transcripts.values() if one.marks or not self.wanted.marked]
        found = (kept.session for kept in held)
        named = [
            one
            for one in found
            if search.lower() in one.title.lower() or await self.hits(one.id, search)
        ]
        yield tuple(named[: self.size])
        for first in range(self.size, len(named), self.size):
            if self.between is not None:
                self.between()
            yield tuple(named[first : first + self.size])

    async def hits(self, session_id: str, words: str) -> tuple[Segment, ...]:
        segments = self.transcripts[session_id].segments
        return tuple(one for one in segments if words.lower() in one.text.lower())

    async def transcript(self, session_id: str) -> Transcript:
        return self.transcripts[session_id]

    async def put_away(self, session_id: str) -> None:
        self.away[session_id] = self.transcripts.pop(session_id)

    async def bring_back(self, session_id: str) -> None:
        self.transcripts[session_id] = self.away.pop(session_id)

    async def purge(self) -> None:
        self.away.clear()

    async def rename(self, session_id: str, title: str) -> None:
        self.calls.append(f"rename {session_id} {title}")
        kept = self.transcripts.get(session_id)
        if kept is not None:
            named = replace(kept.session, title=title)
            self.transcripts[session_id] = replace(kept, session=named)

    async def name_speaker(self, session_id: str, label: str, name: str) -> None:
        self.calls.append(f"name {session_id} {label} {name}")
        kept = self.transcripts[session_id]
        self.transcripts[session_id] = replace(
            kept, names=Cast(kept.names).with_name(label, name).names
        )

    async def names(self) -> list[str]:
        return [name for kept in self.transcripts.values() for name in kept.names.values()]

    async def export(
        self, session_id: str, format_name: str, path: Path, wish: Wish = AS_USUAL
    ) -> None:
        self.calls.append(f"export {session_id} {format_name} {path.name}")
        self.wish = wish

    async def export_into(
        self, session_id: str, format_name: str, folder: Path, wish: Wish = AS_USUAL
    ) -> Path:
        if session_id in self.unwritable:
            raise NotExported("The disk is full.", "Choose another folder.")
        self.calls.append(f"export {session_id} {format_name} into {folder.name}")
        self.wish = wish
        return folder / session_id

    def formats(self) -> Mapping[str, Kind]:
        return KINDS


class StageStock:
    """The library as a whole."""

    def __init__(self, library: StageLibrary) -> None:
        self._library = library

    async def held(self) -> Held:
        return Held(Path("/home/me/library.db"), len(self._library.transcripts), 4_200_000)

    async def expire(self, days: int, now: datetime) -> int:
        self._library.calls.append(f"expire {days}")
        return 0

    async def delete_all(self) -> int:
        count = len(self._library.transcripts)
        self._library.transcripts.clear()
        return count


class StageHearing:
    """Sound of the sessions that a test names."""

    def __init__(self, calls: list[str]) -> None:
        self._calls = calls
        self.kept: set[str] = set()

    async def is_kept(self, session_id: str) -> bool:
        return session_id in self.kept

    async def hear(self, session_id: str, segment: Segment) -> None:
        self._calls.append(f"hear {session_id} {segment.turn}")

    async def stop(self) -> None:
        """Nothing is played."""


class StageAccount:
    """A key that a test allows or refuses.

    Attributes:
        once: The key that is used and not kept.
        asked: What it was asked, in order.
    """

    def __init__(self) -> None:
        self.key = ""
        self.once = ""
        self.token = ""
        self.asked: list[str] = []
        self.refusal: CaptionerError | None = None

    def _ask(self, what: str) -> None:
        self.asked.append(what)
        if self.refusal is not None:
            raise self.refusal

    async def use_token(self, text: str) -> None:
        self._ask("use token")
        self.token = text

    def use_key(self, text: str) -> None:
        self._ask("use key")
        self.once = text

    async def make_token(self, life_s: int, text: str = "") -> Secret:
        self._ask(f"make token {life_s} {text}")
        return Secret("made-token")

    async def set_key(self, text: str) -> str:
        self._ask("set key")
        self.key = text
        return ""

    async def test_key(self, text: str = "") -> str:
        self._ask("test key")
        return "The key works."

    async def clear_key(self) -> None:
        self._ask("clear key")
        self.key = ""


class StageModels:
    """The one list of models, here or not; `refusal` is what a download meets."""

    def __init__(self) -> None:
        self.here = True
        self.refusal: CaptionerError | None = None

    def all(self) -> Mapping[str, Model]:
        return MODELS

    def ready(self, name: str) -> bool:
        return self.here

    async def download(self, name: str, progress: Callable[[int, int], None]) -> None:
        progress(1_000, 2_000)
        if self.refusal is not None:
            raise self.refusal
        self.here = True


class StageEditing:
    """Does to the model what the app would."""

    def __init__(self, app: "StageApp") -> None:
        self.app = app
        self.model = app.model
        self.calls = app.calls

    def mark(self, note: str = "") -> None:
        self.calls.append("mark")
        self.model.mark(Mark(at_ms=9_000, note=note))

    async def note(self, session_id: str, mark: Mark, text: str) -> Mark:
        self.calls.append(f"note {session_id} {mark.at_ms} {text}")
        made = replace(mark, note=text)
        if self.model.session is not None and self.model.session.id == session_id:
            self.model.mark(made)
        return made

    async def correct(self, session_id: str, segment: Segment, text: str | None) -> Segment:
        self.calls.append(f"correct {session_id} {segment.turn} {text}")
        made = corrected(segment, text if text is not None else segment.heard or segment.text)
        if self.model.session is not None and self.model.session.id == session_id:
            self.model.final(made)
        return made

    async def give(self, session_id: str, segment: Segment, label: str) -> Segment:
        self.calls.append(f"give {session_id} {segment.turn} {label}")
        made = replace(segment, given=label)
        if self.model.session is not None and self.model.session.id == session_id:
            self.model.final(made)
        return made

    async def name(self, session_id: str, label: str, name: str) -> None:
        if self.model.session is not None and self.model.session.id == session_id:
            self.calls.append(f"name {session_id} {label} {name}")
            self.model.named(label, name)
        else:
            await self.app.library.name_speaker(session_id, label, name)

    is_off_the_record = False

    def off_the_record_from_now(self) -> None:
        self.calls.append("off the record from now")
        self.is_off_the_record = True
        self.model.status(Status(Condition.OFF_THE_RECORD, {"time": "10:14"}))

    def on_the_record(self) -> None:
        self.calls.append("on the record")
        self.is_off_the_record = False
        self.model.status(Status(Condition.LISTENING, {"d": "Speakers"}))

    def off_the_record(self) -> None:
        self.calls.append("off the record")
        seconds = self.app.settings.off_the_record_seconds
        end_ms = max(start_of(item) + 1_000 for item in self.model.items.values())
        kind, start_ms = GapKind.OFF_THE_RECORD, max(0, end_ms - 1000 * seconds)
        gap = Gap(start_ms=start_ms, end_ms=end_ms, kind=kind, reason=kind.value)
        self.model.off_the_record(gap)


class StageApp:
    """What the windows call instead of `Captioner`.

    Attributes:
        calls: What was asked, in order.
        refusal: The error that `start` meets.
    """

    def __init__(self, model: UiModel) -> None:
        self.model = model
        self.calls: list[str] = []
        self.refusal: CaptionerError | None = None
        self.settings = Settings(first_word_seen=True)
        self.notices: tuple[str, ...] = ()
        self.recovered: tuple[Session, ...] = ()
        self.since_first_sample = 724.0
        self.heard_s = 0.0
        self.source = self.settings.source
        self.service = ""
        self.keeps = True
        self.sources = StageSources(self.calls)
        self.library = StageLibrary(self.calls)
        self.editing = StageEditing(self)
        self.stock = StageStock(self.library)
        self.hearing_again = StageHearing(self.calls)
        self.account = StageAccount()
        self.models = StageModels()

    @property
    def state(self) -> State:
        return self.model.state

    async def start(self, source: str | None = None) -> None:
        await self._begin("start")

    async def start_sample(self) -> None:
        await self._begin("sample")

    async def start_from(self, source: StageFile, *, follow: str = "") -> None:
        await self._begin(f"start {source.path.name}")

    def level(self, level: Level) -> None:
        self.model.level(level)

    async def _begin(self, what: str) -> None:
        self.calls.append(what)
        if self.refusal is not None:
            raise self.refusal
        self.model.state_changed(State.STARTING)
        self.model.session_opened(session(), Opened(engine=self.settings.engine))
        self.model.state_changed(State.LISTENING)

    async def stop(self) -> None:
        self.calls.append("stop")
        self.model.state_changed(State.STOPPING)
        self.model.state_changed(State.IDLE)
        self.model.session_closed(session(), "stopped")

    async def pause(self) -> None:
        self.calls.append("pause")
        self.model.state_changed(State.PAUSED)

    async def resume(self) -> None:
        self.calls.append("resume")
        self.model.state_changed(State.LISTENING)

    async def mute(self, *, on: bool) -> None:
        self.calls.append("mute" if on else "unmute")
        self.model.muted(on=on)
        told = Condition.MUTED if on else Condition.LISTENING
        self.model.status(Status(told, {"d": "Jabra"}))

    async def use_source(self, source: str) -> None:
        self.calls.append(f"use {source}")
        if self.refusal is not None:
            raise self.refusal
        self.source = source

    async def restart(self, source: str | None = None) -> None:
        await self.stop()
        await self.start(source)

    def stay_here(self) -> None:
        self.calls.append("stay here")

    def end_utterance(self) -> None:
        self.calls.append("finish")

    async def apply(self, settings: Settings) -> None:
        self.calls.append("apply")
        self.settings = settings

    async def close(self) -> None:
        self.calls.append("close")


class Stage:
    """App, model and commands, as the desk puts them together.

    Attributes:
        now_ms: The clock of the age of text.
    """

    def __init__(self) -> None:
        self.model = UiModel()
        self.app = StageApp(self.model)
        self.now_ms = 0
        self._windows: list[QWidget] = []
        self._behind: list[QObject] = [self.model]
        self.commands = self.commands_with(self.app.settings)

    def commands_with(self, settings: Settings) -> Commands:
        """Commands of an app that has these settings."""
        self.app.settings = settings
        self.commands = Commands(self.app, self.model, run_now)  # type: ignore[arg-type] # a stand-in
        self._behind.append(self.commands)
        return self.commands

    def clock(self) -> int:
        return self.now_ms

    def own(self, window: "Window") -> "Window":
        self._windows.append(window)
        return window

    def listen(self) -> None:
        """A session runs."""
        self.model.state_changed(State.STARTING)
        self.model.session_opened(session(), Opened(engine="ondevice"))
        self.model.state_changed(State.LISTENING)

    def close(self) -> None:
        """Nothing of Qt's is left to Python's collector, which may find it in another thread."""
        for window in self._windows:
            window.hide()
            shiboken6.delete(window)
        for made in reversed(self._behind):
            shiboken6.delete(made)


def run_now(work: Coroutine[object, object, None]) -> None:
    """Run a coroutine to its end at once: nothing on the stage ever waits."""
    with contextlib.suppress(StopIteration):
        work.send(None)
        raise AssertionError("something on the stage waited")


def session(**more: object) -> Session:
    facts: dict[str, object] = {
        "id": "s1",
        "title": "Tue 24 Nov 10:02, 54 min",
        "started": STARTED,
        "seconds": 3240.0,
        "engine": "ondevice",
        "finals": 2,
        "ended": True,
    }
    return Session(**{**facts, **more})  # type: ignore[arg-type]


def words(text: str, start_ms: int = 0, **more: object) -> tuple[Word, ...]:
    return tuple(
        Word(text=each, start_ms=start_ms + 200 * n, end_ms=start_ms + 200 * n + 180, **more)  # type: ignore[arg-type]
        for n, each in enumerate(text.split())
    )


def final(text: str, turn: int = 1, start_ms: int = 0, *, saved: bool = True) -> Segment:
    said = words(text, start_ms)
    end_ms = said[-1].end_ms
    return Segment(turn=turn, start_ms=start_ms, end_ms=end_ms, text=text, words=said, saved=saved)


def partial(text: str, turn: int = 1, start_ms: int = 0, agreed: int = 0) -> Partial:
    return Partial(turn=turn, words=words(text, start_ms), agreed=agreed)
