from tests.app.stage import Stage
from tests.fakes import texts


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
