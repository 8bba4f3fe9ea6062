from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from captioner.core.called import Names
from captioner.core.captions import HISTORY, Captions, Line, aged
from captioner.core.events import Partial, Word
from captioner.core.lanes import Lane
from captioner.core.transcript import Segment

WIDTH = 20


def word(text: str, at_ms: int = 0, **more) -> Word:
    return Word(text=text, start_ms=at_ms, end_ms=at_ms + 200, **more)


def partial(text: str, *, turn: int = 1, start_ms: int = 0, agreed: int = 0, speaker=None):
    words = tuple(
        word(each, start_ms + 200 * index, speaker=speaker)
        for index, each in enumerate(text.split())
    )
    return Partial(turn=turn, words=words, agreed=agreed)


def final(text: str, *, turn: int = 1, start_ms: int = 0, speaker: str = "") -> Segment:
    words = partial(text, start_ms=start_ms).words
    end_ms = start_ms + 200 * len(words)
    return Segment(
        turn=turn, start_ms=start_ms, end_ms=end_ms, text=text, words=words, speaker=speaker
    )


def captions(**more) -> Captions:
    return Captions(len, WIDTH, **more)


def shown(them: Captions, count: int = 9, back: int = 0) -> list[str]:
    return [(line.marker + " " + line.text).strip() for line in them.lines(count, back)]


def strengths(line: Line) -> list[bool]:
    return [piece.firm for piece in line.pieces]


def test_nothing_said_shows_nothing():
    them = captions()
    assert them.lines(3) == ()
    assert them.total == 0


def test_a_partial_is_painted_with_its_agreed_words_at_full_strength():
    them = captions()
    them.partial(partial("we met him", agreed=2), 5)
    (line,) = them.lines(3)
    assert (line.text, strengths(line), line.at_ms) == ("we met him", [True, True, False], 5)
    assert not line.finished


def test_a_final_is_painted_at_full_strength_as_the_engine_wrote_it():
    them = captions()
    them.partial(partial("we met"), 0)
    them.final(final("We met."), 9)
    (line,) = them.lines(3)
    assert (line.text, strengths(line), line.at_ms) == ("We met.", [True, True], 9)


def test_steady_paints_agreed_words_only():
    them = captions(steady=True)
    them.partial(partial("we met him"), 0)
    assert shown(them) == []
    them.partial(partial("we met him there", agreed=3), 0)
    assert shown(them) == ["– we met him"]


def test_the_next_utterance_goes_on_in_the_line_when_the_pause_is_short():
    them = captions()
    them.final(final("Yes."), 0)
    them.partial(partial("we did", turn=2, start_ms=899), 3)
    assert shown(them) == ["– Yes. we did"]
    assert them.lines(1)[0].at_ms == 3


def test_after_a_pause_of_700_ms_a_line_begins_with_a_dash():
    them = captions()
    them.final(final("Yes."), 0)
    them.partial(partial("we did", turn=2, start_ms=900), 0)
    assert shown(them) == ["– Yes.", "– we did"]
    assert [line.finished for line in them.lines(2)] == [True, False]


def test_another_speaker_begins_a_line_with_its_label():
    them = captions()
    them.partial(partial("Yes.", speaker="A"), 0)
    them.final(final("Yes.", speaker="A"), 0)
    them.partial(partial("no", turn=2, start_ms=300, speaker="B"), 0)
    assert shown(them) == ["A Yes.", "B no"]


def test_a_speaker_told_only_by_the_final_is_marked_without_moving_a_word():
    them = captions()
    them.final(final("Yes.", speaker="A"), 0)
    them.partial(partial("no", turn=2, start_ms=300), 0)
    assert shown(them) == ["A Yes.", "no"]
    them.final(final("No.", turn=2, start_ms=300, speaker="B"), 0)
    assert shown(them) == ["A Yes.", "B No."]
    them.partial(partial("no", turn=3, start_ms=700), 0)
    them.final(final("No!", turn=3, start_ms=700, speaker="B"), 0)
    assert shown(them) == ["A Yes.", "B No.", "No!"]


