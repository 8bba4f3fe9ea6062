"""Headers that say something else than the file holds."""

import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from captioner.audio.headers import layout_of, next_start
from tests.audio.making import decoded, loud_s, put, seconds_of, sound_file

SECONDS = 3.0
BYTES = round(SECONDS * 16_000) * 2
UNKNOWN = [0, 0x7FFF_0000, 0x7FFF_F000, 0xFFFF_FFFF]
LESS = [2, 8_000, BYTES // 3, BYTES - 1_000]
MORE = [BYTES + 40_000, 1 << 30]

# The form, the chunk whose size is changed, the size's place in it and how it is written
FORMS = {
    "WAV": (b"data", 4, "<I"),
    "WAVEX": (b"data", 4, "<I"),
    "RF64": (b"ds64", 16, "<q"),
    "W64": (b"data\xf3\xac\xd3\x11", 16, "<q"),
    "AIFF": (b"SSND", 4, ">I"),
    "AU": (b".snd", 8, ">I"),
    "CAF": (b"data", 4, ">q"),
}


def recording(folder: Path, form: str, claim: int) -> Path:
    """Three seconds whose header claims that its sound has `claim` bytes."""
    path = sound_file(folder / "talk", seconds=SECONDS, form=form)
    chunk, place, size = FORMS[form]
    if claim == 0xFFFF_FFFF and form == "CAF":
        claim = -1
    return put(path, path.read_bytes().index(chunk) + place, struct.pack(size, claim))


@pytest.mark.parametrize("claim", [*UNKNOWN, *LESS])
@pytest.mark.parametrize("form", FORMS)
def test_all_sound_is_read_whatever_less_or_nothing_the_header_says(
    form: str, claim: int, tmp_path: Path
) -> None:
    assert seconds_of(recording(tmp_path, form, claim)) == pytest.approx(SECONDS, abs=0.03)


@pytest.mark.parametrize("claim", MORE)
@pytest.mark.parametrize("form", FORMS)
def test_all_sound_is_read_and_the_end_told_where_the_header_says_more(
    form: str, claim: int, tmp_path: Path
) -> None:
    heard, notice = decoded(recording(tmp_path, form, claim))
    assert loud_s(heard) == pytest.approx(SECONDS, abs=0.03)
    assert notice.startswith("talk is cut short: it ends after 0:0")


def test_a_wav_with_no_size_at_all_in_its_header_is_read(tmp_path: Path) -> None:
    path = put(sound_file(tmp_path / "killed.wav"), 4, bytes(4))
    assert seconds_of(put(path, 40, bytes(4))) == pytest.approx(1, abs=0.03)


def test_an_rf64_that_says_nothing_in_either_place_is_read(tmp_path: Path) -> None:
    path = recording(tmp_path, "RF64", 0)
    data = path.read_bytes().index(b"data")
    assert seconds_of(put(path, data + 4, bytes(4))) == pytest.approx(SECONDS, abs=0.03)


def test_a_count_of_frames_that_is_wrong_is_not_believed(tmp_path: Path) -> None:
    for frames in (0, 5, 0xFFFF_FFFF):
        path = sound_file(tmp_path / "talk.aiff")
        common = path.read_bytes().index(b"COMM")
        put(path, common + 10, struct.pack(">I", frames))
        assert seconds_of(path) == pytest.approx(1, abs=0.03)


def test_chunks_after_the_sound_are_not_heard(tmp_path: Path) -> None:
    path = sound_file(tmp_path / "talk.wav")
    whole, _ = decoded(path)
    note = b"LIST" + struct.pack("<I", 50_000) + b"\x11\x60" * 25_000
    path.write_bytes(path.read_bytes() + note + b"id3 " + struct.pack("<I", 4) + b"ID3\x04")
    heard, notice = decoded(path)
    assert (heard == whole).all()
    assert notice == ""


def test_an_odd_length_may_be_padded_or_not(tmp_path: Path) -> None:
    for pad in (b"", b"\0"):
        path = sound_file(tmp_path / "talk.wav", rate=8_000, seconds=0.999875, subtype="PCM_U8")
        sound = path.read_bytes()[: 44 + 7_999]
        path.write_bytes(sound + pad + b"LIST" + struct.pack("<I", 4) + b"INFO")
        assert len(decoded(path)[0]) == pytest.approx(15_998, abs=4)


def test_a_file_without_sound_but_with_chunks_has_none(tmp_path: Path) -> None:
    path = sound_file(tmp_path / "empty.wav", seconds=0)
    path.write_bytes(path.read_bytes() + b"LIST" + struct.pack("<I", 400) + bytes(400))
    with path.open("rb") as file:
        layout = layout_of(file, 0)
    assert (layout.patches, layout.promised) == ({}, 44)


@settings(max_examples=300, deadline=None)
@given(
    head=st.sampled_from(
        [
            b"RIFF\0\0\0\0WAVE",
            b"FORM\0\0\0\0AIFF",
            b"caff\0\1\0\0desc",
            b"\0\0\0\x20ftypisom",
            b"RIFF\0\0\0\0AVI ",
            b"\x1aE\xdf\xa3\x93matroska\x18\x53\x80\x67",
            b".snd",
            b"OggS\0\2",
            b"",
        ]
    ),
    rest=st.lists(
        st.one_of(
            st.binary(max_size=40),
            st.sampled_from([b"data", b"ds64", b"COMM", b"SSND", b"fmt ", b"moov", b"\xff" * 8]),
        ),
        max_size=8,
    ),
)
def test_no_header_is_too_strange(
    head: bytes, rest: list[bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "strange"
    path.write_bytes(head + b"".join(rest))
    with path.open("rb") as file:
        layout = layout_of(file, 0)
        assert layout.end is None or 0 < layout.end <= path.stat().st_size
        next_start(file, 0, 1)
