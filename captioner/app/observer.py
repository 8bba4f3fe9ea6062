"""What a session tells whoever shows it: the window or the terminal."""

from typing import Protocol

from captioner.core.audio import Level
from captioner.core.errors import CaptionerError
from captioner.core.events import Opened, Partial
from captioner.core.session import State
from captioner.core.status import Status
from captioner.core.transcript import Gap, Mark, Segment, Session


class Observer(Protocol):
    """Called on the loop's thread, in the order things happen; must return at once."""

    def state_changed(self, state: State) -> None:
        """The user's session is now in `state`."""
        ...

    def session_opened(self, session: Session, opened: Opened) -> None:
        """The engine is ready; said again after each new connection of a session."""
        ...

    def partial(self, partial: Partial) -> None:
        """The open utterance reads like this now."""
        ...

    def final(self, segment: Segment) -> None:
        """An utterance is finished. `segment.saved` tells whether it is on disk.

        Said again with the same `turn` when a late formatted twin changes its case and
        punctuation, and when one that was not saved is saved after all.
        """
        ...

    def gap(self, gap: Gap) -> None:
        """A stretch was not heard."""
        ...

    def muted(self, *, on: bool) -> None:
        """The microphone beside the meeting is not heard any more, or is again."""
        ...

    def mark(self, mark: Mark) -> None:
        """The user marked a moment."""
        ...

    def named(self, label: str, name: str) -> None:
        """The user calls a voice of the session so; "" for its label again."""
        ...

    def off_the_record(self, gap: Gap) -> None:
        """What was said and marked in this stretch is to be forgotten; the gap stays."""
        ...

    def level(self, level: Level) -> None:
        """How loud it was just now; about ten times a second while sound arrives."""
        ...

    def status(self, status: Status) -> None:
        """What there is to say about captioning now; said when it changes."""
        ...

    def error(self, error: CaptionerError) -> None:
        """Something failed that the user should know of; the session may go on."""
        ...

    def session_closed(self, session: Session, reason: str) -> None:
        """The session has ended and everything that can be kept is kept."""
        ...