def test_a_first_speaker_told_by_the_final_gets_its_label():
    them = captions()
    them.partial(partial("yes"), 0)
    them.final(final("Yes.", speaker="A"), 0)
    assert shown(them) == ["A Yes."]


def test_the_final_of_an_utterance_within_a_line_does_not_break_it():
    them = captions()
    them.final(final("Yes."), 0)
    them.partial(partial("we did", turn=2, start_ms=300), 0)
    them.final(final("We did.", turn=2, start_ms=300, speaker="A"), 0)
    assert shown(them) == ["– Yes. We did."]


def test_an_utterance_does_not_go_on_behind_one_that_is_still_open():
    them = captions()
    them.partial(partial("yes", turn=1), 0)
    them.partial(partial("no", turn=2, start_ms=250), 0)
    assert shown(them) == ["– yes", "no"]
    them.final(final("Yes, indeed, they did so."), 0)
    assert shown(them) == ["– Yes, indeed, they", "did so.", "no"]


def test_a_line_that_once_was_finished_takes_no_more_words():
    them = captions()
    them.final(final("Yes."), 0)
    them.partial(partial("hm", turn=2, start_ms=1000), 0)
    them.partial(partial("", turn=2), 0)
    assert shown(them) == ["– Yes."]
    assert them.lines(1)[0].finished
    them.partial(partial("we", turn=3, start_ms=400), 0)
    assert shown(them) == ["– Yes.", "we"]


def test_a_formatted_twin_changes_its_line_and_the_one_that_goes_on_in_it():
    them = captions()
    them.final(final("yes"), 0)
    them.final(final("it was so", turn=2, start_ms=300), 0)
    them.final(final("well", turn=3, start_ms=5000), 0)
    them.final(final("Yes!"), 0)
    assert shown(them) == ["– Yes! it was so", "– well"]


def test_a_twin_never_breaks_a_line_anew_even_if_it_is_wider():
    them = captions()
    them.final(final("aaaa bbbb cccc dddd eeee"), 0)
    before = shown(them)
    them.final(final("Aaaa, bbbb, cccc, dddd, eeee."), 0)
    assert before == ["– aaaa bbbb cccc dddd", "eeee"]
    assert shown(them) == ["– Aaaa, bbbb, cccc, dddd,", "eeee."]


def test_a_final_without_words_takes_the_open_words_away():
    them = captions()
    them.partial(partial("hm"), 0)
    them.final(final(""), 0)
    assert shown(them) == []
    them.final(final("", turn=7), 0)
    assert shown(them) == []


def test_an_empty_twin_changes_nothing():
    them = captions()
    them.final(final("Yes."), 0)
    them.final(final(""), 0)
    assert shown(them) == ["– Yes."]


def test_a_partial_after_its_final_comes_too_late():
    them = captions()
    them.final(final("Yes."), 0)
    them.partial(partial("no"), 0)
    assert shown(them) == ["– Yes."]


def test_a_partial_of_no_words_for_an_unknown_turn_is_nothing():
    them = captions()
    them.partial(partial("", turn=3), 0)
    assert them.total == 0


def test_words_filled_in_later_stand_at_their_time_and_move_nothing_below():
    them = captions()
    them.final(final("Early."), 0)
    them.final(final("Late.", turn=2, start_ms=9000), 0)
    them.partial(partial("now", turn=3, start_ms=9300), 0)
    them.final(final("Between.", turn=4, start_ms=4000), 0)
    assert shown(them) == ["– Early.", "– Between.", "– Late. now"]
    them.final(final("Now.", turn=3, start_ms=9300), 0)
    them.final(final("Soon after.", turn=5, start_ms=9100), 0)
    assert shown(them)[-2:] == ["– Late. Now. Soon", "after."]


def test_words_filled_in_before_everything_come_first():
    them = captions()
    them.final(final("Late.", turn=2, start_ms=9000), 0)
    them.final(final("Early."), 0)
    assert shown(them) == ["– Early.", "– Late."]


