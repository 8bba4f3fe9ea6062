"""Sound as numbers. The one way inside is PCM16, mono, 16 kHz."""

from dataclasses import dataclass

RATE = 16_000
"""Samples a second of all sound inside Captioner."""

BYTES_PER_SAMPLE = 2


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of sound on the session's time line.

    Attributes:
        position: The number of its first sample, counted from the session's start. It
            is the end of the chunk before, or later where sound was paused or lost.
        pcm: Little-endian PCM16, mono, 16 kHz; whole samples.
    """

    position: int
    pcm: bytes

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
