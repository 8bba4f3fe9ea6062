import json
from dataclasses import replace

from hypothesis import given

from captioner.core.events import SessionInformation
from captioner.core.export.formats import FORMATS
from captioner.core.export.json_text import json_text
from captioner.core.export.markdown import markdown
from captioner.core.export.plain_text import plain_text
from captioner.core.export.timed_text import timed_text
from captioner.core.transcript import SOUNDS, Gap, GapKind, Mark, Segment, Transcript
from tests.transcripts import MEETING, SESSION, segment, transcripts


def test_plain_text_holds_every_text_verbatim() -> None:
    said = (segment(0, "  Hello,\tyou. "), segment(1, "<b>*Bye*</b>", 900))
    assert plain_text(Transcript(SESSION, said)) == "  Hello,\tyou. \n<b>*Bye*</b>\n"


def test_what_is_off_the_record_is_told_without_a_word_of_it() -> None:
    struck = Gap(start_ms=0, end_ms=5_000, kind=GapKind.OFF_THE_RECORD, reason="off the record")
    transcript = Transcript(SESSION, gaps=(struck,))
    assert "10:02:00  [Off the record until 10:02:05]\n" in timed_text(transcript)
    assert "Off the record   0:00:05\n" in timed_text(transcript)
    assert json.loads(json_text(transcript))["account"]["off_record_ms"] == 5_000


def test_what_was_heard_stands_beside_a_correction_in_json() -> None:
    said = (replace(segment(0, "Anna."), heard="Ana."), segment(1, "Bye.", 900))
    first, second = json.loads(json_text(Transcript(SESSION, said)))["segments"]
    assert (first["text"], first["heard"]) == ("Anna.", "Ana.")
    assert "heard" not in second


def test_plain_text_has_the_marks_at_their_time() -> None:
    said = (segment(0, "Hello."), segment(1, "Bye.", 900))
    marks = (Mark(at_ms=500, note="b\nudget"), Mark(at_ms=950))
    assert plain_text(Transcript(SESSION, said, marks=marks)) == (
        "Hello.\n[Marked: b udget]\nBye.\n[Marked]\n"
    )


def test_timed_text_has_times_gaps_marks_and_the_account() -> None:
    assert timed_text(MEETING) == (
        "Tue 24 Nov 10:02, 54 min\n"
        "2026-11-24 10:02. Recogniser: AssemblyAI.\n"
        "\n"
        "10:02:01  Anna: Good morning, everyone.\n"
        "10:02:09  [Recogniser from here: This computer]\n"
        "10:02:09  B: Yes.\n"
        "10:02:09  [Marked: budget]\n"
        "10:02:20  [Not captured until 10:02:46: Jabra was disconnected]\n"
        "10:02:50  [Paused until 10:02:52]\n"
        "\n"
        "Length                         0:01:00\n"
        "Captioned                      0:00:01\n"
        "Silent                         0:00:31\n"
        "Paused                         0:00:02\n"
        "Lost: Jabra was disconnected   0:00:26\n"
    )


def test_a_sound_stands_between_the_words_of_every_format() -> None:
    music = Segment(turn=-1, start_ms=2_000, end_ms=5_000, text="[music]", engine=SOUNDS)
    said = (segment(0, "Hello.", 0), music, segment(1, "Bye.", 9_000, engine="assemblyai"))
    transcript = Transcript(SESSION, said)
    assert plain_text(transcript) == "Hello.\n[music]\nBye.\n"
    for name, exported in FORMATS.items():
        assert "[music]" in exported.render(transcript).replace("\\", ""), name
    assert "Recogniser from here" not in timed_text(transcript)
    assert json.loads(json_text(transcript))["segments"][1]["engine"] == "sounds"


