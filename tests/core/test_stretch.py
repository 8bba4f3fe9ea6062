from captioner.core.audio import RATE, to_samples
from captioner.core.events import Partial, Word
from captioner.core.stretch import HEAD, LONGEST_TURN_MS, OVERLAP, TAIL, Stretch


def word(text: str, start_ms: int, end_ms: int) -> Word:
    return Word(text=text, start_ms=start_ms, end_ms=end_ms)


ALL = 3600 * RATE
LAST = word("budget", 9_500, 9_900)


def test_a_new_stretch_is_heard_from_its_start() -> None:
    stretch = Stretch(5 * RATE)
    assert stretch.needs_from == 5 * RATE
    assert stretch.seam() is None
    assert not stretch.is_done


def test_a_final_covers_what_is_before_its_end() -> None:
    stretch = Stretch(0)
    stretch.final([LAST], ALL)
    assert stretch.covered == to_samples(9_900)
    assert stretch.needs_from == to_samples(9_900) - OVERLAP
    seam = stretch.seam()
    assert seam is not None
    assert seam.first_after([LAST]) == 1


def test_a_last_word_that_runs_on_and_on_covers_no_more_than_a_word_can() -> None:
    stretch = Stretch(0)
    stretch.final([word("no", 9_500, 11_500)], ALL)
    assert stretch.covered < to_samples(9_900)


def test_silence_that_was_heard_need_not_be_heard_again() -> None:
    stretch = Stretch(0)
    stretch.final([LAST], ALL)
    stretch.heard(30_000, ALL)
    assert stretch.needs_from == to_samples(30_000) - OVERLAP


def test_nobody_goes_on_from_the_middle_of_a_known_word() -> None:
    stretch = Stretch(0)
    stretch.final([LAST], ALL)
    stretch.heard(11_300, ALL)
    assert stretch.needs_from <= to_samples(9_900) - OVERLAP


def test_an_open_utterance_is_not_covered_however_much_was_heard() -> None:
    stretch = Stretch(0)
    stretch.open_ms = 4_000
    stretch.heard(9_000, ALL)
    assert stretch.covered == to_samples(4_000)
    stretch.final([LAST], ALL)
    assert stretch.open_ms is None


def test_without_partials_the_longest_utterance_may_be_open() -> None:
    stretch = Stretch(0, partials=False)
    stretch.heard(LONGEST_TURN_MS + 5_000, ALL)
    assert stretch.covered == to_samples(5_000)


def test_an_utterance_nobody_heard_anything_new_in_changes_nothing() -> None:
    stretch = Stretch(0)
    stretch.final([], ALL)
    assert stretch.covered == 0


def test_only_the_words_near_the_end_are_remembered() -> None:
    stretch = Stretch(0)
    stretch.final([word("old", 1_000, 1_300)], ALL)
    stretch.final([LAST], ALL)
    seam = stretch.seam()
    assert seam is not None
    assert seam.first_after([word("old", 1_000, 1_300), LAST, word("new", 10_000, 10_200)]) == 2


def test_a_split_gives_both_sides_some_sound_of_the_other() -> None:
    stretch = Stretch(0)
    after = stretch.split(20 * RATE)
    assert stretch.end == 20 * RATE + TAIL
    assert after.start == 20 * RATE - HEAD
    assert stretch.after is after.before
    assert (stretch.is_newest, after.is_newest) == (False, True)


def test_a_split_right_after_the_start_begins_no_earlier_than_it() -> None:
    assert Stretch(5 * RATE).split(5 * RATE + 10).start == 5 * RATE


def test_it_is_done_once_its_end_was_reached() -> None:
    stretch = Stretch(0)
    stretch.finished()
    assert not stretch.is_done
    stretch.end = 3 * RATE
    assert not stretch.is_done
    stretch.finished()
    assert stretch.is_done


def test_what_a_broken_recogniser_left_on_screen_is_remembered() -> None:
    stretch = Stretch(0)
    stretch.open_ms = 1_000
    shown = Partial(turn=3, words=(word("one", 1000, 1200), word("two", 1300, 2000)))
    stretch.dropped([shown], "assemblyai")
    assert stretch.stale == [shown]
    assert stretch.open_ms is None


def test_words_take_the_place_of_those_left_on_screen_once_they_are_almost_as_far() -> None:
    stretch = Stretch(0)
    shown = Partial(turn=3, words=(word("one", 1000, 1200), word("two", 1300, 2000)))
    stretch.dropped([shown], "assemblyai")
    before, behind, level = word("so", 500, 900), word("one", 1050, 1250), word("too", 1300, 1750)
    assert stretch.is_behind([before, behind])
    assert not stretch.is_behind([before, behind, level])
    assert stretch.take_stale([before]) == []
    assert stretch.take_stale([before, behind, level]) == [shown]
    assert not stretch.is_behind([before])


def test_no_recogniser_has_dealt_with_sound_it_was_not_given() -> None:
    stretch = Stretch(0)
    stretch.final([LAST], 9 * RATE)
    assert stretch.covered == 9 * RATE
    stretch.heard(60_000, 12 * RATE)
    assert stretch.covered == 12 * RATE


def test_what_nobody_will_finish_stands_as_it_was_shown() -> None:
    stretch = Stretch(0)
    stretch.final([LAST], 10 * RATE)
    words = (word("open", 10_500, 10_800), word("words", 10_900, 11_200))
    stretch.dropped([Partial(turn=3, words=words)], "assemblyai")
    (final,) = stretch.stand()
    assert (final.turn, final.text, final.words) == (3, "open words", words)
    assert stretch.covered == to_samples(11_200)
    assert stretch.stale == []
    assert stretch.stand() == []


def test_what_stands_leaves_the_neighbours_their_words() -> None:
    before = Stretch(0)
    stretch = before.split(10 * RATE)
    after = stretch.split(20 * RATE)
    assert before.after is not None
    assert after.before is not None
    before.after.keep_before([LAST], 1)
    theirs = word("tomorrow", 20_100, 20_400)
    after.before.keep_after([theirs], 0)
    ours = word("larger", 15_000, 15_300)
    stretch.dropped([Partial(turn=3, words=(LAST, ours, theirs))], "assemblyai")
    stretch.dropped([Partial(turn=4, words=(theirs,))], "assemblyai")
    assert [final.words for final in stretch.stand()] == [(ours,), ()]
    assert after.before.first_after([ours, theirs]) == 1
