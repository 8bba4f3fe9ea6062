"""Sound as it comes off the wire: judged by the rules of frames and pace, then decoded."""

from dataclasses import dataclass
from enum import Enum, auto

from captioner.core.audio import BYTES_PER_SAMPLE, Chunk, Resampler, pcm_from_mulaw

PATIENCE_MS = 1000
"""How much sound in short frames on end is put up with, so that a last remainder may be
short. The live v3 service refuses 20 ms frames after 49 of them."""


ROUNDING = 1
"""Samples by which a client may have rounded the length of a frame."""


class Fault(Enum):
    """What can be wrong with a frame."""

    SHORT = auto()
    LONG = auto()
    FAST = auto()


class FrameRefused(Exception):
    """A frame breaks a rule.

    Attributes:
        fault: Which rule.
        frame_ms: The length of the frame.
        sound_s: All sound so far, with this frame.
        elapsed_s: Seconds since the first frame.
    """

    def __init__(self, fault: Fault, frame_ms: float, sound_s: float, elapsed_s: float) -> None:
        super().__init__(fault.name)
        self.fault = fault
        self.frame_ms = frame_ms
        self.sound_s = sound_s
        self.elapsed_s = elapsed_s


@dataclass(frozen=True, slots=True)
class FrameRules:
    """What a protocol allows.

    Attributes:
        shortest_ms: The least sound in a frame; less is refused after `PATIENCE_MS` of it.
        longest_ms: The most sound in a frame; more is refused at once. A frame may miss
            either by `ROUNDING` samples: at 11,025 Hz none lasts 100 ms exactly.
        lead_s: How far the sound may be ahead of real time.
    """

    shortest_ms: int
    longest_ms: int
    lead_s: float


class Intake:
    """Turns one session's frames into chunks of PCM16, mono, 16 kHz."""

    def __init__(self, rules: FrameRules, encoding: str, rate: int) -> None:
        """`encoding` is pcm_s16le or pcm_mulaw; `rate` is in Hz."""
        self._rules = rules
        self._mulaw = encoding == "pcm_mulaw"
        self._rounding_ms = ROUNDING * 1000 / rate
        self._bytes_per_s = rate * (1 if self._mulaw else BYTES_PER_SAMPLE)
        self._resampler = Resampler(rate)
        self._bytes = 0
        self._short_ms = 0.0
        self._first: float | None = None
        self._rest = b""
        self._position = 0

    @property
    def sound_s(self) -> float:
        """Seconds of sound received."""
        return self._bytes / self._bytes_per_s

    def take(self, data: bytes, now: float) -> Chunk:
        """The sound of one frame; may be empty, as a resampler holds back some of it.

        Raises:
            FrameRefused: The frame breaks a rule.
        """
        self._bytes += len(data)
        self._judge(len(data) * 1000 / self._bytes_per_s, now)
        return self._placed(self._resampler.feed(self._decoded(data)))

    def finish(self) -> Chunk:
        """What was held back; may be empty."""
        return self._placed(self._resampler.finish())

    def _judge(self, frame_ms: float, now: float) -> None:
        if self._first is None:
            self._first = now
        elapsed_s = now - self._first
        short = frame_ms < self._rules.shortest_ms - self._rounding_ms
        self._short_ms = self._short_ms + frame_ms if short else 0.0
        if frame_ms > self._rules.longest_ms + self._rounding_ms:
            fault = Fault.LONG
        elif self._short_ms >= PATIENCE_MS:
            fault = Fault.SHORT
        elif self.sound_s - elapsed_s > self._rules.lead_s:
            fault = Fault.FAST
        else:
            return
        raise FrameRefused(fault, frame_ms, self.sound_s, elapsed_s)

    def _decoded(self, data: bytes) -> bytes:
        if self._mulaw:
            return pcm_from_mulaw(data)
        data = self._rest + data
        whole = len(data) - len(data) % BYTES_PER_SAMPLE
        self._rest = data[whole:]
        return data[:whole]

    def _placed(self, pcm: bytes) -> Chunk:
        chunk = Chunk(self._position, pcm)
        self._position = chunk.end
        return chunk
