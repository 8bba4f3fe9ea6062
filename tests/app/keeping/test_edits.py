from dataclasses import replace

from captioner.app.keeping.edits import Edits
from captioner.core.transcript import Segment

HEARD = Segment(turn=1, start_ms=0, end_ms=900, text="meet mister sadlack")
TWIN = replace(HEARD, text="Meet Mister Sadlack.")


def test_what_is_recognised_later_changes_what_was_heard_and_not_the_users_words() -> None:
    edits = Edits()
    made = edits.correct(HEARD, "Meet Mister Sedlak.")
    assert (made.text, made.heard) == ("Meet Mister Sedlak.", HEARD.text)
    shown = edits.shown(TWIN)
    assert (shown.text, shown.heard) == ("Meet Mister Sedlak.", TWIN.text)
    assert edits.correct(made, None) == TWIN
    assert edits.shown(TWIN) == TWIN


def test_a_line_can_be_put_right_twice_and_other_lines_are_as_they_were() -> None:
    edits = Edits()
    first = edits.correct(HEARD, "One.")
    second = edits.correct(first, "Two.")
    assert (second.text, second.heard) == ("Two.", HEARD.text)
    assert edits.shown(second) == second
    other = replace(HEARD, turn=2)
    assert edits.shown(other) == other


def test_written_as_it_was_heard_a_line_is_not_corrected_any_more() -> None:
    edits = Edits()
    made = edits.correct(HEARD, "One.")
    assert edits.correct(made, HEARD.text).heard == ""
    assert edits.shown(TWIN) == TWIN


def test_undo_brings_back_a_line_that_was_put_right_before_the_session_went_on() -> None:
    edits = Edits()
    before = replace(HEARD, text="One.", heard=HEARD.text)
    assert edits.correct(before, None) == HEARD
