"""Finding the way in a transcript: to a text, from mark to mark, to a time."""

import re
from bisect import bisect_right
from collections.abc import Iterable

from PySide6.QtGui import QTextCursor, QTextDocument

from captioner.core.transcript import Gap, Item, Mark, start_of
from captioner.ui.parts.fitted import opened
from captioner.ui.transcript.naming import NamedTranscript


class WalkedTranscript(NamedTranscript):
    """Moves the cursor, and what is in sight with it."""

    # Finding the way

    def places_of(self, text: str) -> tuple[int, int]:
        """Which of the places of `text` is selected, counted from 1, and how many there are."""
        if not text:
            return 0, 0
        found = [match.start() for match in re.finditer(re.escape(text), self._plain(), re.I)]
        return bisect_right(found, self.textCursor().selectionStart()), len(found)

    def _plain(self) -> str:
        """The text, letter by letter where the cursor has them."""
        return self.document().toRawText()

    def look_for(self, text: str, *, backwards: bool = False) -> bool:
        """Select the next place of `text`, from the other end if need be."""
        flags = QTextDocument.FindFlag.FindBackward if backwards else QTextDocument.FindFlag(0)
        if not text or self.find(text, flags):
            return bool(text)
        end = QTextCursor.MoveOperation.End if backwards else QTextCursor.MoveOperation.Start
        before = self.textCursor()
        self.moveCursor(end)
        found = self.find(text, flags)
        if not found:
            self.setTextCursor(before)
        return found

    # Going through it

    def next_stop(self) -> None:
        """Go to the next mark or gap."""
        self._go_to_first(self._below(), (Mark, Gap))

    def previous_stop(self) -> None:
        """Go to the mark or gap before."""
        self._go_to_first(self._above(), (Mark, Gap))

    def next_gap(self) -> None:
        """Go to the next gap."""
        self._go_to_first(self._below(), (Gap,))

    def previous_gap(self) -> None:
        """Go to the gap before."""
        self._go_to_first(self._above(), (Gap,))

    def ask_for_time(self) -> None:
        """Let the user go to a time of day."""
        from captioner.ui.transcript.time_dialog import TimeDialog  # only whoever asks waits

        here = self._items[: self.textCursor().blockNumber() + 1]
        at_ms = start_of(here[-1]) if here else 0
        opened(TimeDialog(self, self.started, at_ms, self.go_to_time))

    def go_to_time(self, at_ms: int) -> None:
        """Show what was said at a session time: the last entry that begins before."""
        number = bisect_right(self._items, at_ms, key=start_of)
        if self._items:
            self.go_to(self._items[max(0, number - 1)])

    def _below(self) -> Iterable[Item]:
        return self._items[self.textCursor().blockNumber() + 1 :]

    def _above(self) -> Iterable[Item]:
        here = len(self._items) if self.is_live else self.textCursor().blockNumber()
        return reversed(self._items[:here])

    def _go_to_first(self, items: Iterable[Item], kinds: tuple[type, ...]) -> None:
        stop = next((item for item in items if isinstance(item, kinds)), None)
        if stop is not None:
            self.go_to(stop)
