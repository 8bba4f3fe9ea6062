"""Late lines appear at reading pace, in their order, and never later than six seconds."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from captioner.core.events import Partial, Word
from captioner.core.pace import AT_A_GLANCE, CHARACTERS_PER_S, LONGEST_MS, Pace, Update
from captioner.core.transcript import Segment


def words(text: str, start_ms: int) -> tuple[Word, ...]:
    return tuple(
        Word(text=word, start_ms=start_ms + 300 * n, end_ms=start_ms + 300 * n + 250)
        for n, word in enumerate(text.split())
    )


def said(text: str, turn: int, start_ms: int) -> Segment:
    made = words(text, start_ms)
    end_ms = made[-1].end_ms
    return Segment(turn=turn, start_ms=start_ms, end_ms=end_ms, text=text, words=made)


def being_said(text: str, turn: int, start_ms: int) -> Partial:
    return Partial(turn=turn, words=words(text, start_ms))


SENTENCE = "This is a sentence of fifty characters, no more no"


def in_time(pace: Pace) -> None:
    """Words come at their best: 200 ms after they are said."""
    first = being_said("Hello there.", 0, 0)
    assert pace.take(first, 800) == [first]


def after(pace: Pace, updates: list[Update], now_ms: int, for_ms: int) -> dict[int, list[Update]]:
    """What appears when, if it is looked at ten times a second: ms since → updates."""
    shown: dict[int, list[Update]] = {0: []}
    for update in updates:
        shown[0] += pace.take(update, now_ms)
    for since in range(100, for_ms + 1, 100):
        shown[since] = pace.due(now_ms + since)
    return shown


def test_what_is_said_now_is_shown_at_once_however_fast_it_comes():
    pace = Pace()
    for turn in range(20):
        update = said(SENTENCE, turn, 3_000 * turn)
        assert pace.take(update, update.end_ms + 200) == [update]
    assert not pace.waits


def test_a_burst_of_late_lines_rolls_at_reading_pace():
    pace = Pace()
    in_time(pace)
    burst: list[Update] = [said(SENTENCE, turn, 2_000 + 3_000 * turn) for turn in range(1, 5)]
    shown = after(pace, burst, 30_000, LONGEST_MS)
    assert pace.skipped == 0
    complete = [one for since in shown.values() for one in since if isinstance(one, Segment)]
    assert complete == burst
    seen = 0
    latest: dict[int, int] = {}
    for since, updates in shown.items():
        for one in updates:
            length = len(one.text)
            seen += max(0, length - latest.get(one.turn, 0))
            latest[one.turn] = max(length, latest.get(one.turn, 0))
        assert seen <= AT_A_GLANCE + CHARACTERS_PER_S * since / 1000 + 1


def test_nothing_waits_longer_than_six_seconds_and_what_is_skipped_is_told():
    pace = Pace()
    in_time(pace)
    burst: list[Update] = [said(SENTENCE, turn, 2_000 + 3_000 * turn) for turn in range(1, 21)]
    shown = after(pace, burst, 90_000, LONGEST_MS)
    complete = [one for since in shown.values() for one in since if isinstance(one, Segment)]
    assert complete == burst
    assert pace.skipped > 0
    assert not pace.waits


def test_a_long_line_appears_word_by_word():
    pace = Pace()
    in_time(pace)
    line = said(" ".join(f"word{n}" for n in range(30)), 1, 2_000)
    shown = [one for since in after(pace, [line], 40_000, LONGEST_MS).values() for one in since]
    assert shown[-1] == line
    counts = [len(one.words) for one in shown]
    assert counts == sorted(set(counts))
    assert len(counts) > 5
    assert all(isinstance(one, Partial) and one.agreed == len(one.words) for one in shown[:-1])


def test_what_is_said_now_waits_behind_what_was_said_before_it():
    pace = Pace()
    in_time(pace)
    late: list[Update] = [said(SENTENCE, turn, 2_000 + 3_000 * turn) for turn in range(1, 5)]
    for update in late:
        pace.take(update, 30_000)
    now = being_said("and now", 9, 29_500)
    assert now not in pace.take(now, 30_100)
    shown = [one for ms in range(30_200, 37_000, 100) for one in pace.due(ms)]
    assert shown[-1] == now


def test_what_is_filled_in_above_waits_for_nothing():
    pace = Pace()
    in_time(pace)
    newest = said("It is late.", 2, 60_000)
    pace.take(newest, 61_000)
    filled = said(SENTENCE * 4, 3, 5_000)
    assert pace.take(filled, 62_000) == [filled]


def test_a_better_version_of_what_waits_takes_its_turn():
    pace = Pace()
    in_time(pace)
    for turn in range(1, 5):
        pace.take(said(SENTENCE, turn, 2_000 + 3_000 * turn), 30_000)
    twin = said(SENTENCE.upper(), 4, 14_000)
    assert twin not in pace.take(twin, 30_000)
    shown = [one for ms in range(30_100, 37_000, 100) for one in pace.due(ms)]
    assert shown[-1] == twin


def test_what_is_withdrawn_never_appears():
    pace = Pace()
    in_time(pace)
    for turn in range(1, 5):
        pace.take(said(SENTENCE, turn, 2_000 + 3_000 * turn), 30_000)
    pace.forget(4)
    pace.take(said("This is", 3, 11_000), 30_000)
    shown = [one for ms in range(30_100, 37_000, 100) for one in pace.due(ms)]
    assert not any(one.turn == 4 for one in shown)
    assert all(one.text in "This is" for one in shown if one.turn == 3)


def test_a_device_whose_clock_drifts_makes_nothing_late():
    pace = Pace()
    for minute in range(8 * 60):  # 100 ppm over eight hours are three seconds
        now_ms = 60_000 * minute
        said_ms = round(now_ms * (1 - 100e-6))
        update = being_said("Yes.", minute, said_ms)
        assert pace.take(update, now_ms + 500) == [update]


def test_an_update_without_words_is_shown():
    pace = Pace()
    empty = Partial(turn=3, words=())
    assert pace.take(empty, 100) == [empty]


@given(st.lists(st.tuples(st.integers(0, 4_000), st.integers(1, 60), st.integers(0, 8_000))))
def test_everything_appears_once_complete_and_within_six_seconds(
    lines: list[tuple[int, int, int]],
) -> None:
    pace = Pace()
    in_time(pace)
    now_ms, start_ms = 1_000, 1_000
    came: dict[int, int] = {}
    seen: dict[int, int] = {}

    def note(updates: list[Update], at_ms: int) -> None:
        for one in updates:
            if isinstance(one, Segment):
                assert one.turn not in seen
                seen[one.turn] = at_ms

    for turn, (pause, count, wait) in enumerate(lines, start=1):
        for ms in range(now_ms, now_ms + wait, 500):
            note(pace.due(ms), ms)
        start_ms += pause
        now_ms = max(now_ms + wait, start_ms + 300 * count)
        came[turn] = now_ms
        note(pace.take(said(" ".join(["word"] * count), turn, start_ms), now_ms), now_ms)
        start_ms += 300 * count
    for ms in range(now_ms, now_ms + LONGEST_MS + 100, 100):
        note(pace.due(ms), ms)
    assert seen.keys() == came.keys()


def test_where_nobody_reads_along_everything_comes_at_once():
    pace = Pace()
    in_time(pace)
    burst: list[Update] = [said(SENTENCE, turn, 2_000 + 3_000 * turn) for turn in range(1, 5)]
    shown = [one for update in burst for one in pace.take(update, 30_000)]
    shown += pace.all()
    assert [one for one in shown if isinstance(one, Segment)] == burst
    assert not pace.waits


def test_a_line_written_with_other_words_than_were_timed_comes_whole():
    pace = Pace()
    in_time(pace)
    line = replace(said(SENTENCE * 3, 1, 2_000), text="Two words. " * 20)
    shown = [one for since in after(pace, [line], 40_000, LONGEST_MS).values() for one in since]
    assert shown == [line]


def test_what_is_filled_in_above_waits_for_nothing_while_others_wait():
    pace = Pace()
    in_time(pace)
    for turn in range(1, 5):
        pace.take(said(SENTENCE, turn, 2_000 + 3_000 * turn), 30_000)
    assert pace.waits
    filled = said("It was said before.", 9, 1_200)
    assert pace.take(filled, 30_000) == [filled]
