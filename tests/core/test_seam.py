from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.core.events import Word
from captioner.core.seam import Seam
from captioner.core.share import Share

JITTER_MS = 150


def words(text: str, start_ms: int = 0, each_ms: int = 300) -> list[Word]:
    """The words of a text, one every `each_ms`."""
    return [
        Word(text=one, start_ms=at, end_ms=at + each_ms - 50)
        for one, at in zip(
            text.split(), range(start_ms, start_ms + 1000 * each_ms, each_ms), strict=False
        )
    ]


def text(chosen: list[Word]) -> str:
    return " ".join(word.text for word in chosen)


def gone_on(seam: Seam, heard: list[Word]) -> str:
    """What whoever goes on gives of what it heard."""
    return text(heard[seam.first_after(heard) :])


def test_what_was_given_is_not_given_again() -> None:
    said = words("we need a larger budget")
    seam = Seam(said[-1].end_ms, said)
    assert gone_on(seam, words("a larger budget next year", 600)) == "next year"


def test_case_punctuation_and_times_do_not_matter() -> None:
    said = words("We need a larger, budget.")
    seam = Seam(said[-1].end_ms, said)
    assert gone_on(seam, words("A LARGER budget! next year", 480)) == "next year"


def test_half_a_word_at_the_start_is_a_word_that_was_given() -> None:
    said = words("good morning everyone")
    seam = Seam(said[-1].end_ms, said)
    heard = [Word(text="ning", start_ms=420, end_ms=560), *words("everyone hello", 610)]
    assert gone_on(seam, heard) == "hello"


def test_a_short_word_after_the_last_one_is_new_even_if_its_time_is_not() -> None:
    said = words("see you")
    seam = Seam(700, said)
    heard = [*said, Word(text="a", start_ms=560, end_ms=640)]
    assert gone_on(seam, heard) == "a"


def test_a_word_misheard_once_is_judged_by_its_time() -> None:
    said = words("the meeting is at ten")
    seam = Seam(said[-1].end_ms, said)
    heard = words("the meeting is at hen then we go")
    assert gone_on(seam, heard) == "then we go"


def test_a_word_said_twice_is_given_twice() -> None:
    said = words("it is very")
    seam = Seam(said[-1].end_ms, said)
    assert gone_on(seam, words("is very very good", 300)) == "very good"


def test_the_same_word_a_second_later_is_another_one() -> None:
    said = words("the")
    seam = Seam(said[-1].end_ms, said)
    assert gone_on(seam, words("the end", 700)) == "the end"


def test_a_word_without_letters_goes_by_its_time() -> None:
    said = words("yes —")
    seam = Seam(said[-1].end_ms, said)
    assert gone_on(seam, words("— no", 300)) == "no"


def test_words_far_from_the_seam_are_left_alone() -> None:
    said = words("budget")
    seam = Seam(said[-1].end_ms, said)
    assert seam.first_after(words("budget", 60_000)) == 0
    assert seam.end_before(words("budget", -60_000)) == 1


def test_words_already_matched_are_not_matched_again() -> None:
    said = words("now the")
    seam = Seam(said[-1].end_ms, said)
    first, second = words("now the"), words("the plan", 700)
    seam.keep_after(first, seam.first_after(first))
    assert gone_on(seam, second) == "the plan"


def test_without_any_words_yet_each_side_keeps_to_its_own_time() -> None:
    both = words("one two three four five six")
    assert text(both[Seam(900).first_after(both) :]) == "four five six"
    assert text(both[: Seam(900).end_before(both)]) == "one two three"


def test_what_one_side_gave_and_left_decides_for_the_other() -> None:
    after = words("two three four five", 300)
    seam = Seam(910)
    first = seam.first_after(after)
    assert text(after[first:]) == "four five"
    seam.keep_after(after, first)
    late = words("one two three four", 130)
    assert text(late[: seam.end_before(late)]) == "one two three"


def test_the_side_before_may_be_first_too() -> None:
    before = words("one two three four")
    seam = Seam(890)
    end = seam.end_before(before)
    seam.keep_before(before, end)
    early = words("two three four five", 200)
    assert text(before[:end]) + " " + gone_on(seam, early) == "one two three four five"


SENTENCE = "we need a larger budget because the old one was very very small and nobody knows why"
TALK = SENTENCE.split()


@given(st.integers(0, 10**6), st.integers(3, 12), st.integers(0, 1))
def test_two_hearings_of_one_talk_make_the_talk(seed: int, cut: int, late: int) -> None:
    random = Random(seed)

    def heard(first: int, last: int) -> list[Word]:
        made = []
        for index, one in enumerate(TALK[first:last], start=first):
            start = 1000 + 350 * index + random.randint(-JITTER_MS, JITTER_MS)
            end = 1300 + 350 * index + random.randint(-JITTER_MS, JITTER_MS)
            written = one.upper() if random.random() < 0.3 else one + random.choice(("", ","))
            made.append(Word(text=written, start_ms=start, end_ms=max(end, start + 40)))
        return made

    seam = Seam(1000 + 350 * cut)
    before, after = heard(0, cut + 3), heard(max(0, cut - 3), len(TALK))
    if late:
        first = seam.first_after(after)
        seam.keep_after(after, first)
        end = seam.end_before(before)
    else:
        end = seam.end_before(before)
        seam.keep_before(before, end)
        first = seam.first_after(after)
    joined = [word.text.lower().strip(",") for word in (*before[:end], *after[first:])]
    assert joined == TALK