def test_what_the_service_counted_is_part_of_the_account() -> None:
    counted = replace(
        MEETING,
        session=replace(SESSION, billed_s=58.0),
        information=SessionInformation(audio_s=57.0, session_s=58.0),
    )
    assert "Billed connection              0:00:58\n" in timed_text(counted)
    assert "Sound the service received     0:00:57\n" in timed_text(counted)
    assert json.loads(json_text(counted))["information"] == {"audio_s": 57.0, "session_s": 58.0}


def test_a_recovered_session_and_one_that_runs_say_so() -> None:
    recovered = Transcript(replace(SESSION, ended=False))
    running = Transcript(replace(SESSION, ended=False, running=True))
    assert "Recovered: Captioner ended unexpectedly" in timed_text(recovered)
    assert "The session is still running." in timed_text(running)


def test_an_engine_that_is_no_more_is_called_by_its_name() -> None:
    assert "Recogniser: whisper." in timed_text(Transcript(replace(SESSION, engine="whisper")))


def test_a_mark_without_a_note_and_a_text_without_a_speaker_stand_alone() -> None:
    plain = Transcript(SESSION, (segment(0, "Hello.", 1_000),), marks=(Mark(at_ms=0),))
    assert "10:02:00  [Marked]\n10:02:01  Hello.\n" in timed_text(plain)
    assert "**10:02:00** *Marked*\n\n**10:02:01** Hello.\n" in markdown(plain)


def test_markdown_has_the_same_and_takes_nobodys_text_for_markup() -> None:
    loud = Transcript(
        replace(SESSION, title="#1 *plan*"),
        (segment(0, "a*b*c <img src=x> [x](y) `z`", 1_000, speaker="_A_"),),
        MEETING.gaps,
        names={"_A_": "_A_"},
    )
    assert markdown(loud) == (
        "# \\#1 \\*plan\\*\n\n"
        "2026-11-24 10:02. Recogniser: AssemblyAI.\n\n"
        "**10:02:01** \\_A\\_: a\\*b\\*c \\<img src=x\\> \\[x\\](y) \\`z\\`\n\n"
        "**10:02:20** *Not captured until 10:02:46: Jabra was disconnected*\n\n"
        "**10:02:50** *Paused until 10:02:52*\n\n"
        "## Account\n\n"
        "| | |\n|---|---:|\n"
        "| Length | 0:01:00 |\n| Captioned | 0:00:02 |\n| Silent | 0:00:30 |\n"
        "| Paused | 0:00:02 |\n| Lost: Jabra was disconnected | 0:00:26 |\n"
    )


def test_json_has_everything_by_name() -> None:
    content = json.loads(json_text(MEETING))
    assert content["session"]["id"] == "k7p2m"
    assert content["segments"][0]["speaker"] == "Anna"
    assert content["segments"][0]["words"][1] == {
        "text": "morning,",
        "start_ms": 1_300,
        "end_ms": 1_600,
        "confidence": None,
        "boosted": False,
    }
    assert content["gaps"][0]["reason"] == "Jabra was disconnected"
    assert content["marks"] == [{"at_ms": 9_500, "note": "budget"}]
    assert content["account"]["lost"] == [{"reason": "Jabra was disconnected", "ms": 26_000}]
    assert "information" not in content


@given(transcripts)
def test_json_reads_back_with_every_text(transcript: Transcript) -> None:
    content = json.loads(json_text(transcript))
    assert [one["text"] for one in content["segments"]] == [one.text for one in transcript.segments]


@given(transcripts)
def test_nobodys_text_adds_a_line_to_timed_text(transcript: Transcript) -> None:
    rows = timed_text(transcript).split("\n")
    entries = rows[3 : rows.index("", 3)] if rows[3] else []
    assert len(entries) >= len(transcript.items())
    assert all(row[2] == row[5] == ":" and row[8:10] == "  " for row in entries)


def test_every_format_has_a_label_and_a_suffix_of_its_own_kind() -> None:
    labels = [made.label for made in FORMATS.values()]
    assert len(set(labels)) == len(labels)
    assert all(made.suffix.startswith(".") for made in FORMATS.values())
    assert next(iter(FORMATS)) == "txt"
