"""What of a transcript is exported."""

import json
from dataclasses import replace

import pytest

from captioner.core.export.file_name import name_of
from captioner.core.export.formats import FORMATS
from captioner.core.export.wish import Wish
from captioner.core.file_kinds import Part
from captioner.core.transcript import Mark, Transcript
from tests.transcripts import MEETING, SESSION, lost, segment

TALK = Transcript(
    SESSION,
    (
        segment(0, "First.", 0, speaker="A"),
        segment(1, "Second.", 60_000, speaker="B"),
        segment(2, "Third.", 120_000, speaker="A"),
    ),
    gaps=(lost(30_000, 50_000),),
    marks=(Mark(at_ms=65_000, note="here"),),
)


def test_each_part_stands_in_plain_text_or_not() -> None:
    text = FORMATS["txt"]
    everything = text.render(MEETING, Wish(parts=frozenset(Part)))
    assert everything.splitlines()[:2] == [
        "10:02:01  Anna: Good morning, everyone.",
        "10:02:09  [Recogniser from here: This computer]",
    ]
    assert text.render(MEETING, Wish(parts=frozenset({Part.NAMES}))) == (
        "Anna: Good morning, everyone.\nB: Yes.\n"
    )
    assert text.render(MEETING, Wish(parts=frozenset({Part.TIMES}))) == (
        "10:02:01  Good morning, everyone.\n10:02:09  Yes.\n"
    )
    assert text.render(MEETING, Wish(parts=frozenset())) == "Good morning, everyone.\nYes.\n"


@pytest.mark.parametrize("name", ["txt", "txt-times", "md", "srt", "vtt"])
def test_without_names_marks_and_gaps_no_format_has_them(name: str) -> None:
    shown = FORMATS[name].render(MEETING, Wish(parts=frozenset({Part.TIMES})))
    assert "Good morning" in shown
    for left_out in ("Anna", "budget", "Jabra", "Lost"):
        assert left_out not in shown


def test_a_range_holds_the_lines_that_begin_in_it_and_the_gaps_that_reach_into_it() -> None:
    wish = Wish(start_ms=40_000, end_ms=120_000)
    assert FORMATS["txt"].render(TALK, wish) == "Second.\n[Marked: here]\n"
    timed = FORMATS["txt-times"].render(TALK, wish)
    assert "Not captured until" in timed
    assert "Length" not in timed  # the account is that of the whole session
    assert "Third" not in FORMATS["srt"].render(TALK, wish)


def test_marked_lines_are_those_said_last_before_a_mark() -> None:
    assert FORMATS["txt"].render(TALK, Wish(marked_only=True)) == "Second.\n[Marked: here]\n"
    early = Transcript(SESSION, (segment(0, "First.", 5_000),), marks=(Mark(at_ms=0),))
    assert "First." in FORMATS["txt"].render(early, Wish(marked_only=True))
    nothing = Transcript(SESSION, marks=(Mark(at_ms=0),))
    assert FORMATS["txt"].render(nothing, Wish(marked_only=True)) == "[Marked]\n"


def test_markdown_without_times_makes_no_list_of_what_was_said() -> None:
    said = (segment(0, "1. of May"), segment(1, "- no", 900), segment(2, "+ yes", 1_900))
    shown = FORMATS["md"].render(Transcript(SESSION, said), Wish(parts=frozenset()))
    assert "\n\n1\\. of May\n\n\\- no\n\n\\+ yes" in shown


def test_json_has_everything_whatever_is_wished_but_the_range() -> None:
    content = json.loads(FORMATS["json"].render(TALK, Wish(parts=frozenset(), end_ms=100_000)))
    assert [one["speaker"] for one in content["segments"]] == ["A", "B"]
    assert "account" not in content


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Tue 24 Nov 10:02, 54 min", "2026-11-24 10-02, 54 min"),
        ("Tue 24 Nov 10:02", "2026-11-24 10-02"),
        ("Design review", "2026-11-24 Design review"),
    ],
)
def test_the_name_of_a_file_has_the_year(title: str, name: str) -> None:
    assert name_of(replace(SESSION, title=title)) == name
