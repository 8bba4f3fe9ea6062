"""What the user has put right, and taken off the record, in the session that runs."""

from collections.abc import Iterator
from dataclasses import replace

from captioner.core.correction import corrected, struck, struck_partial
from captioner.core.events import Partial
from captioner.core.transcript import Segment

ENDLESS_MS = 2**40
"""Later than any session ends."""


class Edits:
    """The user's own words, and silence: whatever the recognisers still say, both stay."""

    def __init__(self) -> None:
        self._heard: dict[int, Segment] = {}
        self._texts: dict[int, str] = {}
        self._voices: dict[int, str] = {}
        self._struck: list[tuple[int, int]] = []
        self._silent_ms: int | None = None

    def correct(self, segment: Segment, text: str | None) -> Segment:
        """The segment as the user wrote it; None brings back what the recogniser wrote."""
        before = replace(segment, text=segment.heard or segment.text, heard="")
        heard = self._heard.setdefault(segment.turn, before)
        made = self._given(heard if text is None else corrected(heard, text))
        if made.heard:
            self._texts[made.turn] = made.text
        else:
            self._texts.pop(made.turn, None)
        return made

    def give(self, segment: Segment, label: str) -> Segment:
        """The segment as this voice's, as the user says; "" for what the engine tells."""
        self._voices[segment.turn] = label
        return self._given(segment)

    def strike(self, start_ms: int, end_ms: int) -> None:
        """Take a stretch off the record: what was put right in it is forgotten, too."""
        self._struck.append((start_ms, end_ms))
        for turn, heard in list(self._heard.items()):
            if struck(heard, start_ms, end_ms) is not heard:
                del self._heard[turn]
                self._texts.pop(turn, None)

    def be_silent_from(self, start_ms: int) -> None:
        """Neither show nor keep what is said from here on."""
        self._silent_ms = start_ms

    def speak_again(self) -> None:
        """Show and keep what is said, but for what `strike` takes."""
        self._silent_ms = None

    def kept(self, segment: Segment) -> Segment | None:
        """What of a segment may be written to disk; None for nothing of it."""
        return segment if self._silent_ms is None else struck(segment, self._silent_ms, ENDLESS_MS)

    def shown(self, segment: Segment) -> Segment | None:
        """How a segment is shown that a recogniser wrote, or `correct` made; None if not."""
        left: Segment | None = segment
        for start_ms, end_ms in self._all_struck():
            left = struck(left, start_ms, end_ms) if left is not None else None
        return None if left is None else self._given(self._put_right(left))

    def open(self, partial: Partial) -> Partial:
        """How the open utterance is shown."""
        for start_ms, end_ms in self._all_struck():
            partial = struck_partial(partial, start_ms, end_ms)
        return partial

    def _all_struck(self) -> Iterator[tuple[int, int]]:
        yield from self._struck
        if self._silent_ms is not None:
            yield self._silent_ms, ENDLESS_MS

    def _given(self, segment: Segment) -> Segment:
        return replace(segment, given=self._voices.get(segment.turn, segment.given))

    def _put_right(self, segment: Segment) -> Segment:
        if segment.heard or segment.turn not in self._heard:
            return segment
        self._heard[segment.turn] = segment
        text = self._texts.get(segment.turn)
        return segment if text is None else corrected(segment, text)
