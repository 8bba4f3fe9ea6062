"""Whatever a text holds, a reader that knows nothing of ours reads it back from each format."""

import json
import re
from dataclasses import replace
from html import unescape
from io import StringIO

import webvtt
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from captioner.core.export.json_text import json_text
from captioner.core.export.markdown import markdown
from captioner.core.export.one_line import one_line
from captioner.core.export.plain_text import plain_text
from captioner.core.export.srt import literal, srt
from captioner.core.export.timed_text import timed_text
from captioner.core.export.vtt import vtt
from captioner.core.transcript import Gap, GapKind, Mark, Transcript
from tests.transcripts import SESSION, segment

TRAPS = (
    "-->", "--", "-", ">", "<", "<v", "<v A>", "</v>", "<b>", "<00:01.000>", "&", "&amp;", "&#45;",
    "*", "**", "_", "`", "```", "#", "|", "\\", "\\\n", "{\\an8}", "{", "[x](y)", "![", "~~", "$x$",
    "- ", "1. ", "> ", "===", "---", "http://a.b", "<http://a.b>", "www.a.b", "a@b.c", "[^1]",
    "NOTE", "NOTE x", "STYLE", "REGION", "WEBVTT", "X-TIMESTAMP-MAP=", "1", "17",
    "00:00:01.000 --> 00:00:02.000", "00:00:01,000 --> 00:00:02,000", "\n\n", "\r\n", "\t",
    "\u2028", "\u2029", "\x85", "\x0b", "\x00", "\x1b[0m", "\ufeff", "\u200b", "\u202e", "\ufffe",
    "\xa0", "  ", "e\u0301", "今日", "😀", "\U0001f468\u200d\U0001f469",
)  # fmt: skip
pieces = st.sampled_from(TRAPS) | st.text(max_size=5)
hostile = st.lists(pieces, max_size=6).map("".join)

OPENING = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"
LATER_S = 180
"""What is no speech in these transcripts comes after that."""


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    """One of everything, far enough apart that no two share a time."""
    name, title, reason, note = (draw(hostile) for _ in range(4))
    said = [draw(hostile) for _ in range(2)]
    return Transcript(
        replace(SESSION, title=title),
        tuple(
            segment(turn, text, 60_000 * turn, word_ms=1, speaker="A")
            for turn, text in enumerate(said)
        ),
        (Gap(start_ms=200_000, end_ms=260_000, kind=GapKind.LOST, reason=reason),),
        (Mark(at_ms=400_000, note=note),),
        names={"A": name},
    )


NAMED = Transcript(SESSION, (segment(0, "Hello.", speaker="A"),), names={"A": "--"})


def name_in(transcript: Transcript) -> str:
    return one_line(transcript.names["A"])


def joined(*texts: str) -> str:
    """Texts without white space: cues break lines where they must."""
    return "".join(one_line("".join(texts)).split())


def lost(transcript: Transcript) -> list[str]:
    return [f"[Not captured: {gap.reason}]" for gap in transcript.gaps]


@given(transcripts())
@example(NAMED)
def test_webvtt_holds_every_text_name_reason_and_note(transcript: Transcript) -> None:
    content = vtt(transcript)
    heard, told = [], []
    for cue in webvtt.from_string(content):
        text = cue.raw_text
        if name_in(transcript) and cue.start_in_seconds < LATER_S:
            assert one_line(unescape(cue.voice)) == name_in(transcript)
            text = text.partition(">")[2]
        (heard if cue.start_in_seconds < LATER_S else told).append(unescape(text))
    assert joined(*heard) == joined(*(one.text for one in transcript.segments))
    assert joined(*told) == joined(*lost(transcript))
    assert all(one_line(mark.note) in unescape(content) for mark in transcript.marks)


@given(transcripts())
@example(NAMED)
def test_subrip_holds_every_text_name_reason_and_note(transcript: Transcript) -> None:
    content = srt(transcript)
    read = webvtt.from_buffer(StringIO(content), format="srt") if content else []
    name = name_in(transcript)
    notes = [mark.note for mark in transcript.marks]
    expected = [
        f"{name}:" if name and transcript.segments else "",
        *(one.text for one in transcript.segments),
        *lost(transcript),
        *(f"[Marked: {note}]" if one_line(note) else "[Marked]" for note in notes),
    ]
    assert as_subrip(*(line for cue in read for line in cue.lines)) == as_subrip(*expected)


def as_subrip(*texts: str) -> str:
    """What SubRip, which has no escapes, keeps: of arrows and brackets only their places."""
    return re.sub(r"[-→>]|-->", "", joined(*texts).replace("<", OPENING).replace("{", "("))


@given(hostile)
def test_no_line_of_subrip_holds_a_tag_or_an_arrow(text: str) -> None:
    assert not re.search(r"-->|<[/!?a-zA-Z]|<$|\{\\|\{$", literal(text))


def seen(tokens: list[Token]) -> str:
    """What a reader of the rendered Markdown sees of a paragraph."""
    return "".join(one.content for one in tokens if one.type in ("text", "text_special"))


@given(transcripts())
@example(NAMED)
def test_markdown_shows_every_text_name_reason_and_note(transcript: Transcript) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(markdown(transcript))
    paragraphs = [one.children or [] for one in tokens if one.type == "inline"]
    kinds = {child.type for paragraph in paragraphs for child in paragraph}
    assert kinds <= {"text", "text_special", "strong_open", "strong_close", "em_open", "em_close"}
    title, _, *entries = map(seen, paragraphs)
    name = name_in(transcript)
    expected = [
        *(f"{name}: {one_line(one.text)}" if name else one.text for one in transcript.segments),
        *(gap.reason for gap in transcript.gaps),
        *(mark.note for mark in transcript.marks),
    ]
    assert title == one_line(transcript.session.title)
    assert len(entries) >= len(expected)
    for entry, text in zip(entries, expected, strict=False):
        assert entry.strip().endswith(one_line(text).strip())


@given(transcripts())
def test_json_holds_every_text_as_it_is(transcript: Transcript) -> None:
    content = json.loads(json_text(transcript))
    for one, kept in zip(content["segments"], transcript.segments, strict=True):
        assert (one["text"], one["speaker"]) == (kept.text, transcript.names["A"])
    assert content["session"]["title"] == transcript.session.title
    assert [one["reason"] for one in content["gaps"]] == [one.reason for one in transcript.gaps]
    assert [one["note"] for one in content["marks"]] == [one.note for one in transcript.marks]


@given(transcripts())
def test_text_holds_what_was_said_verbatim(transcript: Transcript) -> None:
    said = "".join(f"{one.text}\n" for one in transcript.segments)
    assert plain_text(transcript).startswith(said)


@given(transcripts())
def test_text_with_times_holds_every_text_on_a_line_of_its_own(transcript: Transcript) -> None:
    rows = timed_text(transcript).splitlines()
    assert rows[0] == one_line(transcript.session.title)
    name = f"{name_in(transcript)}: " if name_in(transcript) else ""
    for one in transcript.segments:
        assert f"10:0{2 + one.turn}:00  {name}{one_line(one.text)}" in rows
    reasons = [one_line(gap.reason) for gap in transcript.gaps]
    assert all(any(row.endswith(f": {reason}]") for row in rows) for reason in reasons)
