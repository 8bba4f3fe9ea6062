from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from captioner.core.correction import (
    changed_by,
    corrected,
    struck,
    struck_partial,
    written_everywhere,
)
from captioner.core.events import Partial
from captioner.core.transcript import Gap, GapKind, Mark, Segment
from captioner.core.wanted import Wanted
from tests.transcripts import segment, segments

HEARD = segment(0, "The bud get of Ana.", 1_000, word_ms=100)


def times(made: Segment) -> list[tuple[str, int, int]]:
    return [(word.text, word.start_ms, word.end_ms) for word in made.words]


def test_what_the_recogniser_wrote_stays_beside_what_the_user_writes() -> None:
    made = corrected(HEARD, "The budget of Anna.")
    assert (made.text, made.heard) == ("The budget of Anna.", "The bud get of Ana.")
    assert corrected(made, "The budget of Hannah.").heard == "The bud get of Ana."


def test_words_keep_their_times_and_new_ones_take_those_of_what_they_replace() -> None:
    assert times(corrected(HEARD, "The budget of Anna Lee.")) == [
        ("The", 1_000, 1_100),
        ("budget", 1_100, 1_300),
        ("of", 1_300, 1_400),
        ("Anna", 1_400, 1_450),
        ("Lee.", 1_450, 1_500),
    ]


def test_what_is_written_as_it_was_heard_is_not_corrected_any_more() -> None:
    made = corrected(corrected(HEARD, "The budget."), "The bud get of Ana.")
    assert made.heard == ""


def test_a_line_of_which_no_word_is_timed_can_be_corrected() -> None:
    plain = Segment(turn=0, start_ms=0, end_ms=1_000, text="Helo you")
    assert times(corrected(plain, "Hello you")) == [("Hello", 0, 500), ("you", 500, 1_000)]


def test_a_line_can_be_emptied() -> None:
    assert corrected(HEARD, "").words == ()


@given(segments, st.text())
def test_whatever_is_written_has_its_words_within_the_line(made: Segment, text: str) -> None:
    words = corrected(replace(made, words=()), text).words
    assert [word.text for word in words] == text.split()
    assert all(made.start_ms <= word.start_ms <= word.end_ms <= made.end_ms for word in words)


def test_words_of_a_stretch_are_struck_whole() -> None:
    left = struck(HEARD, 1_150, 1_350)
    assert left is not None
    assert (left.text, left.start_ms, left.end_ms) == ("The Ana.", 1_000, 1_500)
    assert [word.text for word in left.words] == ["The", "Ana."]


def test_a_line_at_the_edge_keeps_only_the_time_of_what_is_left() -> None:
    left = struck(HEARD, 0, 1_250)
    assert left is not None
    assert (left.text, left.start_ms, left.end_ms) == ("of Ana.", 1_300, 1_500)


def test_nothing_is_left_of_a_line_within_the_stretch() -> None:
    assert struck(HEARD, 0, 9_000) is None


def test_a_line_outside_the_stretch_stays() -> None:
    assert struck(HEARD, 0, 1_000) is HEARD
    assert struck(HEARD, 1_500, 9_000) is HEARD


def test_a_pause_between_words_can_be_struck() -> None:
    paused = replace(HEARD, words=(HEARD.words[0], HEARD.words[4]), text="The Ana.")
    assert struck(paused, 1_150, 1_350) is paused


def test_a_line_of_which_no_word_is_timed_is_struck_whole() -> None:
    untimed = Segment(turn=0, start_ms=0, end_ms=1_000, text="Hello you")
    assert struck(untimed, 900, 2_000) is None
    assert struck(untimed, 1_000, 2_000) is untimed


def test_words_that_are_not_those_of_the_text_take_its_place() -> None:
    odd = replace(HEARD, text="Thebudget of Ana.")
    left = struck(odd, 1_400, 1_500)
    assert left is not None
    assert left.text == "The bud get of"


def test_what_the_recogniser_wrote_goes_off_the_record_too() -> None:
    left = struck(corrected(HEARD, "The budget of Anna."), 1_400, 1_500)
    assert left is not None
    assert left.heard == ""


def test_of_the_open_utterance_the_words_outside_the_stretch_stay() -> None:
    heard = Partial(turn=0, words=HEARD.words, agreed=4)
    left = struck_partial(heard, 1_100, 1_300)
    assert (left.text, left.agreed) == ("The of Ana.", 2)
    assert struck_partial(heard, 0, 1_000) == heard


def test_lines_and_marks_of_a_stretch_go_with_its_gap_and_gaps_stay() -> None:
    gap = Gap(start_ms=1_300, end_ms=3_000, kind=GapKind.OFF_THE_RECORD, reason="off the record")
    after = segment(1, "After it.", 3_000)
    lost = Gap(start_ms=2_000, end_ms=2_500, kind=GapKind.LOST, reason="unplugged")
    within, at_its_end = Mark(at_ms=1_300), Mark(at_ms=3_000)
    whole = segment(2, "Within.", 2_000)
    changed = dict(changed_by(gap, (HEARD, after, lost, within, at_its_end, whole)))
    assert changed == {HEARD: struck(HEARD, 1_300, 3_000), within: None, whole: None}


def test_every_session_is_wanted_unless_something_is_said() -> None:
    assert Wanted() == Wanted(words="", longest_s=None)


def test_a_word_is_written_anew_wherever_it_stands_and_in_no_longer_word() -> None:
    assert written_everywhere("Ana met ana's cat Anatol.", "ana", "Anna") == (
        "Anna met Anna's cat Anatol."
    )
