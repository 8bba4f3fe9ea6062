"""What those who recognise a session tell whoever keeps and shows it."""

from typing import Protocol

from captioner.core.errors import CaptionerError
from captioner.core.events import Final, Opened, Partial, SessionInformation, Word
from captioner.core.transcript import Gap


class Listener(Protocol):
    """Who is told what was recognised; turns are unique in the session."""

    def opened(self, opened: Opened) -> None:
        """What is said now is captioned by this engine from here on."""
        ...

    def partial(self, partial: Partial) -> None:
        """An open utterance; one without words is withdrawn."""
        ...

    def final(self, final: Final, engine: str) -> None:
        """A finished utterance; it may lie before others that are finished already."""
        ...

    def behind(self, ms: int) -> None:
        """The engine on this computer is this far behind what is said now."""
        ...

    def doubted(self, words: tuple[Word, ...]) -> None:
        """The engine on this computer read these words and does not believe them."""
        ...

    def lost(self, gap: Gap) -> None:
        """Sound that was heard will never be recognised."""
        ...

    def back(self) -> None:
        """The service captions again after it was out of reach."""
        ...

    def trouble(self, error: CaptionerError) -> None:
        """Something failed that the user should know of; captions go on."""
        ...

    def billed(self, seconds: float) -> None:
        """A connection was open this long."""
        ...

    def information(self, information: SessionInformation) -> None:
        """What a service said about a connection that ended in order."""
        ...