def test_an_utterance_heard_again_on_a_new_connection_is_shown_once():
    them = captions()
    them.partial(partial("we met him", start_ms=1000), 0)
    them.partial(partial("we met", turn=2, start_ms=1100), 0)
    assert shown(them) == ["– we met"]


def test_filling_in_leaves_the_open_utterance_alone():
    them = captions()
    them.partial(partial("now", turn=2, start_ms=9000), 0)
    them.final(final("Early.", turn=3), 0)
    assert shown(them) == ["– Early.", "– now"]


def test_one_may_look_back():
    them = captions()
    for turn in range(6):
        them.final(final(f"Line {turn}.", turn=turn, start_ms=5000 * turn), 0)
    assert shown(them, 2) == ["– Line 4.", "– Line 5."]
    assert shown(them, 2, back=3) == ["– Line 1.", "– Line 2."]
    assert shown(them, 9, back=5) == ["– Line 0."]


def test_a_line_is_found_again_by_what_is_below_it():
    them = captions()
    for turn in range(1, 7):
        them.final(final("aaaa bbbb cccc dddd eeee ffff", turn=turn, start_ms=5000 * turn), 0)
    lines = them.lines(them.total)
    below = [them.below(line.key) for line in lines]
    assert below == list(reversed(range(them.total)))
    them.final(final("Filled in.", turn=9, start_ms=2000), 0)
    assert [them.below(line.key) for line in lines] == below
    them.final(final("Last.", turn=10, start_ms=90_000), 0)
    assert [them.below(line.key) for line in lines] == [count + 1 for count in below]


def test_a_line_that_is_gone_is_looked_for_where_it_was():
    them = captions()
    for turn in range(1, 2 * HISTORY):
        them.final(final(f"Line {turn}.", turn=turn, start_ms=5000 * turn), 0)
    assert them.below((1, 0)) == them.total  # it stood before all that is there
    them.partial(partial("now", turn=9999, start_ms=9_999_000), 0)
    them.partial(partial("", turn=9999), 0)
    assert them.below((9999, 0)) == 0
    them.clear()
    assert them.below((1, 0)) == 0


def test_the_number_of_lines_is_right_whatever_happens():
    them = captions()
    for turn in range(HISTORY + 100):
        them.partial(partial("aaaa bbbb cccc dddd eeee", turn=turn, start_ms=900 * turn), 0)
        if turn % 7:
            text = "" if turn % 5 == 0 else "aaaa bbbb"
            them.final(final(text, turn=turn, start_ms=900 * turn), 0)
    assert them.total == len(them.lines(3 * HISTORY))
    for _ in range(2):  # the second time there is nothing to do
        them.fit(len, 10)
        assert them.total == len(them.lines(9 * HISTORY))


def test_history_ends_with_whole_lines():
    them = captions()
    for turn in range(2 * HISTORY):
        them.final(final("aaaa bbbb cccc", turn=turn, start_ms=700 * turn), 0)
    assert HISTORY - 50 <= them.total < HISTORY + 50
    assert shown(them, HISTORY * 2)[0] == "aaaa bbbb cccc aaaa"


def test_after_many_utterances_without_a_pause_a_line_begins_all_the_same():
    them = captions()
    for turn in range(60):
        them.final(final("abc", turn=turn, start_ms=200 * turn), 0)
    begun = [line.key for line in them.lines(99) if line.key[0] == 50]
    assert begun == [(50, 0)]
    assert them.lines(99)[10].marker == ""


def test_another_width_lays_all_lines_anew_and_keeps_who_began():
    them = captions()
    them.final(final("aaaa bbbb cccc dddd eeee"), 0)
    them.final(final("ffff", turn=2, start_ms=5000), 0)
    them.fit(len, 9)
    assert shown(them) == ["– aaaa bbbb", "cccc dddd", "eeee", "– ffff"]
    them.fit(len, 90)
    assert shown(them) == ["– aaaa bbbb cccc dddd eeee", "– ffff"]


