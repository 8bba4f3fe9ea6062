"""Sound as numbers. The one way inside is PCM16, mono, 16 kHz.

numpy and soxr are imported where they are used: much of the program needs only the
values here, and neither `captioner --version` nor the first window may wait for them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from captioner.core.channels import DownMix

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 16_000
"""Samples a second of all sound inside Captioner."""

BYTES_PER_SAMPLE = 2

SILENCE_DB = -120.0
"""The level of silence, in dB of full scale; the floor of every level."""

_FULL_SCALE = 32_768.0


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of sound on the session's time line.

    Attributes:
        position: The number of its first sample, counted from the session's start. It
            is the end of the chunk before, or later where sound was paused or lost.
        pcm: Little-endian PCM16, mono, 16 kHz; whole samples.
        waited_s: How long ago it came from a device, when it is read.
    """

    position: int
    pcm: bytes
    waited_s: float = field(default=0.0, compare=False)

    @property
    def samples(self) -> int:
        """How many samples it holds."""
        return len(self.pcm) // BYTES_PER_SAMPLE

    @property
    def end(self) -> int:
        """The number of the first sample after it."""
        return self.position + self.samples


@dataclass(frozen=True, slots=True)
class Level:
    """How loud a stretch of sound was.

    Attributes:
        rms_db: Root mean square in dB of full scale, -120 for silence.
        peak_db: Highest sample in dB of full scale, -120 for silence.
        zeros: Whether every sample was exactly 0.
    """

    rms_db: float
    peak_db: float
    zeros: bool


def to_ms(samples: int) -> int:
    """The time of a sample number, in ms."""
    return samples * 1000 // RATE


def to_samples(ms: int) -> int:
    """The sample number at a time in ms."""
    return ms * RATE // 1000


def level_of(pcm: bytes) -> Level:
    """How loud PCM16 is; nothing at all is silence."""
    import numpy as np

    # float64: a product of two int16 does not fit in one, and -32768 has no int16 opposite.
    samples = np.frombuffer(pcm, "<i2").astype(np.float64)
    peak = float(np.abs(samples).max(initial=0.0))
    if peak == 0.0:
        return Level(SILENCE_DB, SILENCE_DB, zeros=True)
    mean_square = float(samples @ samples) / samples.size
    return Level(_db(float(np.sqrt(mean_square))), _db(peak), zeros=False)


def energy_of(pcm: bytes) -> float:
    """The sum of the squares of PCM16."""
    import numpy as np

    samples = np.frombuffer(pcm, "<i2").astype(np.float64)
    return float(samples @ samples)


def _db(amplitude: float) -> float:
    return max(SILENCE_DB, 20 * math.log10(amplitude / _FULL_SCALE))


def to_floats(pcm: bytes) -> NDArray[np.float32]:
    """PCM16 as float32 in [-1, 1)."""
    import numpy as np

    return np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(_FULL_SCALE)


def stretched(pcm: bytes, samples: int) -> bytes:
    """PCM16 made a little longer or shorter, to so many samples, without a click."""
    if len(pcm) in (0, samples * BYTES_PER_SAMPLE):
        return pcm
    import numpy as np

    sound = np.frombuffer(pcm, "<i2")
    places = np.linspace(0, len(sound) - 1, samples)
    longer = np.rint(np.interp(places, np.arange(len(sound)), sound)).astype("<i2")
    made: bytes = longer.tobytes()
    return made


def to_pcm(samples: NDArray[np.float32]) -> bytes:
    """Floats as PCM16: full scale is 1, louder is clipped, what is not a number is silence.

    The inverse of `to_floats`, to the bit.
    """
    import numpy as np

    scaled = np.clip(np.nan_to_num(samples, nan=0.0), -1, 1) * np.float32(_FULL_SCALE)
    whole: NDArray[np.int16] = np.minimum(np.rint(scaled), 32_767).astype("<i2")
    return whole.tobytes()


def faster(sound: NDArray[np.float32], times: float) -> NDArray[np.float32]:
    """Sound played so many times as fast, and as much higher: shape (n,) gets (n / times,)."""
    import numpy as np
    import soxr

    return np.asarray(soxr.resample(sound, times, 1.0), np.float32)


