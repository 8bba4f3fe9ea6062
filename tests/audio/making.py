"""Sound files and videos, made by the test itself."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import soundfile

from captioner.audio.decoder import Decoder
from captioner.core.audio import RATE, to_floats

HZ = 440
PICTURES_A_SECOND = 10


def voice(rate: int = RATE, seconds: float = 1.0, hz: float = HZ) -> np.ndarray:
    """A tone at half of full scale."""
    return (0.5 * np.sin(2 * np.pi * hz * np.arange(round(rate * seconds)) / rate)).astype("f4")


def sound_file(  # noqa: PLR0913 - what a sound file may be like
    path: Path,
    *,
    rate: int = RATE,
    channels: int = 1,
    seconds: float = 1.0,
    hz: float = HZ,
    subtype: str | None = None,
    form: str | None = None,
) -> Path:
    """A tone, in a form that libsndfile writes."""
    frames = np.repeat(voice(rate, seconds, hz)[:, None], channels, axis=1)
    with soundfile.SoundFile(path, "w", rate, channels, subtype, format=form) as file:
        for first in range(0, len(frames), rate):  # at once, long Ogg overflows Windows' stack
            file.write(frames[first : first + rate])
    return path


def media(  # noqa: PLR0913 - what a recording may be like
    path: Path,
    form: str,
    codec: str | None,
    *,
    rate: int = 48_000,
    seconds: float = 2.0,
    hz: float = HZ,
    pictures: bool = False,
    late_s: float = 0.0,
    sound: np.ndarray | None = None,
    options: dict[str, str] | None = None,
) -> Path:
    """A tone, other sound, or only pictures, in a form that FFmpeg writes.

    The sound begins `late_s` in.
    """
    mono = voice(rate, seconds, hz) if sound is None else sound
    with av.open(str(path), "w", format=form, options=options or {}) as container:
        streams = []
        if pictures:
            video = container.add_stream("vp8" if form == "webm" else "mpeg4", PICTURES_A_SECOND)
            video.width = video.height = 64
            video.pix_fmt = "yuv420p"
            streams.append((video, [_picture(n) for n in range(round(seconds * 10))]))
        if codec is not None:
            track = container.add_stream(codec, rate=rate, layout="mono")
            frame = av.AudioFrame.from_ndarray(mono[None], "fltp", "mono")
            frame.sample_rate, frame.time_base = rate, Fraction(1, rate)
            frame.pts = round(late_s * rate)
            streams.append((track, [frame]))
        for stream, frames in streams:
            for frame in (*frames, None):
                for packet in stream.encode(frame):
                    container.mux(packet)
    return path


def joined(path: Path, *parts: Path) -> Path:
    """Files end to end, as `cat` joins them."""
    path.write_bytes(b"".join(part.read_bytes() for part in parts))
    return path


def put(path: Path, place: int, data: bytes) -> Path:
    """Other bytes at an offset of a file, in place of what was there."""
    content = bytearray(path.read_bytes())
    content[place : place + len(data)] = data
    path.write_bytes(content)
    return path


def decoded(path: Path) -> tuple[np.ndarray, str]:
    """All of a file's sound as floats, and what is said of it."""
    decoder = Decoder(path)
    pcm = b""
    while more := decoder.read():
        pcm += more
    decoder.close()
    return to_floats(pcm), decoder.notice


def seconds_of(path: Path) -> float:
    """How many seconds of the tone are in a file of which nothing is said."""
    heard, notice = decoded(path)
    assert notice == ""
    return loud_s(heard)


def loud_s(heard: np.ndarray) -> float:
    """How many seconds of it are the tone, in steps of 20 ms."""
    steps = heard[: len(heard) // 320 * 320].reshape(-1, 320)
    return float((np.sqrt((steps**2).mean(axis=1)) > 0.25).sum()) / 50


def pitches(heard: np.ndarray) -> list[int]:
    """The pitch of each half second, to 10 Hz."""
    halves = heard[: len(heard) // (RATE // 2) * (RATE // 2)].reshape(-1, RATE // 2)
    return [round(float(np.abs(np.fft.rfft(half)).argmax()) * 2, -1) for half in halves]


def _picture(number: int) -> av.VideoFrame:
    noise = np.random.default_rng(number).integers(0, 255, (96, 64), dtype=np.uint8)
    picture = av.VideoFrame.from_ndarray(noise, "yuv420p")
    picture.pts = number
    return picture
