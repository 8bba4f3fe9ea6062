"""Sound as it goes over the wire: its rate, its encoding, and messages of one length."""

from captioner.core.audio import (
    BYTES_PER_SAMPLE,
    RATE,
    Assembler,
    Chunk,
    Resampler,
    mulaw_from_pcm,
)
from captioner.core.engines import ENGINES

CHUNK_MS = ENGINES["assemblyai"].piece_ms
"""Sound in one message."""

_MULAW_SILENCE = b"\xff"


class Sound:
    """One connection's sound.

    Args:
        rate: Samples a second on the wire, 8000 or 16000.
        encoding: `pcm_s16le` or `pcm_mulaw`.
    """

    def __init__(self, rate: int, encoding: str) -> None:
        self._resampler = Resampler(RATE, rate)
        self._mulaw = encoding == "pcm_mulaw"
        self._size = rate * CHUNK_MS // 1000 * (1 if self._mulaw else BYTES_PER_SAMPLE)
        self._assembler = Assembler(self._size)

    def feed(self, chunk: Chunk) -> list[bytes]:
        """The messages that are full with this."""
        return self._assembler.feed(self._encoded(self._resampler.feed(chunk.pcm)))

    def finish(self) -> list[bytes]:
        """What is left, the last message filled with silence."""
        messages = self._assembler.feed(self._encoded(self._resampler.finish()))
        rest = self._assembler.rest()
        silence = _MULAW_SILENCE if self._mulaw else b"\0"
        return [*messages, rest.ljust(self._size, silence)] if rest else messages

    def _encoded(self, pcm: bytes) -> bytes:
        return mulaw_from_pcm(pcm) if self._mulaw else pcm
