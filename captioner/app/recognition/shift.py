"""One run of one recogniser over one stretch of the sound."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from captioner.app.recognition.ear import Ear
from captioner.app.recognition.listener import Listener
from captioner.app.recognition.turns import Turns
from captioner.app.sound import Sound
from captioner.core.audio import to_ms, to_samples
from captioner.core.errors import EngineError
from captioner.core.events import Event, Final, Heard, Opened, Partial, SessionInformation
from captioner.core.plan import Role
from captioner.core.stretch import Stretch
from captioner.engines.base import Control, Engine
from captioner.engines.wishes import Wishes

Build = Callable[[], Awaitable[Engine]]


class Owner(Protocol):
    """Who decides what a shift hears."""

    def ready(self, shift: "Shift") -> None:
        """The engine asks for its first sound."""
        ...

    def said(self, shift: "Shift", event: Event) -> None:
        """The engine said something, and it has been passed on."""
        ...


@dataclass(frozen=True, slots=True)
class Shared:
    """What all shifts of a session have in common.

    Attributes:
        sound: What there is to hear.
        numbers: Gives turns' numbers that are unique in the session.
        owner: Who decides what they hear.
        listener: Who is told what was recognised.
        clock: Monotonic seconds.
    """

    sound: Sound
    numbers: Iterator[int]
    owner: Owner
    listener: Listener
    clock: Callable[[], float]


class Shift:
    """An engine that is given its stretch once it is ready, and has a role until it ends.

    Args:
        build: Builds the engine.
        role: What it is there for.
        shared: What it has in common with the other shifts.

    Attributes:
        build: As given.
        role: As given, and as `Recognition` changes it; None once it has left: it is then
            there for nothing, hears and says no more.
        ear: What the engine hears.
        heard: It has dealt with the sound before this position, open words included.
        opened: What it said when it opened.
        ready_at: The clock's reading when the engine first asked for sound.
        remote: Whether the engine is a service; known once it is built.
    """

    def __init__(self, build: Build, role: Role, shared: Shared) -> None:
        self.build = build
        self.role: Role | None = role
        self.ear = Ear(shared.sound, self._ready)
        self.heard = 0
        self.opened: Opened | None = None
        self.ready_at: float | None = None
        self.remote = False
        self._shared = shared
        self._wishes = Wishes()
        self._turns: Turns | None = None
        self._engine = ""
        self._taken_at = 0
        self._billed_s: float | None = None

    @property
    def stretch(self) -> Stretch | None:
        """What it hears, once it was given that."""
        return self.ear.stretch

    @property
    def gained(self) -> bool:
        """Whether more of its stretch is dealt with than when it took it."""
        return self.stretch is not None and self.stretch.covered > self._taken_at

    async def run(self) -> None:
        """Recognise what it is given, to its end; once only. Cancelled, it ends at once.

        Raises:
            CaptionerError: The engine cannot be had or broke.
        """
        try:
            engine = await self.build()
            self._engine, self.remote = engine.info.name, engine.info.needs_key
            await engine.run(self.ear, self._wishes, self._emit)
            if not self.ear.at_end:
                raise EngineError("The recogniser stopped by itself.", "Start again.")
            if self.role is not None and self.stretch is not None and self._turns is not None:
                self._turns.finish(self.ear.position, self._engine)
                self.stretch.finished()
        finally:
            if self.remote and self.ready_at is not None:
                open_s = self._shared.clock() - self.ready_at
                self._shared.listener.billed(open_s if self._billed_s is None else self._billed_s)

    def take(self, stretch: Stretch) -> None:
        """Hear this stretch from where it has been dealt with; once only, running or not."""
        self._turns = Turns(stretch, self._shared.numbers, self._shared.listener)
        self._taken_at = stretch.covered
        self.ear.hear(stretch)
        self.heard = self.ear.position
        if self.opened is not None:
            self._tell_opened(self.opened)

    def leave(self) -> None:
        """Hear no more and say no more; the engine comes to its end in order.

        What it had shown stays on screen for whoever hears the stretch next. Called again
        it does nothing: the stretch may be another's by then.
        """
        if self.role is None:
            return
        self.role = None
        if self.stretch is not None and self._turns is not None:
            self.stretch.dropped(self._turns.shown, self._engine)
        self.ear.close()

    def wish(self, control: Control) -> None:
        """Ask the engine for something, now or as soon as it runs."""
        self._wishes.put(control)

    def _ready(self) -> None:
        self.ready_at = self._shared.clock()
        self._shared.owner.ready(self)

    def _emit(self, event: Event) -> None:
        match event:
            case SessionInformation():
                self._billed_s = event.session_s
                self._shared.listener.information(event)
            case Opened():
                self.opened = event
            case Partial() | Final() | Heard():
                pass
        if self._turns is not None and self.role is not None:
            self._pass_on(event, self._turns)
            self._shared.owner.said(self, event)

    def _pass_on(self, event: Event, turns: Turns) -> None:
        match event:
            case Opened():
                self._tell_opened(event)
            case Partial():
                turns.partial(event, self.ear.position, self._engine)
            case Final():
                turns.final(event, self.ear.position, self._engine)
            case Heard():
                self._heard(event, turns)
            case SessionInformation():
                pass

    def _tell_opened(self, opened: Opened) -> None:
        if self.ear.is_live:
            start_ms = to_ms(self.ear.position)
            self._shared.listener.opened(replace(opened, start_ms=start_ms))

    def _heard(self, heard: Heard, turns: Turns) -> None:
        turns.heard(heard.until_ms, self.ear.position)
        self.heard = max(self.heard, min(to_samples(heard.until_ms), self.ear.position))
        if self.ear.is_live and not self.remote:
            self._shared.listener.behind(max(0, to_ms(self._shared.sound.end - self.heard)))
            if heard.doubted:
                self._shared.listener.doubted(heard.doubted)
