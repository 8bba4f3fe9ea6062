"""Listens to sentences piece by piece, while they are spoken and when they are finished."""

from collections.abc import Callable
from dataclasses import dataclass

from captioner.core.audio import BYTES_PER_SAMPLE, RATE
from captioner.core.timbre import Sounding, together

WINDOW = 3 * RATE // 2
"""So many samples are heard at once: enough where they sound like one known voice and like no
other."""

LEAST = 2 * RATE // 5
"""A rest of a sentence that is shorter tells nothing."""

_SLACK = RATE // 4
"""By so much an open sentence may seem to begin earlier or end later than the finished one."""

TellApart = Callable[[bytes], Sounding | None]
"""What the voice of PCM16, mono, 16 kHz sounds like. Blocks; called in a worker thread."""


@dataclass(frozen=True, slots=True)
class _Heard:
    start: int
    end: int
    sounding: Sounding | None


class Windows:
    """What was heard of the sentence that is listened to; no sound is heard twice.

    Args:
        tell_apart: What a voice sounds like.

    Attributes:
        listened: How many samples were listened to, ever.
    """

    def __init__(self, tell_apart: TellApart) -> None:
        self.listened = 0
        self._tell_apart = tell_apart
        self._heard: list[_Heard] = []

    def listen(
        self, start: int, pcm: bytes, is_enough: Callable[[Sounding], bool]
    ) -> Sounding | None:
        """What the voice of a sentence sounds like; None if too little of it is speech. Blocks.

        Args:
            start: The position of its first sample.
            pcm: Its sound, or that of its beginning.
            is_enough: Whether what was heard of it so far tells whose voice it is.

        Raises:
            Exception: As `tell_apart` does.
        """
        end = start + len(pcm) // BYTES_PER_SAMPLE
        self._heard = [
            each
            for each in self._heard
            if start - _SLACK <= each.start and each.end <= end + _SLACK
        ]
        at = self._heard[-1].end if self._heard else start
        while True:
            known = together(each.sounding for each in self._heard if each.sounding is not None)
            left = end - at
            if left <= 0 or (known is not None and (left < LEAST or is_enough(known))):
                return known
            until = min(at + WINDOW, end)
            piece = pcm[(at - start) * BYTES_PER_SAMPLE : (until - start) * BYTES_PER_SAMPLE]
            self._heard.append(_Heard(at, until, self._tell_apart(piece)))
            self.listened += until - at
            at = until
