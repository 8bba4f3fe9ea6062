"""Parts a finished sentence in which somebody else goes on; all of it blocks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from captioner.app.recognition.windows import Windows
from captioner.core.audio import BYTES_PER_SAMPLE, RATE, to_samples
from captioner.core.changes import Change, cuts
from captioner.core.events import Final
from captioner.core.timbre import Sounding, together
from captioner.core.voices import Voices

LISTENED = 6 * RATE
"""So many samples of a sentence tell whose it is; more would cost more, and tell little."""

_LISTENED = 3 * RATE
"""So many of a part, which is compared with one other part first of all."""

_LEAST_MS = 3_000
"""A shorter sentence is not searched: less than 1.5 s from an end a change is hardly heard."""

HearChanges = Callable[[bytes], list[Change]]
"""Where voices change in PCM16, mono, 16 kHz. Blocks; called in a worker thread."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one voice says of a sentence; all of it where nobody else goes on.

    Attributes:
        final: Its words.
        sounding: What its voice sounds like; None where too little of it is speech.
    """

    final: Final
    sounding: Sounding | None

    @property
    def lasts_ms(self) -> int:
        """How long it is."""
        return self.final.end_ms - self.final.start_ms


class Parting:
    """Hears where sentences are to be parted, and whose their parts are.

    Args:
        windows: Listens to parts.
        hear_changes: Hears where voices change; None where nobody can.
        voices: The voices of the session.
    """

    def __init__(self, windows: Windows, hear_changes: HearChanges | None, voices: Voices) -> None:
        self._windows = windows
        self._hear_changes = hear_changes
        self._voices = voices

    def may_part(self, final: Final) -> bool:
        """Whether it is long enough to be parted, and it can be told where."""
        enough = final.end_ms - final.start_ms >= _LEAST_MS and len(final.words) > 1
        return enough and self._hear_changes is not None

    def places(self, final: Final, pcm: bytes) -> list[int]:
        """Before which of its words somebody else may go on.

        Args:
            final: The sentence.
            pcm: Its sound.
        """
        if self._hear_changes is None:
            return []
        begins_ms = final.start_ms
        found = (
            Change(each.from_ms + begins_ms, each.to_ms + begins_ms)
            for each in self._hear_changes(pcm)
        )
        return cuts(final.words, found)

    def parts(self, final: Final, pcm: bytes, places: Sequence[int]) -> list[Part]:
        """The sentence in parts; it is left whole where two sides do not clearly sound like two.

        Args:
            final: The sentence.
            pcm: Its sound.
            places: Before which words it may be parted.
        """
        begins = to_samples(final.start_ms)
        parts: list[tuple[int, int, Sounding | None]] = []
        for first, after in pairwise([0, *places, len(final.words)]):
            start = to_samples(final.words[first].start_ms)
            end = min(to_samples(final.words[after - 1].end_ms), start + _LISTENED)
            piece = pcm[(start - begins) * BYTES_PER_SAMPLE : (end - begins) * BYTES_PER_SAMPLE]
            sounding = self._windows.listen(start, piece, self._voices.is_sure)
            if parts and not _are_two(self._voices, parts[-1][2], sounding):
                first, _, before = parts.pop()
                sounding = together(each for each in (before, sounding) if each is not None)
            parts.append((first, after, sounding))
        return [Part(_piece(final, first, after), each) for first, after, each in parts]


def _are_two(voices: Voices, one: Sounding | None, other: Sounding | None) -> bool:
    return one is not None and other is not None and voices.are_two(one, other)


def _piece(final: Final, first: int, after: int) -> Final:
    words = final.words[first:after]
    if len(words) == len(final.words):
        return final
    return replace(final, words=words, text=" ".join(word.text for word in words))
