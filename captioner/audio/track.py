"""The sound track of one recording, by way of PyAV. Blocking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import av
    import numpy as np
    from numpy.typing import NDArray

    from captioner.audio.span import Span

_FORMATS = (
    "aac,ac3,aiff,amr,ape,asf,au,avi,caf,eac3,flac,flv,matroska,mov,mp3,mpeg,mpegts,ogg,"
    "tta,voc,w64,wav,webm,wv"
)
"""Only forms that hold their sound themselves: FFmpeg also follows lists of other files
and addresses, which no recording that somebody sent may make it do."""

_OPTIONS = {"format_whitelist": _FORMATS}
_STARTS_ANEW = 5
"""How often in a row a reader may stumble before the rest is given up."""

_ESTIMATED = ("aac", "ac3", "eac3", "amr", "mp3", "mpeg", "mpegts", "ogg")
"""Forms of which FFmpeg guesses how long they are."""

_GAPLESS = ("flac", "ogg")
"""Forms with times, in which no recorder leaves a hole."""

_TIMED = ("asf", "avi", "flac", "flv", "matroska", "mov", "mpeg", "mpegts", "ogg")
"""Forms that say when each piece belongs; FFmpeg makes the times of others up."""

_UNORDERED = ("aac", "mov", "mp3")
"""Forms whose sound need not end where their file does."""

_UNLISTED = "mpegts"
"""The form in which streams may begin anywhere; they are in the order of doing so."""

_SLOWEST, _FASTEST = 1_000, 1_000_000
_MICROSECONDS = 1_000_000
_PLANES = 7
_SCALES = {"u8": 1 << 7, "s16": 1 << 15, "s32": 1 << 31, "s64": 1 << 63}


class NotRead(Exception):
    """FFmpeg cannot read it."""


class NoSound(Exception):
    """It has pictures, but no sound track."""


@dataclass(frozen=True, slots=True)
class Frames:
    """A piece of decoded sound.

    Attributes:
        floats: Shape (frames, channels); full scale is 1.
        rate: Frames a second.
        at: When it belongs, in seconds since the recording's start; None if not known.
    """

    floats: NDArray[np.float32]
    rate: int
    at: float | None


class Track:
    """The best sound track of a recording.

    Attributes:
        seconds: How long it is, as far as that is known; often an estimate.
        promised_s: How long it says its sound is; None if it does not, or only guesses.
        bytes_per_s: Of its sound, 0 if not known.
        rate: Frames a second, at its beginning.
        gapless: Whether a hole in its times means that something is damaged.
        in_order: Whether what is played last lies at the end of the file.
        end: The offset in `span` after the last byte of sound that was read.
        begins_anywhere: Whether other streams may begin in the middle of it.
        errors: How many pieces could not be decoded so far.
    """

    def __init__(self, span: Span) -> None:
        """Opens it.

        Raises:
            NotRead: It is no recording, or its beginning is missing.
            NoSound: It has pictures only.
        """
        import av

        try:
            self._container = av.open(
                span, mode="r", options=_OPTIONS, metadata_errors="replace", io_open=_refuse
            )
        except (av.FFmpegError, OSError, ValueError) as error:
            raise NotRead from error
        stream = self._container.streams.best("audio")
        if stream is not None and self._container.format.name == _UNLISTED:
            stream = self._container.streams.audio[0]
        decoder = stream and stream.codec_context
        if (
            not isinstance(stream, av.AudioStream)
            or not isinstance(decoder, av.AudioCodecContext)
            or not _SLOWEST <= decoder.sample_rate <= _FASTEST
        ):
            pictured = bool(self._container.streams.video)
            self._container.close()
            raise NoSound if pictured and stream is None else NotRead
        self._stream = stream
        form = self._container.format.name.partition(",")[0]
        pictured = bool(self._container.streams.video)
        about_sound = self._stream.duration or not pictured
        self._began_s = (self._container.start_time or 0) / _MICROSECONDS
        self.seconds = self._seconds()
        self.promised_s = self.seconds if about_sound and form not in _ESTIMATED else None
        self.bytes_per_s = (decoder.bit_rate or 0) / 8
        self._timed = form in _TIMED
        self.rate = decoder.sample_rate
        self.gapless = form in _GAPLESS and not pictured
        self.in_order = not pictured and form not in _UNORDERED
        self.end = 0
        self.begins_anywhere = form == _UNLISTED
        self.errors = 0

    def __iter__(self) -> Iterator[Frames]:
        """Its sound; what cannot be decoded is left out."""
        import av

        for packet in self._packets():
            try:
                decoded = [(frame, _floats(frame)) for frame in packet.decode()]
            except (av.FFmpegError, ValueError):
                self.errors += 1
                continue
            if decoded and packet.pos is not None:
                self.end = max(self.end, packet.pos + packet.size)
            for frame, floats in decoded:
                timed = self._timed and frame.pts is not None
                at = frame.time - self._began_s if timed and frame.time is not None else None
                yield Frames(floats, frame.sample_rate, at)

    def close(self) -> None:
        """Gives it back."""
        self._container.close()

    def _seconds(self) -> float | None:
        stream, container = self._stream, self._container
        if stream.duration and stream.time_base:
            start = float((stream.start_time or 0) * stream.time_base) - self._began_s
            return max(0.0, start) + float(stream.duration * stream.time_base)
        return container.duration / _MICROSECONDS if container.duration else None

    def _packets(self) -> Iterator[av.Packet[av.AudioStream]]:
        import av

        stumbled = 0
        while stumbled < _STARTS_ANEW:
            try:
                for packet in self._container.demux(self._stream):
                    stumbled = 0
                    yield packet
            except IndexError:  # a piece of a stream that only begins now
                continue
            except (av.FFmpegError, OSError):
                stumbled += 1
                self.errors += 1
            else:
                return


def _refuse(*_: object) -> None:
    """A recording has no business opening another file."""
    raise PermissionError


def _floats(frame: av.AudioFrame) -> NDArray[np.float32]:
    import av
    import numpy as np

    channels = frame.layout.nb_channels
    if frame.format.is_planar and channels > _PLANES:
        # PyAV 18.1 takes what lies behind FFmpeg's list of planes for planes.
        [frame] = av.AudioResampler(format=frame.format.packed).resample(frame)

    name = frame.format.name.removesuffix("p")
    samples = frame.to_ndarray()
    frames = samples.T if frame.format.is_planar else samples.reshape(-1, channels)
    if name not in _SCALES:
        return frames.astype(np.float32)
    middle = 1 << 7 if name == "u8" else 0
    return (frames.astype(np.float32) - np.float32(middle)) / np.float32(_SCALES[name])
