"""The sound of videos and of every form that FFmpeg reads."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from captioner.audio.decoder import Decoder
from captioner.core.audio import RATE
from captioner.core.errors import BadFile
from tests.audio.making import decoded, joined, loud_s, media, pitches, put, seconds_of, sound_file


@pytest.mark.parametrize(
    ("form", "codec", "rate"),
    [
        ("mp4", "aac", 44_100),
        ("mp4", "libmp3lame", 44_100),
        ("ipod", "aac", 8_000),
        ("ipod", "alac", 48_000),
        ("mov", "pcm_s24le", 48_000),
        ("matroska", "aac", 48_000),
        ("matroska", "flac", 16_000),
        ("webm", "libopus", 48_000),
        ("avi", "pcm_s16le", 16_000),
        ("mpegts", "aac", 48_000),
        ("adts", "aac", 48_000),
        ("flv", "aac", 44_100),
        ("amr", "libopencore_amrnb", 8_000),
        ("wav", "pcm_mulaw", 8_000),
        ("wav", "adpcm_ima_wav", 16_000),
        ("wav", "pcm_f64le", 16_000),
    ],
)
def test_the_sound_of_every_form_is_heard(form: str, codec: str, rate: int, tmp_path: Path) -> None:
    path = tmp_path / "talk"
    media(path, form, codec, rate=rate, pictures=form in ("mp4", "avi", "mpegts"))
    heard, notice = decoded(path)
    assert notice == ""
    assert loud_s(heard) == pytest.approx(2, abs=0.15)
    assert pitches(heard)[1] == pytest.approx(440, abs=10)


async def sentence(path: Path) -> str:
    with pytest.raises(BadFile) as error:
        Decoder(path)
    return error.value.title


async def test_a_video_without_sound_is_said_so(tmp_path: Path) -> None:
    for form in ("mp4", "matroska", "webm"):
        path = media(tmp_path / "silent", form, None, pictures=True)
        assert await sentence(path) == "silent has pictures, but no sound."


async def test_an_mp4_whose_recorder_never_finished_is_said_so(tmp_path: Path) -> None:
    path = media(tmp_path / "call.mp4", "mp4", "aac", pictures=True)
    path.write_bytes(path.read_bytes()[:5_000])
    assert await sentence(path) == "call.mp4 was not finished by the program that recorded it."


def test_words_keep_their_time_where_the_sound_of_a_video_begins_late(tmp_path: Path) -> None:
    for form in ("mp4", "matroska"):
        heard, notice = decoded(
            media(tmp_path / form, form, "aac", seconds=4, pictures=True, late_s=2.5)
        )
        assert notice == ""
        first = np.flatnonzero(np.abs(heard) > 0.1)[0] / RATE
        assert first == pytest.approx(2.5, abs=0.1)
        assert loud_s(heard) == pytest.approx(4, abs=0.1)


def test_every_number_of_channels_is_heard(tmp_path: Path) -> None:
    for channels in (2, 3, 6, 7, 18, 32):
        path = sound_file(tmp_path / "many.wav", channels=channels)
        assert seconds_of(path) == pytest.approx(1, abs=0.03)


@pytest.mark.parametrize("channels", [7, 8, 9, 18])
def test_many_channels_that_are_kept_apart_are_heard(channels: int, tmp_path: Path) -> None:
    path = sound_file(tmp_path / "many.ogg", channels=channels, seconds=2, rate=44_100)
    assert seconds_of(path) == pytest.approx(2, abs=0.06)


def test_pictures_that_begin_in_the_middle_do_not_end_the_sound(tmp_path: Path) -> None:
    path = media(tmp_path / "call.flv", "flv", "aac", rate=44_100, seconds=20)
    data = path.read_bytes()
    place = 9 + 4  # FLV, annex E: a header, then tags with their sizes before and behind
    while place < len(data) // 2:
        place += 11 + int.from_bytes(data[place + 1 : place + 4]) + 4
    picture = b"\x09\0\0\x10" + data[place + 4 : place + 11] + b"\x12" + bytes(15) + b"\0\0\0\x1b"
    path.write_bytes(data[:place] + picture + data[place:])
    heard, _ = decoded(path)
    assert loud_s(heard) == pytest.approx(20, abs=0.1)


def test_sound_that_goes_on_in_another_stream_is_heard_on(tmp_path: Path) -> None:
    first = media(tmp_path / "first.ts", "mpegts", "aac", seconds=4)
    second = media(tmp_path / "second.ts", "mpegts", "aac", seconds=9, pictures=True)
    heard, _ = decoded(joined(tmp_path / "both.ts", first, second))
    assert loud_s(heard) == pytest.approx(13, abs=0.4)


def test_tags_that_are_no_text_do_not_matter(tmp_path: Path) -> None:
    path = sound_file(tmp_path / "talk.wav")
    path.write_bytes(
        path.read_bytes() + b"LIST\x18\0\0\0INFOINAM\x0c\0\0\0\xff\xfe\x80caf\xe9\xff\xff\xc3("
    )
    assert seconds_of(path) == pytest.approx(1, abs=0.03)


@pytest.mark.parametrize(
    "text",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{other}\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile '{name}'\n",
        "#EXTM3U\n{other}\n",
    ],
)
async def test_a_list_of_other_files_is_not_followed(text: str, tmp_path: Path) -> None:
    other = sound_file(tmp_path / "other.wav")
    path = tmp_path / "talk.wav"
    path.write_text(text.format(other=other, name=other.name).ljust(4_000))
    assert await sentence(path) == "talk.wav is not a sound file that Captioner can read."


def test_an_mp4_that_points_to_another_file_does_not_open_it(tmp_path: Path) -> None:
    other = soundfile.read(sound_file(tmp_path / "other.wav"))[0]
    path = media(tmp_path / "talk.mov", "mov", "pcm_s16le", rate=16_000)
    reference = path.read_bytes().index(b"url \0\0\0\1")
    put(path, reference + 7, b"\0")  # no longer "in this same file"
    heard, _ = decoded(path)
    assert len(other) == RATE
    assert len(heard) == pytest.approx(2 * RATE, abs=100)


def test_how_long_it_is_is_known_before_it_is_read(tmp_path: Path) -> None:
    for path in (
        sound_file(tmp_path / "talk.wav", seconds=30),
        sound_file(tmp_path / "talk.mp3", seconds=30, rate=44_100),
        sound_file(tmp_path / "talk.ogg", seconds=30),
        media(tmp_path / "talk.mp4", "mp4", "aac", seconds=30),
        media(tmp_path / "talk.webm", "webm", "libopus", seconds=30),
        put(sound_file(tmp_path / "killed.wav", seconds=30), 40, bytes(4)),
    ):
        decoder = Decoder(path)
        assert decoder.seconds == pytest.approx(30, abs=0.2)
        decoder.close()
