import os
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from captioner.core.errors import StorageError, UsageError
from captioner.core.export import formats
from captioner.core.export.one_line import one_line
from captioner.core.file_kinds import KINDS
from captioner.core.transcript import Mark, Transcript
from captioner.storage.docx_export import docx
from captioner.storage.exporting import FORMATS, check, format_of, write
from tests.guards import HANG_S
from tests.systems import is_private, needs_links
from tests.transcripts import MEETING, SESSION, lost, segment, transcripts

FULL = Path("/dev/full")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_a_private_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"talk{FORMATS[name].suffix}"
    write(MEETING, name, path, overwrite=False)
    assert len(path.read_bytes()) == len(FORMATS[name].render(MEETING)) > 0
    assert is_private(path)
    assert path.suffix == FORMATS[name].suffix


def test_every_kind_of_file_that_is_offered_can_be_written() -> None:
    assert list(FORMATS) == list(KINDS)
    assert all(FORMATS[name].kind is kind for name, kind in KINDS.items())


def test_text_formats_are_those_of_the_core_in_utf_8() -> None:
    assert set(formats.FORMATS) < set(FORMATS)
    content = FORMATS["txt"].render(Transcript(SESSION, (segment(0, "naïve \ud800 日本"),)))
    assert content.decode() == "naïve ? 日本\n"


def test_a_file_is_replaced_only_if_the_caller_says_so(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("precious")
    with pytest.raises(UsageError, match=r"notes.txt exists already"):
        write(MEETING, "txt", path, overwrite=False)
    assert path.read_text() == "precious"
    write(MEETING, "txt", path, overwrite=True)
    assert path.read_text() == "Good morning, everyone.\nYes.\n[Marked: budget]\n"


def test_whether_a_file_can_be_written_is_found_out_without_a_trace(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("old")
    for name in ("old.txt", "new.txt"):
        check(tmp_path / name)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"old.txt": "old"}
    for wrong in (tmp_path / "absent" / "a.txt", tmp_path):
        with pytest.raises(StorageError):
            check(wrong)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
def test_a_pipe_takes_the_text_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    check(pipe)
    with ThreadPoolExecutor() as pool:
        reader = pool.submit(pipe.read_bytes)
        write(MEETING, "txt", pipe, overwrite=True)
        assert reader.result(timeout=HANG_S) == FORMATS["txt"].render(MEETING)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a device that is full")
def test_a_device_that_takes_nothing_is_told_and_stays_a_device(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"  # a mistake then replaces the link, and not the system's device
    link.symlink_to(FULL)
    with pytest.raises(StorageError, match="could not be written"):
        write(MEETING, "txt", link, overwrite=True)
    assert link.is_symlink()
    assert link.is_char_device()


@needs_links
def test_a_link_leads_to_the_file_that_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link, target = tmp_path / "link.txt", tmp_path / "elsewhere" / "target.txt"
    link.symlink_to(target)
    check(link)
    write(MEETING, "txt", link, overwrite=True)
    assert link.is_symlink()
    assert target.read_bytes() == FORMATS["txt"].render(MEETING)


def test_a_folder_that_is_not_there_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="could not be written"):
        write(MEETING, "txt", tmp_path / "absent" / "notes.txt", overwrite=True)


@pytest.mark.parametrize(
    ("name", "made"),
    [("a.txt", "txt"), ("a.SRT", "srt"), ("a.b.vtt", "vtt"), ("a.docx", "docx"), ("a.md", "md")],
)
def test_a_name_tells_its_format(name: str, made: str) -> None:
    assert format_of(Path("/tmp") / name) == made


@pytest.mark.parametrize("name", ["a", "a.pdf", "txt", "a.txt.gz"])
def test_a_name_that_tells_none_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        format_of(Path(name))
    assert ".txt, .md, .srt, .vtt, .json, .docx" in caught.value.advice


def test_a_format_that_is_not_there_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        write(MEETING, "pdf", tmp_path / "a", overwrite=True)
    assert "txt-times" in caught.value.advice


def paragraphs(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(BytesIO(content)).paragraphs]


def test_a_word_document_has_times_gaps_marks_and_the_account() -> None:
    assert paragraphs(docx(MEETING)) == [
        "Tue 24 Nov 10:02, 54 min",
        "2026-11-24 10:02. Recogniser: AssemblyAI.",
        "10:02:01  Anna: Good morning, everyone.",
        "10:02:09  Recogniser from here: This computer",
        "10:02:09  B: Yes.",
        "10:02:09  Marked: budget",
        "10:02:20  Not captured until 10:02:46: Jabra was disconnected",
        "10:02:50  Paused until 10:02:52",
        "Account",
    ]
    (table,) = Document(BytesIO(docx(MEETING))).tables
    rows = [tuple(cell.text for cell in row.cells) for row in table.rows]
    assert rows[0] == ("Length", "0:01:00")
    assert rows[-1] == ("Lost: Jabra was disconnected", "0:00:26")


def test_a_word_document_says_nothing_of_this_computer() -> None:
    properties = Document(BytesIO(docx(MEETING))).core_properties
    assert (properties.author, properties.comments, properties.title) == (
        "Captioner",
        "",
        "Tue 24 Nov 10:02, 54 min",
    )


def test_a_word_document_takes_any_text() -> None:
    hostile = Transcript(
        replace(SESSION, title="\x00<w:p>" + "x" * 300),
        (segment(0, "\x01 \ufffe \x1b[0m & <b> \ud800"),),
    )
    assert paragraphs(docx(hostile))[2] == "10:02:00  [0m & <b>"


@given(st.text(), st.text(), st.text(), st.text())
@settings(max_examples=50, deadline=None)
def test_a_word_document_holds_every_text_name_reason_and_note(
    said: str, name: str, reason: str, note: str
) -> None:
    transcript = Transcript(
        SESSION,
        (segment(0, said, speaker="A"),),
        (lost(60_000, 120_000, reason),),
        (Mark(at_ms=180_000, note=note),),
        names={"A": name},
    )
    _, _, *told = paragraphs(docx(transcript))
    speaker = f"{one_line(name)}: " if one_line(name) else ""
    assert told[0] == f"10:02:00  {speaker}{one_line(said)}"
    assert told[1].endswith(f": {one_line(reason)}")
    assert told[2] == f"10:05:00  Marked: {one_line(note)}".removesuffix(": ")


@given(transcripts)
@settings(max_examples=20, deadline=None)
def test_every_transcript_becomes_a_word_document(transcript: Transcript) -> None:
    assert len(paragraphs(docx(transcript))) >= len(transcript.items())
