"""Off the record: what was said last, or all from now on until the user is on it again."""

import asyncio
from pathlib import Path
from types import SimpleNamespace

from captioner.core.events import Final, Partial, Word
from captioner.core.lanes import Lane
from captioner.core.status import Condition
from captioner.core.transcript import GapKind
from tests.app.stage import Stage, holds, make_stage
from tests.transcripts import listed


def said(text: str, turn: int, at_ms: int) -> Final:
    word = Word(text=text, start_ms=at_ms, end_ms=at_ms + 50)
    return Final(turn=turn, text=text, words=(word,))


async def begun(tmp_path: Path) -> tuple[Stage, str]:
    """A session in which *Hello.* was said; the stage and the session's id."""
    stage = await make_stage(tmp_path)
    await stage.captioner.start()
    await stage.until(lambda: stage.witness.finals)
    await asyncio.sleep(0.4)
    return stage, stage.witness.opened[0][0].id


async def test_off_the_record_is_gone_from_screen_and_disk_at_once_and_for_good(
    tmp_path: Path,
) -> None:
    stage = await make_stage(tmp_path)
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


async def test_who_tells_voices_apart_holds_no_word_of_it_either(tmp_path: Path) -> None:
    stage, _ = await begun(tmp_path)
    captioner = stage.captioner
    assert captioner._runner is not None
    transcript, forgotten = captioner._runner.transcript, list[tuple[int, ...]]()

    def strike(*stretch: int) -> None:
        """Forget it; a sentence that waited for its letter is kept now, and comes too late."""
        forgotten.append(stretch)
        assert len(transcript.recorder.unsaved()) == 1

    result = transcript.results[Lane.ONLY]
    result.speakers = SimpleNamespace(strike=strike)
    captioner.editing.off_the_record()
    result.speakers = None
    (gap,) = stage.witness.taken_back
    assert forgotten == [(gap.start_ms, gap.end_ms)]
    await captioner.close()


async def test_nothing_is_shown_or_kept_until_on_the_record_and_a_gap_tells(
    tmp_path: Path,
) -> None:
    stage, session_id = await begun(tmp_path)
    captioner, witness = stage.captioner, stage.witness
    editing = captioner.editing
    editing.off_the_record_from_now()
    assert editing.is_off_the_record
    assert witness.statuses[-1].condition is Condition.OFF_THE_RECORD
    assert captioner._runner is not None
    result = captioner._runner.lanes[Lane.ONLY].result
    now_ms = round(captioner.heard_s * 1000)
    result.final(said("Secret.", 7, now_ms + 20), "replay")
    result.final(said("Silenced!", 8, now_ms + 90), "replay")
    result.partial(Partial(turn=9, words=said("Whisper", 9, now_ms + 200).words, agreed=1))
    assert witness.partials[-1].words == ()
    editing.mark("secret mark")
    await asyncio.sleep(0.4)
    assert not holds(tmp_path, b"Secret")
    assert not holds(tmp_path, b"secret mark")
    assert len(witness.finals) == 1
    editing.on_the_record()
    assert not editing.is_off_the_record
    await stage.until(lambda: witness.statuses[-1].condition is not Condition.OFF_THE_RECORD)
    result.final(said("Welcome.", 10, round(captioner.heard_s * 1000) + 50), "replay")
    await stage.until(lambda: witness.finals[-1].text == "Welcome.")
    await captioner.stop()
    transcript = await captioner.library.transcript(session_id)
    assert [one.text for one in transcript.segments] == ["Hello.", "Welcome."]
    assert [gap.kind for gap in transcript.gaps] == [GapKind.OFF_THE_RECORD]
    assert transcript.marks == ()
    await captioner.close()


async def test_what_is_recognised_later_brings_nothing_back(tmp_path: Path) -> None:
    stage, session_id = await begun(tmp_path)
    captioner = stage.captioner
    captioner.editing.off_the_record_from_now()
    at_ms = round(captioner.heard_s * 1000) + 30
    await asyncio.sleep(0.4)
    captioner.editing.on_the_record()
    assert captioner._runner is not None
    captioner._runner.lanes[Lane.ONLY].result.final(said("Secret.", 7, at_ms), "replay")
    await captioner.stop()
    assert "Secret" not in str(await captioner.library.transcript(session_id))
    await captioner.close()
    assert not holds(tmp_path, b"Secret")


async def test_the_end_of_the_session_ends_it_too(tmp_path: Path) -> None:
    stage, session_id = await begun(tmp_path)
    captioner = stage.captioner
    captioner.editing.off_the_record_from_now()
    captioner.editing.off_the_record_from_now()  # said twice it is one stretch
    await asyncio.sleep(0.3)
    await captioner.stop()
    assert not captioner.editing.is_off_the_record
    (gap,) = (await captioner.library.transcript(session_id)).gaps
    assert gap.kind is GapKind.OFF_THE_RECORD
    captioner.editing.on_the_record()  # without a session nothing happens
    await captioner.close()
