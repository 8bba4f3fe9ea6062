"""The level of a stream of sound, ten times a second."""

from collections.abc import Callable

from captioner.core.audio import BYTES_PER_SAMPLE, RATE, Assembler, Level, level_of

_TENTH = RATE // 10 * BYTES_PER_SAMPLE


class Meter:
    """Tells the level of each tenth of a second of PCM16, mono, 16 kHz."""

    def __init__(self, on_level: Callable[[Level], None]) -> None:
        self._on_level = on_level
        self._tenths = Assembler(_TENTH)

    def feed(self, pcm: bytes) -> None:
        """Takes the next sound."""
        for tenth in self._tenths.feed(pcm):
            self._on_level(level_of(tenth))
