"""The open utterance."""

import pytest

from captioner.core.as_written import AsWritten
from captioner.core.boost import Boost
from captioner.core.pauses import HOP, Pauses
from captioner.core.utterance import Line, Utterance

SPEECH, SILENCE = -20.0, -90.0


def sound(*hops: tuple[int, float]) -> Pauses:
    """So many hops of each level, from sample 0 on."""
    pauses = Pauses()
    pauses.restart(0)
    for count, level in hops:
        for _ in range(count):
            pauses.hear(level)
    return pauses


def line(text: str, start: int, end: int, *, complete: bool = True, silence: int = 0) -> Line:
    """A line from one hop to another."""
    return Line(
        id=1,
        texts=tuple(text.split()),
        start=start * HOP,
        end=end * HOP,
        complete=complete,
        silence=silence,
    )


def texts(utterance: Utterance) -> str:
    return " ".join(word.text for word in utterance.words)


@pytest.fixture
def pauses() -> Pauses:
    """Speech, a pause of 320 ms, speech, silence."""
    return sound((10, SILENCE), (20, SPEECH), (10, SILENCE), (20, SPEECH), (40, SILENCE))


def test_finished_lines_are_one_utterance(pauses: Pauses) -> None:
    utterance = Utterance(pauses, Boost(()))
    utterance.finish_line(line("It was the.", 2, 38, silence=6 * HOP))
    utterance.finish_line(line("Best of times.", 35, 68, silence=6 * HOP))
    assert texts(utterance) == "It was the Best of times."
    assert utterance.speech_end == 60 * HOP
    assert utterance.length == 50 * HOP


def test_words_lie_within_the_sound_of_their_line(pauses: Pauses) -> None:
    utterance = Utterance(pauses, Boost(()))
    utterance.finish_line(line("It was.", 2, 38, silence=6 * HOP))
    assert [(w.start_ms, w.end_ms) for w in utterance.words] == [(320, 560), (560, 960)]


def test_a_word_ends_before_the_pass_that_first_read_it(pauses: Pauses) -> None:
    utterance = Utterance(pauses, Boost(()))
    utterance.read(line("It", 2, 15, complete=False), heard=15 * HOP)
    utterance.read(line("It is", 2, 22, complete=False), heard=22 * HOP)
    utterance.finish_line(line("It was.", 2, 38, silence=6 * HOP))
    assert utterance.words[0].end_ms == 15 * 32


def test_the_open_line_is_read_behind_the_finished_ones(pauses: Pauses) -> None:
    utterance = Utterance(pauses, Boost(()))
    utterance.finish_line(line("It was.", 2, 38, silence=6 * HOP))
    read = utterance.read(line("The best", 35, 50, complete=False), heard=50 * HOP)
    assert [word.text for word in read] == ["It", "was.", "The", "best"]
    assert texts(utterance) == "It was."


def test_where_the_speech_of_a_line_begins_is_told(pauses: Pauses) -> None:
    utterance = Utterance(pauses, Boost(()))
    assert utterance.begin_of(line("It", 2, 15)) == 10 * HOP
    utterance.finish_line(line("It was.", 2, 38, silence=6 * HOP))
    assert utterance.begin_of(line("The", 25, 50)) == 40 * HOP
    assert utterance.begin_of(line("", 32, 38)) == 38 * HOP


def test_a_line_without_sound_is_left_out(pauses: Pauses) -> None:
    utterance = Utterance(pauses, Boost(()))
    utterance.finish_line(line("Thank you.", 62, 75))
    assert utterance.words == []
    assert utterance.length == 0


def test_a_line_without_text_adds_nothing(pauses: Pauses) -> None:
    utterance = Utterance(pauses, Boost(()))
    utterance.finish_line(line("", 2, 38, silence=6 * HOP))
    assert utterance.words == []


def test_words_without_known_sound_lie_in_their_line() -> None:
    utterance = Utterance(sound((20, SILENCE)), Boost(()))
    (word,) = utterance.read(line("It", 5, 15, complete=False), heard=15 * HOP)
    assert (word.start_ms, word.end_ms) == (5 * 32, 15 * 32)


def test_words_read_in_both_of_two_lines_stand_once() -> None:
    utterance = Utterance(sound((60, SPEECH)), Boost(()))
    utterance.finish_line(line("then click New", 0, 30))
    utterance.finish_line(line("Click new project.", 15, 60))
    assert texts(utterance) == "then click New project."


