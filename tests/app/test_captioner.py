import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from captioner.app.hearing.source import Source
from captioner.core.audio import Level, to_ms
from captioner.core.errors import EngineError, SourceGone, StorageError, UsageError
from captioner.core.events import Final, Opened, Word
from captioner.core.session import State
from captioner.core.settings import DEFAULTS
from captioner.core.sources import MICROPHONE
from captioner.core.status import Condition
from captioner.core.transcript import GapKind
from captioner.engines.base import AudioStream, Controls, Emit
from captioner.engines.replay import Replay
from tests.app.stage import Stage, holds, make_stage
from tests.fakes import FakeSource, texts
from tests.guards import HANG_S
from tests.transcripts import listed


class Broken:
    info = Replay.info

    async def run(self, audio: AudioStream, controls: Controls, emit: Emit) -> None:
        await audio.__anext__()
        raise EngineError("The recogniser broke.", "Start again.")


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

    async def open(
        self, source_id: str, on_level: Callable[[Level], None], piece_ms: int
    ) -> Source:
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
