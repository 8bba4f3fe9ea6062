"""Whether subtitles can be read, and how they are made so that they can."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from captioner.core.export.check import check, verdict
from captioner.core.export.cues import ALWAYS_MS, LATEST_MS, Cue, cues
from captioner.core.transcript import Transcript
from tests.transcripts import SESSION, segment, transcripts

FAST = Transcript(
    SESSION,
    (
        segment(0, "everybody understood everything immediately afterwards " * 3, 0, word_ms=300),
        segment(1, "Calm now.", 20_000, word_ms=900),
    ),
)
"""Somebody speaks at 36 characters a second, then there is a pause."""


def said(transcript: Transcript, limit: int | None = None) -> str:
    return " ".join(verdict(check(cues(transcript, limit=limit), limit)))


def test_it_says_how_many_read_too_fast_and_why() -> None:
    assert said(FAST) == (
        "Subtitles: 4. Faster than 17 characters a second: 2, the fastest 36 at 0:00:01."
        " Because it was spoken that fast: 2. No line is longer than 42, and none overlap."
    )


def test_a_cue_that_the_next_one_cuts_short_is_not_blamed_on_the_speaker() -> None:
    crowd = Transcript(
        SESSION,
        (
            segment(0, "This was said slowly enough", 0, word_ms=500),
            segment(1, "Yes, but this comes at once", 1_000, word_ms=500),
        ),
    )
    assert "Because the next one follows at once: 1." in said(crowd)


def test_what_can_be_read_is_said_to_be() -> None:
    calm = Transcript(SESSION, (segment(0, "Good morning.", 0, word_ms=600),))
    assert said(calm) == (
        "Subtitles: 1. None is faster than 17 characters a second."
        " No line is longer than 42, and none overlap."
    )


def test_a_limit_lets_each_stand_until_it_is_read() -> None:
    assert check(cues(FAST, limit=17), 17).too_fast == 0
    shown = list(cues(FAST, limit=17))
    assert shown[-1].start_ms == 20_000  # the pause has made up for it


def test_long_lines_and_overlaps_are_found() -> None:
    long = Cue(0, 9_000, ("x" * 43,))
    early = Cue(8_000, 9_500, ("y",))
    found = check([long, early])
    assert (found.too_long, found.overlapping) == (1, 1)
    assert "Overlapping: 1." in verdict(found)


@given(transcripts, st.integers(5, 40))
def test_with_a_limit_none_overlap_and_none_comes_later_than_it_may(
    transcript: Transcript, limit: int
) -> None:
    usual, shown = list(cues(transcript)), list(cues(transcript, limit=limit))
    assert [cue.lines for cue in shown] == [cue.lines for cue in usual]
    assert all(cue.end_ms - cue.start_ms >= ALWAYS_MS for cue in shown)
    assert all(one.end_ms <= other.start_ms for one, other in pairwise(shown))


@given(st.lists(st.integers(1, 60), min_size=1, max_size=40), st.integers(8, 30))
def test_speech_without_end_is_never_later_than_six_seconds(sizes: list[int], limit: int) -> None:
    at, segments = 0, []
    for turn, size in enumerate(sizes):
        one = segment(turn, "abcd " * size, at, word_ms=600)
        segments.append(one)
        at = one.end_ms
    transcript = Transcript(SESSION, tuple(segments))
    usual, shown = cues(transcript), cues(transcript, limit=limit)
    for spoken, read in zip(usual, shown, strict=True):
        assert read.start_ms - spoken.start_ms <= LATEST_MS + ALWAYS_MS