def test_a_new_session_begins_empty():
    them = captions()
    them.final(final("Yes."), 0)
    them.clear()
    assert shown(them) == []


def test_a_word_of_5000_characters_rolls_through():
    them = captions()
    them.partial(partial("a " + "x" * 5000 + " b", agreed=1), 0)
    assert them.total == 252
    assert shown(them, 2) == ["x" * 20, "b"]
    assert them.lines(1)[0].text == "b"


@pytest.mark.parametrize(
    ("age_ms", "seconds"),
    [(0, 0), (29_999, 0), (30_000, 30), (59_999, 50), (60_000, 60), (3_725_000, 3720)],
)
def test_text_older_than_30_s_shows_its_age_in_calm_steps(age_ms, seconds):
    assert aged(age_ms) == seconds


# A recogniser at work: utterances grow, their tails change, agreed words do not, and the final
# changes no agreed word. Each step is a partial or a final, with pauses drawn between them.
token = st.text("abcde\u0301אב", min_size=1, max_size=12).map(lambda text: "a" + text)


@st.composite
def recognition(draw):
    clock, steps = 0, []
    for turn in range(draw(st.integers(1, 5))):
        agreed: list[str] = []
        for _ in range(draw(st.integers(0, 6))):
            tail = draw(st.lists(token, max_size=6))
            words = agreed + tail
            firm = draw(st.integers(len(agreed), len(words)))
            steps.append(partial(" ".join(words), turn=turn, start_ms=clock, agreed=firm))
            agreed = words[:firm]
        text = " ".join(agreed + draw(st.lists(token, min_size=1, max_size=4)))
        last = final(text, turn=turn, start_ms=clock)
        steps.append(last)
        if draw(st.booleans()):
            steps.append(replace(last, text=text.upper() + "."))
        clock = last.end_ms + draw(st.integers(0, 1500))
    return steps


def feed(them: Captions, step: Partial | Segment) -> None:
    if isinstance(step, Partial):
        them.partial(step, 0)
    else:
        them.final(step, 0)


def letters(line: Line) -> str:
    return "".join(filter(str.isalnum, line.text.casefold()))


@settings(max_examples=150, deadline=None)
@given(recognition(), st.integers(6, 30))
def test_a_finished_line_never_changes_or_moves(steps, width):
    them = Captions(len, width)
    seen: list[Line] = []
    for step in steps:
        feed(them, step)
        lines = them.lines(10_000)
        assert [(line.key, letters(line), line.marker) for line in lines[: len(seen)]] == [
            (line.key, letters(line), line.marker) for line in seen
        ]
        seen = [line for line in lines if line.finished]
        assert seen == list(lines[: len(seen)])


@settings(max_examples=150, deadline=None)
@given(recognition(), st.integers(14, 30))
def test_a_word_at_full_strength_never_leaves_its_line(steps, width):
    them = Captions(len, width)
    before: dict[tuple[int, int], list[str]] = {}
    for step in steps:
        feed(them, step)
        now = {
            line.key: [piece.text.casefold().rstrip(".") for piece in line.pieces if piece.firm]
            for line in them.lines(10_000)
        }
        for key, firm in before.items():
            if firm:
                assert now[key][: len(firm)] == firm
        before = now


@settings(max_examples=100, deadline=None)
@given(recognition(), st.integers(6, 30))
def test_no_word_is_left_out_and_total_counts_the_lines(steps, width):
    them = Captions(len, width)
    finals: dict[int, str] = {}
    for step in steps:
        feed(them, step)
        if isinstance(step, Segment):
            finals[step.turn] = step.text
            painted = "".join(line.text.replace(" ", "") for line in them.lines(10_000))
            assert painted == "".join(finals.values()).replace(" ", "")
        assert them.total == len(them.lines(10_000))