def test_words_read_again_after_a_final_stand_once() -> None:
    utterance = Utterance(sound((60, SPEECH)), Boost(()))
    utterance.finish_line(line("then click New", 0, 30))
    after = utterance.following()
    assert after.words == []
    after.finish_line(line("New project.", 15, 60))
    assert texts(after) == "project."


def test_what_was_before_is_not_forgotten_by_an_empty_utterance() -> None:
    utterance = Utterance(sound((60, SPEECH)), Boost(()))
    utterance.finish_line(line("then click New", 0, 30))
    after = utterance.following().following()
    after.finish_line(line("New project.", 15, 60))
    assert texts(after) == "project."


def test_a_loop_in_a_reading_stands_once(pauses: Pauses) -> None:
    utterance = Utterance(pauses, Boost(()))
    read = utterance.read(line("use the use the use the", 2, 30, complete=False), heard=30 * HOP)
    assert [word.text for word in read] == ["use", "the"]


def test_boosted_terms_are_swapped_in_and_marked(pauses: Pauses) -> None:
    utterance = Utterance(pauses, Boost(("Kubernetes",)))
    utterance.finish_line(line("We use cooper netties.", 2, 38, silence=6 * HOP))
    assert texts(utterance) == "We use Kubernetes."
    assert [word.boosted for word in utterance.words] == [False, False, True]


def test_the_quiet_end_of_a_line_counts_as_quiet_in_noise_too() -> None:
    utterance = Utterance(sound((60, SPEECH)), Boost(()))
    utterance.finish_line(line("It was.", 0, 50, silence=6 * HOP))
    assert utterance.speech_end == 44 * HOP


def test_lines_that_fit_are_read_in_one_go(pauses: Pauses) -> None:
    utterance = Utterance(pauses, Boost(()))
    assert utterance.parts(100 * HOP) == []
    utterance.finish_line(line("It was the.", 2, 38, silence=6 * HOP))
    utterance.finish_line(line("Best of times.", 35, 68, silence=6 * HOP))
    assert [len(part) for part in utterance.parts(100 * HOP)] == [2]
    assert [len(part) for part in utterance.parts(50 * HOP)] == [1, 1]


def test_lines_that_do_not_fit_are_parted_at_the_longest_pause() -> None:
    pauses = sound(
        (20, SPEECH), (3, SILENCE), (20, SPEECH), (9, SILENCE), (20, SPEECH), (40, SILENCE)
    )  # fmt: skip
    utterance = Utterance(pauses, Boost(()))
    for text, start, end in (("One", 0, 21), ("two", 22, 44), ("three", 51, 73)):
        utterance.finish_line(line(text, start, end))
    parts = utterance.parts(60 * HOP)
    assert [[text for each in part for text in each.texts] for part in parts] == [
        ["One", "two"],
        ["three"],
    ]


def test_an_utterance_read_in_one_go_keeps_its_times_and_its_end(pauses: Pauses) -> None:
    utterance = Utterance(pauses, Boost(()))
    utterance.finish_line(line("It was the.", 2, 38, silence=6 * HOP))
    utterance.finish_line(line("Best of times.", 35, 68, silence=6 * HOP))
    again = utterance.again([line("It was the worst of times.", 2, 62)])
    assert texts(again) == "It was the worst of times."
    assert again.speech_end == utterance.speech_end
    known = {word.text: (word.start_ms, word.end_ms) for word in utterance.words}
    assert all(
        (word.start_ms, word.end_ms) == known[word.text]
        for word in again.words
        if word.text != "worst"
    )


def test_boosted_terms_are_written_as_the_user_writes_them(pauses: Pauses) -> None:
    utterance = Utterance(pauses, Boost(()))
    utterance.as_written = AsWritten(["iOS"])
    following = utterance.following()
    following.finish_line(line("My Ios phone.", 2, 38, silence=6 * HOP))
    assert texts(following) == "My iOS phone."


def test_each_word_tells_how_sure_it_is_and_whether_it_was_boosted(pauses: Pauses) -> None:
    utterance = Utterance(pauses, Boost(()))
    said = Line(
        id=1,
        texts=("It", "-", "was.So", "it"),
        start=2 * HOP,
        end=38 * HOP,
        complete=True,
        sure=(0.9, 0.1, 0.4, 0.8),
        boosted=frozenset({2}),
        silence=6 * HOP,
    )
    utterance.finish_line(said)
    found = [(word.text, word.confidence, word.boosted) for word in utterance.words]
    assert found == [
        ("It", 0.9, False),
        ("was.", 0.4, True),
        ("So", 0.4, True),
        ("it", 0.8, False),
    ]
