"""What the user does to the words of a session, be it running or over."""

from dataclasses import replace
from typing import TYPE_CHECKING

from captioner.app.keeping.library import Sessions
from captioner.app.observer import Observer
from captioner.core.transcript import Mark, Segment

if TYPE_CHECKING:
    from captioner.app.live_transcript import LiveTranscript


class Editing:
    """Marks, notes, corrections, who speaks, and what is taken off the record.

    Args:
        library: Where sessions are kept that are over.
        observer: Who shows the session that runs or ran last.
    """

    def __init__(self, library: Sessions, observer: Observer) -> None:
        self._library = library
        self._observer = observer
        self._live: LiveTranscript | None = None
        self._shown_id = ""

    def begin(self, live: "LiveTranscript") -> None:
        """The session that has this transcript runs."""
        self._live, self._shown_id = live, live.session.id

    def end(self) -> None:
        """It runs no more, but is still shown."""
        self._live = None

    def mark(self, note: str = "") -> None:
        """Mark this moment of the session; nothing happens without one."""
        if self._live is not None:
            self._live.mark(note)

    def off_the_record(self) -> None:
        """Take what was said last off the record for good; nothing happens without a session.

        It leaves screen, library, search and exports at once; a gap tells that it was there.
        """
        if self._live is not None:
            self._live.off_the_record()

    def off_the_record_from_now(self) -> None:
        """Show and keep nothing of the session until `on_the_record`."""
        if self._live is not None:
            self._live.off_record.from_now()

    def on_the_record(self) -> None:
        """Show and keep again what is said; a gap tells how long that was not so."""
        if self._live is not None:
            self._live.off_record.end()

    @property
    def is_off_the_record(self) -> bool:
        """Whether nothing is shown and kept now."""
        return self._live is not None and self._live.off_record.is_on

    async def correct(self, session_id: str, segment: Segment, text: str | None) -> Segment:
        """Write a line of a session as the user does; the line as it is now.

        What the recogniser wrote is kept beside it, and None brings it back. Whatever is
        recognised later, the user's words stay.

        Raises:
            UsageError: It is not in the transcript any more.
            StorageError: It cannot be written.
        """
        live = self._of(session_id)
        if live is not None:
            return live.correct(segment, text)
        made = await self._library.correct(session_id, segment.turn, text)
        if session_id == self._shown_id:
            self._observer.final(made)
        return made

    async def give(self, session_id: str, segment: Segment, label: str) -> Segment:
        """Say whose voice a line of a session is; the line as it is now.

        Args:
            session_id: The session.
            segment: The line.
            label: The voice; "" for the one that the recogniser tells.

        Raises:
            UsageError: It is not in the transcript any more.
            StorageError: It cannot be written.
        """
        live = self._of(session_id)
        if live is not None:
            return live.give(segment, label)
        made = await self._library.give(session_id, segment.turn, label)
        if session_id == self._shown_id:
            self._observer.final(made)
        return made

    async def name(self, session_id: str, label: str, name: str) -> None:
        """Call a voice of a session so in every line and export of it; "" for its label.

        Raises:
            StorageError: It cannot be written.
        """
        live = self._of(session_id)
        if live is not None:
            live.name(label, name)
            return
        await self._library.name_speaker(session_id, label, name)
        if session_id == self._shown_id:
            self._observer.named(label, name)

    async def note(self, session_id: str, mark: Mark, text: str) -> Mark:
        """Give a mark of a session this note; the mark as it is now.

        Raises:
            StorageError: It cannot be written.
        """
        live, made = self._of(session_id), replace(mark, note=text)
        if live is not None:
            live.note(made)
            return made
        await self._library.add_mark(session_id, made)
        if session_id == self._shown_id:
            self._observer.mark(made)
        return made

    def _of(self, session_id: str) -> "LiveTranscript | None":
        """Its transcript if it runs."""
        live = self._live
        return live if live is not None and live.session.id == session_id else None
