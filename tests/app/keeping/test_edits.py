from dataclasses import replace

from captioner.app.keeping.edits import Edits
from captioner.core.events import Partial, Word
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


def said(*words: str, turn: int = 1) -> Segment:
    """One word a second."""
    timed = tuple(
        Word(text=word, start_ms=1_000 * n, end_ms=1_000 * n + 900) for n, word in enumerate(words)
    )
    end_ms = timed[-1].end_ms
    return Segment(turn=turn, start_ms=0, end_ms=end_ms, text=" ".join(words), words=timed)


def test_what_is_off_the_record_is_not_shown_whoever_says_it_again() -> None:
    edits = Edits()
    edits.strike(1_000, 2_000)
    shown = edits.shown(said("one", "two", "three"))
    assert shown is not None
    assert shown.text == "one three"
    edits.strike(0, 1_000)
    edits.strike(2_000, 3_000)
    assert edits.shown(said("one", "two", "three", turn=7)) is None
    heard = Partial(turn=8, words=said("one", "two", "three", "four").words)
    assert edits.open(heard).text == "four"


def test_off_the_record_forgets_how_a_line_was_put_right_and_no_undo_brings_it_back() -> None:
    edits = Edits()
    heard, other = said("one", "two"), replace(HEARD, turn=2, start_ms=5_000, end_ms=6_000)
    made, kept = edits.correct(heard, "one secret"), edits.correct(other, "Kept.")
    edits.strike(1_000, 2_000)
    shown = edits.shown(heard)
    assert shown is not None
    assert (shown.text, shown.heard) == ("one", "")
    left = edits.shown(edits.correct(made, None))
    assert left is not None
    assert left.text == "one"
    assert edits.shown(other) == kept


def test_whose_voice_a_line_is_stays_as_the_user_says() -> None:
    edits = Edits()
    heard = replace(HEARD, speaker="A")
    assert edits.give(heard, "B").label == "B"
    shown = edits.shown(replace(TWIN, speaker="C"))
    assert shown is not None
    assert (shown.label, shown.speaker) == ("B", "C")
    assert edits.correct(heard, "One.").label == "B"
    assert edits.give(shown, "").label == "C"
