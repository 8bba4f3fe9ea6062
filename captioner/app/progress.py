"""Where a session stands, told to whoever is to know."""

import asyncio
from typing import TYPE_CHECKING

from captioner.app.observer import Observer
from captioner.core.audio import Level
from captioner.core.lanes import Lane
from captioner.core.session import Signal, State, step

if TYPE_CHECKING:
    from captioner.app.telling import Telling

_ACTIVE = frozenset({State.STARTING, State.LISTENING, State.PAUSED})


class Progress:
    """One for all sessions of the program.

    Attributes:
        state: Where the session stands.
        moved: Set once the state is another one; then there is a new event.
        opened: Set once captions can come in the session that was begun last.
        telling: Tells how that session stands; None before the first.
    """

    def __init__(self, observer: Observer) -> None:
        self.state = State.IDLE
        self.moved, self.opened = asyncio.Event(), asyncio.Event()
        self.telling: Telling | None = None
        self._observer = observer

    @property
    def active(self) -> bool:
        """Whether a session runs that is not ending."""
        return self.state in _ACTIVE

    def begin(self, telling: "Telling") -> None:
        """A session begins, of which this tells."""
        self.opened, self.telling = asyncio.Event(), telling
        self.signal(Signal.START)

    def signal(self, signal: Signal) -> None:
        """This has happened."""
        before, self.state = self.state, step(self.state, signal)
        if signal is Signal.OPENED:
            self.opened.set()
        if self.state is not before:
            moved, self.moved = self.moved, asyncio.Event()
            moved.set()
            if self.telling is not None:
                self.telling.state_changed(self.state)
            self._observer.state_changed(self.state)

    def level(self, level: Level, lane: Lane = Lane.ONLY) -> None:
        """The sound of the session was this loud just now."""
        if self.telling is not None:
            self.telling.level(level, lane)