@pytest.mark.parametrize("count", [0, 1])
def test_silence_has_no_words_to_join(count: int) -> None:
    seam = Seam(1000, words("hello"[: count * 5]))
    assert seam.first_after([]) == 0
    assert seam.end_before([]) == 0


def at(text: str, start_ms: int) -> tuple[Word, ...]:
    return tuple(words(text, start_ms))


def test_each_side_begins_its_utterances_on_its_side() -> None:
    seam = Seam(15_000)
    seam.keep_after(at("well then", 14_854), 0)
    after, all_of_it = seam.put_before(at("after all", 14_881))
    assert (after.start_ms, after.end_ms, all_of_it.start_ms) == (14_853, 15_131, 15_181)
    assert seam.put_before(at("long before", 14_000)) == at("long before", 14_000)

    seam = Seam(15_000)
    seam.keep_before(at("after", 14_881), 1)
    (well,) = seam.put_after(at("well", 14_600))
    assert (well.start_ms, well.end_ms) == (14_882, 14_882)
    assert seam.put_after(at("later", 16_000)) == at("later", 16_000)


def test_where_nothing_was_given_yet_utterances_begin_where_they_were_heard() -> None:
    seam = Seam(15_000)
    assert seam.put_before(at("after", 14_881)) == seam.put_after(at("after", 14_881))
    assert seam.put_before(()) == seam.put_after(()) == ()


def test_of_a_word_that_was_given_in_part_the_rest_is_given() -> None:
    said = words("now the real")
    heard = words("the real-time room", 300)
    seam = Seam(said[-1].end_ms, said)
    first = seam.first_after(heard)
    assert (text(heard[first:]), text([*seam.rest_after(heard)])) == ("room", "time")
    assert text([*seam.share_after(heard, Share.whole(heard)).of(heard)]) == "time room"
    assert seam.share_after((), Share(())) == Share(())
    assert seam.rest_after(()) == seam.rest_before(()) == ()


def test_of_a_word_written_as_one_the_rest_is_given_too() -> None:
    said = words("to be ill")
    heard = [*words("be", 300), Word(text="illdisposed,", start_ms=610, end_ms=1400)]
    seam = Seam(said[-1].end_ms, said)
    first = seam.first_after(heard)
    assert (text(heard[first:]), text([*seam.rest_after(heard)])) == ("", "disposed,")


def test_of_a_word_written_as_one_the_beginning_is_given_too() -> None:
    seam = Seam(850)
    after = words("disposed to it", 860)
    seam.keep_after(after, seam.first_after(after))
    before = [*words("to be"), Word(text="Illdisposed", start_ms=610, end_ms=1110)]
    end = seam.end_before(before)
    assert (text(before[:end]), text([*seam.rest_before(before)])) == ("to be", "Ill")


def test_a_word_that_was_misheard_shorter_is_given_once() -> None:
    said = words("it is the")
    heard = [*words("is", 300), Word(text="theatre", start_ms=610, end_ms=900)]
    seam = Seam(said[-1].end_ms, said)
    assert gone_on(seam, heard) == ""
    assert seam.rest_after(heard) == ()


def test_of_a_word_whose_end_was_given_the_beginning_is_given() -> None:
    after = words("in eighteen thirteen he died")
    seam = Seam(560)
    first = seam.first_after(after)
    assert text(after[first:]) == "thirteen he died"
    seam.keep_after(after, first)
    before = [*words("so in"), Word(text="1813", start_ms=310, end_ms=860)]
    end = seam.end_before(before)
    assert (text(before[:end]), text([*seam.rest_before(before)])) == ("so in", "eighteen")
    assert text([*seam.share_before(before, Share.whole(before)).of(before)]) == "so in eighteen"
    seam.keep_before(before, end)
    assert gone_on(seam, words("thirteen he died", 620)) == "thirteen he died"


def test_parts_are_kept_as_they_were_given() -> None:
    said = words("it was eighteen")
    seam = Seam(890, said)
    heard = [*words("was", 300), Word(text="1813", start_ms=610, end_ms=1160)]
    first = seam.first_after(heard)
    assert text([*seam.rest_after(heard)]) == "thirteen"
    seam.keep_after(heard, first)
    assert seam.end_before(words("thirteen", 890)) == 0
    assert seam.end_before(words("so", 590)) == 1


def test_a_word_of_the_next_utterance_is_not_parted_again() -> None:
    said = words("the real")
    seam = Seam(said[-1].end_ms, said)
    heard = words("the real-time")
    seam.keep_after(heard, seam.first_after(heard))
    room = words("room", 700)
    assert (seam.first_after(room), seam.rest_after(room)) == (0, ())
