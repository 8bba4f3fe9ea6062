import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

import pytest

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
from captioner.core.audio import Level, to_ms
from captioner.core.errors import EngineError, SourceGone, StorageError, UsageError
from captioner.core.events import Final, Opened, Partial, Word
from captioner.core.file_kinds import KINDS
from captioner.core.lanes import Lane
from captioner.core.session import State
from captioner.core.settings import DEFAULTS, Settings
from captioner.core.sources import MICROPHONE, SourceInfo, SourceKind
from captioner.core.status import Condition
from captioner.core.transcript import GapKind
from captioner.engines.base import AudioStream, Controls, Emit, Engine
from captioner.engines.replay import Replay
from captioner.storage import exporting
from captioner.storage.secrets import Secret, Secrets
from captioner.storage.sound_store import SoundStore
from tests.fakes import FakeSource, Witness, texts
from tests.guards import HANG_S
from tests.transcripts import listed


class Broken:
    info = Replay.info

    async def run(self, audio: AudioStream, controls: Controls, emit: Emit) -> None:
        await audio.__anext__()
        raise EngineError("The recogniser broke.", "Start again.")


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

    async def open(self, source_id: str, on_level: Callable[[Level], None]) -> Source:
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


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    return await make_stage(tmp_path)


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


async def test_start_says_states_words_and_the_end_and_keeps_them(stage: Stage) -> None:
    captioner, witness = stage.captioner, stage.witness
    await captioner.start()
    assert captioner.state is State.LISTENING
    await stage.until(lambda: witness.finals)
    await captioner.stop()
    assert witness.states == [State.STARTING, State.LISTENING, State.STOPPING, State.IDLE]
    assert [partial.text for partial in witness.partials] == ["Hello"]
    assert [(final.text, final.saved) for final in witness.finals] == [("Hello.", True)]
    ((session, reason),) = witness.closed
    assert reason == "stopped"
    transcript = await captioner.library.transcript(session.id)
    assert texts(transcript.segments) == ["Hello."]
    assert transcript.session.ended
    assert witness.statuses[-1].condition is Condition.ENDED
    await captioner.close()


async def test_pause_hears_nothing_and_resume_goes_on_with_new_turns(stage: Stage) -> None:
    captioner, witness = stage.captioner, stage.witness
    await captioner.start()
    await stage.until(lambda: witness.finals)
    await captioner.pause()
    assert captioner.state is State.PAUSED
    assert witness.statuses[-1].condition is Condition.PAUSED
    await asyncio.sleep(0.5)
    await captioner.resume()
    await stage.until(lambda: len(witness.finals) == 2)
    await captioner.stop()
    assert [final.turn for final in witness.finals] == [0, 1]
    (gap,) = witness.gaps
    assert gap.kind is GapKind.PAUSED
    await captioner.close()


async def test_a_pause_that_is_over_at_once_does_not_end_the_session(stage: Stage) -> None:
    await stage.captioner.start()
    await stage.captioner.pause()
    await stage.captioner.resume()
    await stage.until(lambda: len(stage.witness.finals) == 2)
    assert stage.witness.closed == []
    await stage.captioner.close()


async def test_a_source_that_is_not_there_fails_the_start_and_leaves_no_session(
    stage: Stage,
) -> None:
    with pytest.raises(SourceGone):
        await stage.captioner.start("pulse:gone")
    assert stage.captioner.state is State.IDLE
    assert await listed(stage.captioner.library) == ()
    assert stage.witness.errors == []
    await stage.captioner.close()


