"""What the user has put right in the session that runs."""

from dataclasses import replace

from captioner.core.correction import corrected
from captioner.core.transcript import Segment


class Edits:
    """The user's own words: whatever the recognisers still say of a line, they stay."""

    def __init__(self) -> None:
        self._heard: dict[int, Segment] = {}
        self._texts: dict[int, str] = {}

    def correct(self, segment: Segment, text: str | None) -> Segment:
        """The segment as the user wrote it; None brings back what the recogniser wrote."""
        before = replace(segment, text=segment.heard or segment.text, heard="")
        heard = self._heard.setdefault(segment.turn, before)
        made = heard if text is None else corrected(heard, text)
        if made.heard:
            self._texts[made.turn] = made.text
        else:
            self._texts.pop(made.turn, None)
        return made

    def shown(self, segment: Segment) -> Segment:
        """How a segment is shown that a recogniser wrote, or `correct` made."""
        if segment.heard or segment.turn not in self._heard:
            return segment
        self._heard[segment.turn] = segment
        text = self._texts.get(segment.turn)
        return segment if text is None else corrected(segment, text)