class Resampler:
    """Turns a stream of sound at any rate, with any channels, into mono PCM16.

    One object serves one unbroken stream. It holds back some 6 ms until `finish`, and
    the output is not shifted against the input. Medium quality of soxr: flat to 7 kHz,
    more than 100 dB down from 8.5 kHz on (16 kHz out).
    """

    def __init__(self, from_rate: int, to_rate: int = RATE, *, channels: int = 1) -> None:
        """Rates in Hz; `channels` is how many `feed` gets interleaved."""
        self._channels = channels
        self._from_rate = from_rate
        self._mix: DownMix | None = None
        self._stream = None
        if from_rate != to_rate:
            import soxr

            self._stream = soxr.ResampleStream(from_rate, to_rate, 1, "float32", "MQ")

    def feed(self, pcm: bytes) -> bytes:
        """Takes whole frames of interleaved PCM16; returns what is ready, mono."""
        if self._stream is None and self._channels == 1:
            return pcm
        return self.feed_frames(to_floats(pcm).reshape(-1, self._channels))

    def feed_frames(self, frames: NDArray[np.float32]) -> bytes:
        """Takes floats of shape (frames, channels), always as many; returns what is ready."""
        if self._mix is None:
            self._mix = DownMix(self._from_rate, frames.shape[1])
        return self._resampled(self._mix.feed(frames), last=False)

    def finish(self) -> bytes:
        """The end of the stream: returns what was held back."""
        import numpy as np

        return self._resampled(np.zeros(0, np.float32), last=True)

    def _resampled(self, mono: NDArray[np.float32], *, last: bool) -> bytes:
        if self._stream is not None:
            import numpy as np

            finite = np.nan_to_num(mono, nan=0.0, posinf=1.0, neginf=-1.0)
            mono = self._stream.resample_chunk(finite, last)
        return to_pcm(mono)


class Assembler:
    """Cuts a stream of bytes into messages of exactly one size."""

    def __init__(self, size: int) -> None:
        """`size` in bytes, at least 1."""
        self._size = size
        self._waiting = b""

    def feed(self, data: bytes) -> list[bytes]:
        """Takes bytes of any length; returns the messages that are now full, in order."""
        if len(data) == self._size and not self._waiting:
            return [data]
        self._waiting += data
        full = len(self._waiting) - len(self._waiting) % self._size
        ready, self._waiting = self._waiting[:full], self._waiting[full:]
        return [ready[start : start + self._size] for start in range(0, full, self._size)]

    def rest(self) -> bytes:
        """Takes out what has not filled a message; shorter than `size`."""
        rest, self._waiting = self._waiting, b""
        return rest


def mulaw_from_pcm(pcm: bytes) -> bytes:
    """G.711 mu-law of PCM16, one byte a sample."""
    import numpy as np

    codes: NDArray[np.uint8] = _mulaw_codes()[np.frombuffer(pcm, "<u2")]
    return codes.tobytes()


def pcm_from_mulaw(codes: bytes) -> bytes:
    """PCM16 of G.711 mu-law."""
    import numpy as np

    samples: NDArray[np.int16] = _mulaw_samples()[np.frombuffer(codes, np.uint8)]
    return samples.tobytes()


_BIAS = 33  # G.711's, on its scale of 14 bits
_LARGEST = 0x1FFF
_POSITIVE = 0x80


@cache
def _mulaw_codes() -> NDArray[np.uint8]:
    """The mu-law code of every PCM16 sample, by its bits read as unsigned.

    ITU-T G.711 as its software tool library (G.191) computes it: 14 bits, and the
    magnitude of a negative sample is its one's complement. The widespread variant with
    the two's complement differs in some 500 codes.
    """
    import numpy as np

    samples = np.arange(65_536, dtype=np.uint16).view(np.int16)
    magnitude = (np.where(samples < 0, ~samples, samples).astype(np.int32) >> 2) + _BIAS
    magnitude = np.minimum(magnitude, _LARGEST)
    segment = np.frexp(magnitude)[1] - 5  # frexp's exponent of an integer is its bit length
    code = (8 - segment) << 4 | (15 - (magnitude >> segment & 15))
    codes: NDArray[np.uint8] = np.where(samples < 0, code, code | _POSITIVE).astype(np.uint8)
    return codes


@cache
def _mulaw_samples() -> NDArray[np.int16]:
    """The PCM16 sample of every mu-law code; ITU-T G.711 as in `_mulaw_codes`."""
    import numpy as np

    codes = np.arange(256)
    inverted = ~codes
    step = 8 << (inverted >> 4 & 7)
    magnitude = step * 16 + step * (inverted & 15) + step // 2 - 4 * _BIAS
    samples: NDArray[np.int16] = np.where(codes < _POSITIVE, -magnitude, magnitude).astype("<i2")
    return samples