def test_an_utterance_off_the_record_is_gone_and_the_next_one_begins_its_line():
    them = captions()
    for turn, text in enumerate(("one two", "three", "four", "five six seven"), 1):
        them.final(final(text, turn=turn, start_ms=400 * turn), 0)
    them.final(final("eight", turn=5, start_ms=9_000), 0)
    assert shown(them) == ["– one two three four", "five six seven", "– eight"]
    them.forget(1)
    assert shown(them) == ["three four", "five six seven", "– eight"]
    them.forget(4)
    assert shown(them) == ["three four", "– eight"]
    them.forget(3)
    them.forget(5)
    them.forget(5)
    assert shown(them) == ["three"]
    assert them.total == 1


def test_each_lane_says_whose_it_is_where_that_changes_and_two_speak_side_by_side():
    them = captions()
    you, others = {"lane": Lane.YOU}, {"lane": Lane.OTHERS}
    them.partial(replace(partial("so I think", turn=1), **you), 0)
    them.partial(replace(partial("no wait", turn=2, start_ms=100), **others), 0)
    assert shown(them) == ["You so I think", "Others no wait"]  # neither hears the other again
    them.partial(replace(partial("so I think yes", turn=1), **you), 0)
    them.final(replace(final("No, wait.", turn=2, start_ms=100), **others), 0)
    them.final(replace(final("So I think yes.", turn=1), **you), 0)
    assert shown(them) == ["You So I think yes.", "Others No, wait."]
    them.final(replace(final("Go on.", turn=3, start_ms=900), **others), 0)
    assert shown(them)[-1] == "Go on."  # the same side goes on


def test_a_letter_stands_before_the_side():
    them = captions()
    them.final(replace(final("Hello.", speaker="A"), lane=Lane.OTHERS), 0)
    assert shown(them) == ["A Hello."]


def test_the_first_line_in_sight_says_whose_it_is_though_that_began_above():
    them = captions()
    long = "this goes on for longer than one line of the captions"
    them.final(replace(final(long), lane=Lane.OTHERS), 0)
    assert shown(them)[:2] == ["Others this goes on for", "longer than one line"]
    assert shown(them, 2) == ["Others longer than one line", "of the captions"]
    alone = captions()
    alone.final(final(long), 0)
    assert shown(alone, 2) == ["longer than one line", "of the captions"]


def test_the_line_in_which_the_user_is_called_stands_out_once_the_name_stays():
    them = captions()
    them.names = Names(["Marta"])
    them.partial(partial("is Marta here", agreed=1), 0)
    assert [line.called for line in them.lines(3)] == [False]
    them.partial(partial("is Marta here", agreed=2), 0)
    assert [line.called for line in them.lines(3)] == [True]


def test_who_speaks_is_called_as_the_user_wants_and_a_dash_stands_for_nobody() -> None:
    them = captions()
    them.who = {"A": "Marta", "B": ""}.__getitem__
    them.final(final("Yes.", speaker="A"), 0)
    them.final(final("No.", turn=2, start_ms=5_000, speaker="B"), 0)
    them.final(final("So.", turn=3, start_ms=9_000), 0)
    assert shown(them) == ["Marta Yes.", "– No.", "– So."]
    assert [line.voice for line in them.lines(9)] == ["A", "B", ""]


def test_a_line_that_the_user_gives_to_another_voice_says_so_until_that_is_taken_back() -> None:
    them = captions()
    them.final(final("Yes.", speaker="A"), 0)
    heard = final("No.", turn=2, start_ms=900)
    them.final(heard, 0)
    them.final(replace(heard, given="B"), 0)
    assert shown(them) == ["A Yes.", "B No."]
    them.final(heard, 0)
    assert shown(them) == ["A Yes.", "– No."]
    them.final(replace(heard, speaker="A"), 0)
    them.final(replace(heard, speaker=""), 0)  # a twin that does not tell takes nothing back
    assert [line.voice for line in them.lines(9)] == ["A", "A"]


def test_the_first_line_in_sight_says_which_voice_goes_on_in_it() -> None:
    them = captions()
    them.final(final("this goes on for longer than one line of the captions", speaker="A"), 0)
    assert shown(them, 2) == ["A longer than one line", "of the captions"]
