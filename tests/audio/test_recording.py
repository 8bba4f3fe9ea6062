"""Several recordings in one file, and what is said of one that cannot be read to its end."""

import io
from pathlib import Path

import numpy as np
import pytest

from tests.audio.making import decoded, joined, loud_s, media, pitches, put, seconds_of, sound_file

WRITTEN = {
    "WAV": {},
    "WAVEX": {"channels": 2, "rate": 44_100},
    "RF64": {},
    "W64": {},
    "AIFF": {"rate": 8_000},
    "AU": {},
    "CAF": {},
    "FLAC": {},
    "MP3": {"rate": 44_100},
    "OGG": {"rate": 48_000},
    "OPUS": {"form": "OGG", "subtype": "OPUS"},
}
ENCODED = {
    "m4a": ("ipod", "aac", {}),
    "mp4": ("mp4", "aac", {"pictures": True}),
    "mov": ("mov", "pcm_s16le", {}),
    "mkv": ("matroska", "aac", {"pictures": True}),
    "webm": ("webm", "libopus", {}),
    "aac": ("adts", "aac", {}),
    "ts": ("mpegts", "aac", {}),
    "avi": ("avi", "mp3", {"pictures": True}),
    "oga": ("ogg", "flac", {}),
}


def part(folder: Path, form: str, number: int) -> Path:
    """Two seconds of another pitch for each number."""
    path, hz = folder / f"{form}{number}", 400 + 200 * number
    if form in WRITTEN:
        return sound_file(path, seconds=2, hz=hz, **{"form": form, **WRITTEN[form]})
    kind, codec, more = ENCODED[form]
    return media(path, kind, codec, seconds=2, hz=hz, **more)


@pytest.mark.parametrize("form", [*WRITTEN, *ENCODED])
def test_every_recording_joined_in_a_file_is_heard(form: str, tmp_path: Path) -> None:
    parts = [part(tmp_path, form, number) for number in range(3)]
    heard, notice = decoded(joined(tmp_path / "joined", *parts))
    assert notice == ""
    assert loud_s(heard) == pytest.approx(6, abs=0.4)
    found = pitches(heard)
    assert found[1] == 400
    assert 600 in found[4:8]
    assert 800 in found[8:]


@pytest.mark.parametrize("form", ["WAV", "AIFF", "AU", "CAF"])
def test_recordings_of_a_killed_recorder_are_all_heard(form: str, tmp_path: Path) -> None:
    size = {"WAV": (b"data", 4, 4), "AIFF": (b"SSND", 4, 4), "AU": (b".snd", 8, 4)}
    chunk, place, width = size.get(form, (b"data", 4, 8))
    parts = [part(tmp_path, form, number) for number in range(2)]
    for path in parts:
        put(path, path.read_bytes().index(chunk) + place, bytes(width))
    assert seconds_of(joined(tmp_path / "joined", *parts)) == pytest.approx(4, abs=0.1)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"rate": 16_000}, {"rate": 44_100, "channels": 2}),
        ({"rate": 16_000}, {"form": "OGG", "subtype": "OPUS"}),
        ({"form": "OGG", "subtype": "OPUS"}, {"rate": 48_000, "channels": 2}),
    ],
)
def test_an_ogg_chain_may_change_its_rate_channels_and_codec(
    first: dict[str, object], second: dict[str, object], tmp_path: Path
) -> None:
    parts = [
        sound_file(tmp_path / f"{number}.ogg", seconds=2, **how)  # type: ignore[arg-type]
        for number, how in enumerate((first, second))
    ]
    assert seconds_of(joined(tmp_path / "chain.ogg", *parts)) == pytest.approx(4, abs=0.2)


