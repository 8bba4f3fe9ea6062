"""Finished lines for a screen reader: each once, partials never, and only if wanted."""

from PySide6.QtWidgets import QWidget

from captioner.core.transcript import Segment
from captioner.ui.commands import Commands


class Announcer:
    """Says finished utterances through the accessibility of a window."""

    def __init__(self, commands: Commands, window: QWidget) -> None:
        self._commands = commands
        self._window = window
        self._said: set[int] = set()

    def begin(self, _: object) -> None:
        """A new session counts its utterances anew."""
        self._said.clear()

    def announce(self, segment: Segment) -> None:
        """Say it as it comes; a later twin or correction of it is the same utterance."""
        known = segment.turn in self._said
        self._said.add(segment.turn)
        if known or not self._commands.settings.announce_lines:
            return
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # 4 ms of a start

        event = QAccessibleAnnouncementEvent(self._window, segment.text)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)
