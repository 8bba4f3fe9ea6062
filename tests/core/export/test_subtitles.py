"""Subtitle files as a parser that knows nothing of ours reads them."""

from io import StringIO

import webvtt
from hypothesis import given

from captioner.core.export.cues import Cue, cues
from captioner.core.export.srt import srt
from captioner.core.export.vtt import vtt
from captioner.core.transcript import Mark, Transcript
from tests.transcripts import MEETING, SESSION, segment, transcripts

HOSTILE = Transcript(
    SESSION,
    (
        segment(0, "00:00 --> 00:01\n\nWEBVTT\n\n<b>bold</b> & {\\an8}so", 0, speaker="A"),
        segment(1, "NOTE this\n\nSTYLE that", 9_000, speaker="B"),
    ),
    marks=(Mark(at_ms=5, note="-->\n\n1\n00:00"),),
    names={"A": "<i>Anna</i>\n-->"},
)


def read_srt(content: str) -> webvtt.WebVTT:
    return webvtt.from_buffer(StringIO(content), format="srt")


def assert_read_as(read: webvtt.WebVTT, made: list[Cue]) -> None:
    times = [(one.start_in_seconds, one.end_in_seconds) for one in read]
    assert times == [(cue.start_ms // 1000, cue.end_ms // 1000) for cue in made]
    assert [len(one.lines) for one in read] == [len(cue.lines) for cue in made]


def test_srt_has_numbers_times_and_names() -> None:
    assert srt(MEETING) == (
        "1\n00:00:01,000 --> 00:00:02,705\nAnna: Good morning, everyone.\n\n"
        "2\n00:00:09,000 --> 00:00:09,500\nB: Yes.\n\n"
        "3\n00:00:09,500 --> 00:00:10,500\n[Marked: budget]\n\n"
        "4\n00:00:20,000 --> 00:00:27,000\n[Not captured: Jabra was disconnected]\n"
    )


def test_vtt_has_times_voices_and_marks() -> None:
    assert vtt(MEETING) == (
        "WEBVTT\n\n"
        "00:00:01.000 --> 00:00:02.352\n<v Anna>Good morning, everyone.\n\n"
        "00:00:09.000 --> 00:00:10.000\n<v B>Yes.\n\n"
        "NOTE Marked at 00:00:09.500 budget\n\n"
        "00:00:20.000 --> 00:00:27.000\n[Not captured: Jabra was disconnected]\n"
    )


def test_srt_text_cannot_pass_for_times_or_tags() -> None:
    content = srt(HOSTILE)
    read = read_srt(content)
    assert_read_as(read, list(cues(HOSTILE, "{}:", marks=True)))
    assert content.count("-->") == len(read)
    assert "<b" not in content
    assert "{\\" not in content


def test_vtt_text_cannot_pass_for_times_tags_or_notes() -> None:
    content = vtt(HOSTILE)
    read = webvtt.from_string(content)
    assert_read_as(read, list(cues(HOSTILE)))
    assert content.count("-->") == len(read)
    assert "&lt;b&gt;bold&lt;/b&gt; &amp;" in content


def test_a_file_without_cues_is_still_a_file() -> None:
    assert srt(Transcript(SESSION)) == ""
    assert vtt(Transcript(SESSION)) == "WEBVTT\n"


def test_a_session_may_last_longer_than_a_day() -> None:
    assert "100:00:00,000 -->" in srt(Transcript(SESSION, (segment(0, "late", 360_000_000),)))


@given(transcripts)
def test_every_srt_file_reads_back_with_its_cues(transcript: Transcript) -> None:
    made = list(cues(transcript, "{}:", marks=True))
    if made:
        assert_read_as(read_srt(srt(transcript)), made)


@given(transcripts)
def test_every_vtt_file_reads_back_with_its_cues(transcript: Transcript) -> None:
    assert_read_as(webvtt.from_string(vtt(transcript)), list(cues(transcript)))