def test_mp3_parts_with_tags_and_pictures_between_them_are_all_heard(tmp_path: Path) -> None:
    picture = np.random.default_rng(7).bytes(200_000)
    size = bytes([len(picture) >> 21, len(picture) >> 14 & 127, len(picture) >> 7 & 127, 64])
    tag = tmp_path / "tag"
    tag.write_bytes(b"ID3\x04\0\0" + size + picture)
    old_tag = tmp_path / "old"
    old_tag.write_bytes(b"TAG" + b"A song".ljust(125, b"\0"))
    one = sound_file(tmp_path / "one.mp3", rate=44_100, channels=2, seconds=3)
    other = sound_file(tmp_path / "other.mp3", rate=22_050, seconds=2)
    path = joined(tmp_path / "all.mp3", tag, one, old_tag, tag, other, old_tag, one)
    assert seconds_of(path) == pytest.approx(8, abs=0.4)


def test_what_begins_like_a_recording_and_is_none_is_passed_over(tmp_path: Path) -> None:
    one = sound_file(tmp_path / "one.wav", seconds=2)
    fake = tmp_path / "fake"
    fake.write_bytes(b"RIFF\0\0\0\0WAVE" + bytes(100))
    assert seconds_of(joined(tmp_path / "all.wav", one, fake, one)) == pytest.approx(4, abs=0.1)


# What could not be read is told


@pytest.mark.parametrize("form", ["WAV", "RF64", "W64", "AIFF", "AU", "CAF", "FLAC", "MP3", "OGG"])
def test_a_recording_that_is_cut_is_told(form: str, tmp_path: Path) -> None:
    path = sound_file(tmp_path / "cut", seconds=30, form=form, rate=44_100)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    heard, notice = decoded(path)
    assert 10 < len(heard) / 16_000 < 16
    assert notice.startswith("cut is cut short: it ends after 0:1")


@pytest.mark.parametrize("form", ["mkv", "webm", "avi"])
def test_a_video_that_is_cut_is_told(form: str, tmp_path: Path) -> None:
    kind, codec, _ = ENCODED[form]
    path = media(tmp_path / "cut", kind, codec, seconds=8, pictures=True)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    heard, notice = decoded(path)
    assert 3 < len(heard) / 16_000 < 5
    assert notice.startswith("cut is cut short: it ends after 0:0")


def test_damage_in_the_middle_costs_no_sound_after_it_and_is_told(tmp_path: Path) -> None:
    path = media(tmp_path / "call.ogg", "ogg", "flac", seconds=30)
    size = path.stat().st_size
    put(path, size // 3, np.random.default_rng(1).bytes(size // 10))
    heard, notice = decoded(path)
    assert len(heard) / 16_000 == pytest.approx(30, abs=0.2)
    assert loud_s(heard) > 20
    assert notice.startswith("call.ogg is damaged at 0:1")
    assert notice.endswith("s of it cannot be read.")


def test_an_mp4_that_lost_its_place_is_heard_up_to_there_and_the_rest_is_told(
    tmp_path: Path,
) -> None:
    fragments = {"movflags": "frag_keyframe+empty_moov"}
    path = media(tmp_path / "call.mp4", "mp4", "aac", seconds=20, pictures=True, options=fragments)
    middle = path.read_bytes().index(b"moof", path.stat().st_size // 2) - 4
    put(path, middle, np.random.default_rng(2).bytes(4_000))
    heard, notice = decoded(path)
    assert 6 < len(heard) / 16_000 < 14
    assert notice.startswith("call.mp4 can be read up to 0:")


def test_a_file_that_the_system_stops_handing_out_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sound_file(tmp_path / "stick.wav", seconds=20)

    class PulledOut(io.BufferedReader):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 400_000:
                raise OSError(5, "Input/output error")
            return super().read(size)

    monkeypatch.setattr(Path, "open", lambda path, _: PulledOut(io.FileIO(path)))
    heard, notice = decoded(path)
    assert len(heard) / 16_000 == pytest.approx(12.5, abs=1.1)
    assert notice.startswith("stick.wav could be read up to 0:1")
    assert notice.endswith(" only (Input/output error).")
