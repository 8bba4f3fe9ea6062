from itertools import pairwise

from hypothesis import given

from captioner.core.export.cues import (
    ALWAYS_MS,
    LONGEST_MS,
    MOST_CHARACTERS,
    MOST_LINES,
    SHORTEST_MS,
    cues,
)
from captioner.core.export.one_line import one_line
from captioner.core.transcript import Segment, Transcript
from tests.transcripts import MEETING, SESSION, lost, segment, transcripts


def only(*segments: Segment) -> Transcript:
    return Transcript(SESSION, segments)


def letters(text: str) -> str:
    """The text without white space, which a cue may put elsewhere."""
    return "".join(one_line(text).split())


@given(transcripts)
def test_cues_fit_the_screen_and_never_overlap(transcript: Transcript) -> None:
    made = list(cues(transcript))
    for cue in made:
        assert 1 <= len(cue.lines) <= MOST_LINES
        assert all(line and len(line) <= MOST_CHARACTERS for line in cue.lines)
        assert ALWAYS_MS <= cue.end_ms - cue.start_ms <= LONGEST_MS
    assert all(one.end_ms <= other.start_ms for one, other in pairwise(made))


@given(transcripts)
def test_no_letter_is_lost_added_or_moved(transcript: Transcript) -> None:
    said = Transcript(SESSION, transcript.segments)
    shown = "".join("".join(cue.lines) for cue in cues(said))
    assert letters(shown) == "".join(letters(one.text) for one in said.segments)


def test_a_short_utterance_stands_long_enough_to_be_read() -> None:
    (cue,) = cues(only(segment(0, "Yes.", 2_000, word_ms=200)))
    assert (cue.start_ms, cue.end_ms) == (2_000, 2_000 + SHORTEST_MS)


def test_a_cue_gives_way_to_the_next_one() -> None:
    first, second = cues(only(segment(0, "Yes.", 0, word_ms=200), segment(1, "No.", 700)))
    assert first.end_ms == second.start_ms == 700


def test_the_next_one_waits_until_a_cue_could_be_seen() -> None:
    first, second = cues(only(segment(0, "Yes.", 0, word_ms=200), segment(1, "No.", 200)))
    assert first.end_ms == second.start_ms == ALWAYS_MS


def test_a_long_utterance_is_cut_where_the_lines_are_full() -> None:
    text = "one two three four five six seven eight nine ten " * 3
    made = list(cues(only(segment(0, text, word_ms=200))))
    assert made[0].lines == (
        "one two three four five six seven eight",
        "nine ten one two three four five six seven",
    )
    assert made[1].start_ms == 17 * 200


def test_a_cue_ends_with_a_sentence_once_it_has_two_lines() -> None:
    text = "This sentence is a little longer than a line is. Then comes more."
    assert [cue.lines[-1] for cue in cues(only(segment(0, text, word_ms=200)))] == [
        "line is.",
        "Then comes more.",
    ]


def test_a_pause_within_an_utterance_begins_a_new_cue() -> None:
    before, after = segment(0, "well", 0), segment(0, "then", 5_000)
    joined = Segment(
        turn=0, start_ms=0, end_ms=5_300, text="well then", words=before.words + after.words
    )
    assert [cue.start_ms for cue in cues(only(joined))] == [0, 5_000]


def test_words_said_slowly_do_not_stand_longer_than_seven_seconds() -> None:
    made = list(cues(only(segment(0, "very slow words are said here", word_ms=1_400))))
    assert [" ".join(cue.lines) for cue in made] == ["very slow words are said", "here"]


def test_a_text_whose_words_differ_from_the_timed_ones_is_spread_over_its_time() -> None:
    timed = segment(0, "twenty five pounds", word_ms=2_000)
    shown = Segment(turn=0, start_ms=0, end_ms=6_000, text="£25 " * 30, words=timed.words)
    made = list(cues(only(shown)))
    assert made[0].start_ms == 0
    assert made[-1].start_ms == 6_000 * 20 // 30
    assert "".join("".join(cue.lines) for cue in made).count("£25") == 30


def test_a_word_longer_than_a_line_is_broken() -> None:
    made = list(cues(only(segment(0, "a" * 5_000, word_ms=10_000))))
    assert sum(len("".join(cue.lines)) for cue in made) == 5_000


def test_lost_sound_is_shown_where_it_was_lost() -> None:
    made = list(cues(MEETING))
    assert made[-1].lines == ("[Not captured: Jabra was disconnected]",)
    assert (made[-1].start_ms, made[-1].end_ms) == (20_000, 20_000 + LONGEST_MS)


def test_a_pause_of_the_user_is_not_shown() -> None:
    assert len(list(cues(MEETING))) == 3


def test_a_speaker_is_named_once_at_the_start_of_what_they_say() -> None:
    same = only(
        segment(0, "Hello.", 0, speaker="A"),
        segment(1, "Again.", 5_000, speaker="A"),
        segment(2, "Hi.", 9_000, speaker="B"),
        segment(3, "Who?", 12_000),
    )
    lines = [cue.lines[0] for cue in cues(same, "{}:")]
    assert lines == ["A: Hello.", "Again.", "B: Hi.", "Who?"]
    assert [cue.speaker for cue in cues(same)] == ["A", "A", "B", ""]


def test_an_empty_transcript_has_no_cues() -> None:
    assert list(cues(Transcript(SESSION, (segment(0, " \x00 "),), (lost(0, 1, ""),)))) != []
    assert list(cues(Transcript(SESSION))) == []