async def test_text_that_a_full_disk_refused_to_the_end_is_not_called_saved(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> None:
        raise StorageError("The disk is full.", "Make room.")

    monkeypatch.setattr(stage.captioner.library, "add", full)
    await stage.captioner.start()
    await stage.until(lambda: stage.witness.finals)
    await stage.captioner.stop()
    last = stage.witness.statuses[-1]
    assert last.condition is Condition.ENDED_PARTLY_KEPT
    assert "The disk is full. Text since 10:02 is only on screen." in last.window()
    await stage.captioner.close()


async def test_an_engine_that_breaks_ends_the_session_and_says_why(tmp_path: Path) -> None:
    stage = await make_stage(tmp_path, Broken)
    with pytest.raises(EngineError, match="broke"):
        await stage.captioner.start()
    assert stage.captioner.state is State.IDLE
    await stage.captioner.close()


async def test_keep_nothing_leaves_nothing_on_disk_but_can_be_exported(
    stage: Stage, tmp_path: Path
) -> None:
    captioner = stage.captioner
    await captioner.apply(replace(captioner.settings, keep_nothing=True))
    await captioner.start()
    await stage.until(lambda: stage.witness.finals)
    await captioner.stop()
    ((session, _),) = stage.witness.closed
    assert not captioner.library.keeps(session)
    assert stage.witness.statuses[-1].overlay() == "Ended. Not saved."
    await captioner.library.export(session.id, "txt", tmp_path / "out.txt")
    assert "Hello." in (tmp_path / "out.txt").read_text()
    await captioner.close()
    assert not holds(tmp_path, b"Hello.")


async def test_a_format_nobody_knows_is_refused_before_anything_is_written(
    stage: Stage, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="no format"):
        await stage.captioner.library.export("x", "exe", tmp_path / "out.exe")
    assert not (tmp_path / "out.exe").exists()
    await stage.captioner.close()


async def test_settings_act_and_are_saved(stage: Stage) -> None:
    settings = replace(stage.captioner.settings, lines=2)
    await stage.captioner.apply(settings)
    assert stage.captioner.settings is settings
    assert stage.saved == [settings]
    await stage.captioner.close()


async def test_a_mark_is_kept_with_the_session(stage: Stage) -> None:
    captioner = stage.captioner
    await captioner.start()
    await stage.until(lambda: stage.witness.finals)
    captioner.editing.mark("look here")
    await captioner.stop()
    ((session, _),) = stage.witness.closed
    (mark,) = (await captioner.library.transcript(session.id)).marks
    assert mark.note == "look here"
    await captioner.close()


async def test_being_called_by_name_is_marked_in_the_session(stage: Stage) -> None:
    captioner, witness = stage.captioner, stage.witness
    await captioner.apply(replace(captioner.settings, names=("Hello",)))
    await captioner.start()
    await stage.until(lambda: witness.finals)
    await captioner.stop()
    ((session, _),) = witness.closed
    (mark,) = (await captioner.library.transcript(session.id)).marks
    assert mark.note == "Hello"
    assert mark.at_ms == witness.finals[0].start_ms
    await captioner.close()


async def test_a_line_is_put_right_while_the_session_runs_and_undone_after_it(
    stage: Stage,
) -> None:
    captioner, witness = stage.captioner, stage.witness
    await captioner.start()
    await stage.until(lambda: witness.finals)
    session_id = witness.opened[0][0].id
    made = await captioner.editing.correct(session_id, witness.finals[0], "Hullo.")
    assert (made.text, made.heard) == ("Hullo.", "Hello.")
    await stage.until(lambda: witness.finals[-1].text == "Hullo.")
    assert witness.finals[-1].saved
    (kept,) = (await captioner.library.transcript(session_id)).segments
    assert (kept.text, kept.heard) == ("Hullo.", "Hello.")
    await captioner.stop()
    await captioner.editing.correct(session_id, kept, None)
    assert witness.finals[-1].text == "Hello."
    (kept,) = (await captioner.library.transcript(session_id)).segments
    assert (kept.text, kept.heard) == ("Hello.", "")
    await captioner.close()


async def test_a_line_of_another_session_is_put_right_and_shown_nowhere_else(
    stage: Stage,
) -> None:
    captioner, witness = stage.captioner, stage.witness
    for count in (1, 2):
        await captioner.start()
        await stage.until(lambda wanted=count: len(witness.finals) == wanted)
        await captioner.stop()
    first = witness.opened[0][0].id
    (kept,) = (await captioner.library.transcript(first)).segments
    assert (await captioner.editing.correct(first, kept, "Hullo.")).text == "Hullo."
    assert texts(witness.finals) == ["Hello.", "Hello."]
    await captioner.close()


async def test_a_mark_gets_its_note_while_the_session_runs_and_another_after_it(
    stage: Stage,
) -> None:
    captioner, witness = stage.captioner, stage.witness
    await captioner.start()
    await stage.until(lambda: witness.finals)
    captioner.editing.mark()
    session_id = witness.opened[0][0].id
    await captioner.editing.note(session_id, witness.marks[0], "Budget")
    await captioner.stop()
    assert (await captioner.library.transcript(session_id)).marks == (witness.marks[1],)
    await captioner.editing.note(session_id, witness.marks[1], "Travel")
    assert [mark.note for mark in witness.marks] == ["", "Budget", "Travel"]
    assert (await captioner.library.transcript(session_id)).marks == (witness.marks[2],)
    await captioner.close()


async def test_off_the_record_is_gone_from_screen_and_disk_at_once_and_for_good(
    stage: Stage, tmp_path: Path
) -> None:
    captioner, witness = stage.captioner, stage.witness
    captioner.editing.off_the_record()  # without a session nothing happens
    await captioner.start()
    await stage.until(lambda: witness.finals)
    captioner.editing.mark("secret note")
    session_id = witness.opened[0][0].id
    await stage.until(lambda: holds(tmp_path, b"secret note"))
    await asyncio.sleep(0.5)
    captioner.editing.off_the_record()
    (gap,) = witness.taken_back
    assert gap.kind is GapKind.OFF_THE_RECORD
    await stage.until(lambda: not holds(tmp_path, b"Hello"))
    assert not holds(tmp_path, b"secret note")
    assert await listed(captioner.library, "Hello") == ()
    await captioner.stop()
    transcript = await captioner.library.transcript(session_id)
    assert (transcript.segments, transcript.marks) == ((), ())
    assert transcript.gaps == (gap,)
    await captioner.library.export(session_id, "md", tmp_path / "out.md")
    assert "Off the record" in (tmp_path / "out.md").read_text()
    await captioner.close()
    assert not holds(tmp_path, b"Hello")


async def test_whatever_is_recognised_later_the_users_words_and_silence_stay(
    stage: Stage, tmp_path: Path
) -> None:
    captioner, witness = stage.captioner, stage.witness
    await captioner.start()
    await stage.until(lambda: witness.finals)
    session_id = witness.opened[0][0].id
    await captioner.editing.correct(session_id, witness.finals[0], "Hullo.")
    runner = captioner._runner
    assert runner is not None
    said = Word(text="Secret.", start_ms=500, end_ms=600)
    first = Word(text="HELLO!", start_ms=100, end_ms=300)
    twin = Final(turn=0, text="HELLO!", words=(first,), amends=True)
    runner.lanes[Lane.ONLY].result.final(twin, "replay")
    await stage.until(lambda: witness.finals[-1].heard == "HELLO!")
    assert witness.finals[-1].text == "Hullo."
    await stage.until(lambda: runner.seconds > 1)
    captioner.editing.off_the_record()
    late = Final(turn=9, text="Secret.", words=(said,))
    runner.lanes[Lane.ONLY].result.final(late, "replay")
    runner.lanes[Lane.ONLY].result.partial(Partial(turn=10, words=(said,), agreed=1))
    assert witness.partials[-1] == Partial(turn=10, words=(), agreed=0)
    await captioner.stop()
    assert "Secret." not in texts(witness.finals)
    assert (await captioner.library.transcript(session_id)).segments == ()
    assert not holds(tmp_path, b"Secret")
    await captioner.close()


async def test_closing_ends_the_session_in_order_and_watches_no_devices(stage: Stage) -> None:
    await stage.captioner.start()
    await stage.captioner.close()
    assert stage.captioner.state is State.IDLE
    assert stage.room.changed == []
    assert len(stage.witness.closed) == 1


async def test_stop_without_a_session_does_nothing(stage: Stage) -> None:
    await stage.captioner.stop()
    assert stage.captioner.state is State.IDLE
    assert stage.witness.states == []
    await stage.captioner.close()


async def test_words_that_end_after_the_sound_do_not_hold_up_the_end(tmp_path: Path) -> None:
    words = [{"text": "Late", "start_ms": 1_000, "end_ms": 60_000}]
    lines = [
        {"type": kind, "at": 0.5, "turn": 0, "words": words, "text": "Late."}
        for kind in ("partial", "final")
    ]
    path = tmp_path / "late.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines))
    stage = await make_stage(tmp_path, lambda: Replay(DEFAULTS, path))
    await stage.captioner.start_sample()
    async with asyncio.timeout(HANG_S):
        await stage.captioner.wait_ended()
    assert set(texts(stage.witness.finals)) == {"Late."}  # twice where the disk is slow
    await stage.captioner.close()


async def test_a_disk_that_fails_at_the_end_is_told_and_the_session_ends_all_the_same(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> None:
        raise StorageError("The disk is full.", "Make room.")

    await stage.captioner.start()
    await stage.until(lambda: stage.witness.finals)
    monkeypatch.setattr(stage.captioner.library, "end", full)
    await stage.captioner.stop()
    assert stage.captioner.state is State.IDLE
    assert [error.title for error in stage.witness.errors] == ["The disk is full."]
    assert stage.witness.statuses[-1].condition is Condition.ENDED_UNKEPT
    await stage.captioner.close()


class Devices:
    """Microphones of this test, and what was opened in which order."""

    def __init__(self, stage: Stage) -> None:
        self.desk, self.jabra = FakeSource("Desk", seconds=600), FakeSource("Jabra", seconds=600)
        self.sources = {MICROPHONE: self.desk, "jabra": self.jabra}
        stage.room.open = self.open  # type: ignore[method-assign] - the microphones of this test

    async def open(self, source_id: str, on_level: Callable[[Level], None]) -> Source:
        if source_id not in self.sources:
            raise SourceGone("It is not there.", "Plug it in.")
        return self.sources[source_id]


async def test_another_source_is_captioned_in_the_same_session(stage: Stage) -> None:
    captioner, witness, devices = stage.captioner, stage.witness, Devices(stage)
    await captioner.start()
    await stage.until(lambda: witness.finals)
    await captioner.use_source("jabra")
    assert devices.desk.closed
    assert not devices.jabra.closed
    await stage.until(lambda: devices.jabra.given)
    await captioner.stop()
    assert len(witness.closed) == 1
    assert witness.gaps == []
    assert Condition.DEVICE_GONE not in [status.condition for status in witness.statuses]
    await captioner.close()


async def test_a_source_that_cannot_be_opened_leaves_the_one_before(stage: Stage) -> None:
    devices = Devices(stage)
    await stage.captioner.start()
    with pytest.raises(SourceGone):
        await stage.captioner.use_source("pulse:gone")
    assert stage.captioner.state is State.LISTENING
    assert not devices.desk.closed
    await stage.captioner.close()


async def test_a_source_chosen_in_a_pause_is_opened_when_captioning_goes_on(stage: Stage) -> None:
    captioner, devices = stage.captioner, Devices(stage)
    await captioner.start()
    await captioner.pause()
    await captioner.use_source("jabra")
    assert devices.jabra.given == 0
    await captioner.resume()
    await stage.until(lambda: devices.jabra.given)
    assert len(stage.witness.closed) == 0
    await captioner.close()


async def test_after_the_sample_a_source_gets_a_session_of_its_own(stage: Stage) -> None:
    captioner, devices = stage.captioner, Devices(stage)
    await captioner.start_sample()
    await captioner.use_source("jabra")
    await stage.until(lambda: devices.jabra.given)
    assert len(stage.witness.closed) == 1
    await captioner.close()


async def test_without_a_session_there_is_no_source_to_change(stage: Stage) -> None:
    devices = Devices(stage)
    await stage.captioner.use_source("jabra")
    assert (stage.captioner.state, devices.jabra.given) == (State.IDLE, 0)
    await stage.captioner.close()


class Behind:
    """A recogniser that gives the last words once it is let."""

    info = Replay.info

    def __init__(self) -> None:
        self.let = asyncio.Event()
        self.heard_ms = 0

    async def run(self, audio: AudioStream, controls: Controls, emit: Emit) -> None:
        async for chunk in audio:
            if not self.heard_ms:
                emit(Opened(engine="replay"))
            self.heard_ms = to_ms(chunk.end)
        await self.let.wait()
        words = (Word(text="Bye.", start_ms=0, end_ms=self.heard_ms),)
        emit(Final(turn=1, words=words, text="Bye."))


async def closing_behind(folder: Path) -> tuple[Stage, Behind, asyncio.Task[None]]:
    engine = Behind()
    stage = await make_stage(folder, lambda: engine)
    await stage.captioner.start()
    await stage.until(lambda: engine.heard_ms > 300)
    closing = asyncio.create_task(stage.captioner.close(within_s=60))
    await stage.until(lambda: stage.captioner.state is State.STOPPING)
    return stage, engine, closing


async def test_the_end_of_the_program_waits_for_a_recogniser_that_is_behind(tmp_path: Path) -> None:
    stage, engine, closing = await closing_behind(tmp_path)
    await asyncio.sleep(4)
    assert not closing.done()
    engine.let.set()
    await closing
    assert texts(stage.witness.finals) == ["Bye."]
    assert [gap for gap in stage.witness.gaps if gap.kind is GapKind.LOST] == []


async def test_the_end_can_be_hurried(tmp_path: Path) -> None:
    stage, _, closing = await closing_behind(tmp_path)
    await stage.captioner.close(within_s=0)
    assert closing.done()
    assert stage.witness.closed
    assert stage.witness.gaps  # what nobody recognised is told


async def test_voices_are_named_and_lines_given_to_them_while_it_runs_and_undone_after_it(
    stage: Stage,
) -> None:
    captioner, witness = stage.captioner, stage.witness
    await captioner.start()
    await stage.until(lambda: witness.finals)
    session_id = witness.opened[0][0].id
    assert (await captioner.editing.give(session_id, witness.finals[0], "B")).label == "B"
    await captioner.editing.name(session_id, "B", "Marta")
    assert witness.names == {"B": "Marta"}
    await stage.until(lambda: witness.finals[-1].label == "B")
    await captioner.stop()
    kept = await captioner.library.transcript(session_id)
    assert kept.speaker(kept.segments[0]) == "Marta"
    assert (await captioner.editing.give(session_id, kept.segments[0], "")).label == ""
    await captioner.editing.name(session_id, "B", "")
    assert (witness.finals[-1].label, witness.names) == ("", {"B": ""})
    kept = await captioner.library.transcript(session_id)
    assert (kept.segments[0].label, kept.names) == ("", {})
    await captioner.close()
