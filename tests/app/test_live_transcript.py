from dataclasses import replace
from pathlib import Path

from captioner.core.events import Final, Partial, Word
from captioner.core.lanes import Lane
from tests.app.stage import Stage, holds
from tests.fakes import texts


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
    await stage.until(lambda: runner.lanes.seconds > 1)
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
