"""One engine for a whole session: this computer's, or a replayed one. Nothing replaces it."""

import asyncio
from collections.abc import Callable

from captioner.app.recognition.lane import Build, Lane
from captioner.app.recognition.lanes import Lanes
from captioner.app.recognition.listener import Listener
from captioner.app.recognition.standing import Standing
from captioner.app.recognition.stretches import Stretches
from captioner.app.sound import Sound
from captioner.core.errors import CaptionerError
from captioner.core.events import Event
from captioner.core.stretch import Stretch
from captioner.engines.base import Control


class Alone:
    """Recognises one session, stretch after stretch; an error of the engine ends it.

    Args:
        build: Builds the engine for one stretch.
        sound: The session's sound.
        listener: Who is told what was recognised.
        clock: Monotonic seconds.
    """

    def __init__(
        self, build: Build, sound: Sound, listener: Listener, clock: Callable[[], float]
    ) -> None:
        self._build = build
        self._sound = sound
        self._lanes = Lanes(sound, listener, self, self._ended, clock)
        self._stretches = Stretches(sound, listener)
        self._lane: Lane | None = None
        self._finishing = False
        self._deadline: asyncio.TimerHandle | None = None
        self._over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def run(self) -> None:
        """Recognise until `finish`, and then until all that was heard is dealt with.

        Raises:
            CaptionerError: The engine cannot be had or broke.
        """
        try:
            await self._over
        finally:
            if self._deadline is not None:
                self._deadline.cancel()
            await self._lanes.close()

    def listen(self, *, partials: bool) -> None:
        """Recognise what is said from now on."""
        self._stretches.add(Stretch(self._sound.end, partials=partials))
        self._go_on()

    def rest(self) -> None:
        """Nothing more is said for now: finish what was heard."""
        self._stretches.end()
        self._sound.tell()
        self._go_on()

    def finish(self, within_s: float | None = None) -> None:
        """Nothing more will be said; may be called again, in more of a hurry.

        Args:
            within_s: After this what is not recognised is lost; None for as long as it takes.
        """
        self._finishing = True
        if within_s is not None and self._deadline is None:
            self._deadline = asyncio.get_running_loop().call_later(within_s, self._give_up)
        self.rest()

    def wish(self, control: Control) -> None:
        """Pass on a wish."""
        if self._lane is not None:
            self._lane.wish(control)

    def stay_here(self) -> None:
        """Nothing else captions this session anyway."""

    def woke(self) -> None:
        """The computer was asleep; the engine was, too."""

    def dropped(self, start: int, end: int) -> None:
        """The sound between two positions was thrown away: too much of it waited."""
        self._stretches.dropped(start, end)

    def standing(self) -> Standing | None:
        """There is no link that something could be said of."""
        return None

    def ready(self, lane: Lane) -> None:
        """The engine asks for its first sound: it was given its stretch when it was started."""

    def said(self, lane: Lane, event: Event) -> None:  # noqa: ARG002 - the signature of every owner
        """The engine said something, and it has been passed on."""
        self._stretches.release()

    def _ended(self, lane: Lane, error: Exception | None) -> None:  # noqa: ARG002 - as above
        self._lane = None
        if error is None:
            self._go_on()
            return
        self._lose_the_rest(error if isinstance(error, CaptionerError) else None)
        if not self._over.done():
            self._over.set_exception(error)

    def _go_on(self) -> None:
        """Give the engine the next stretch, once it came to the end of the one before."""
        if self._over.done():
            return
        if self._lane is None:
            for hole in self._stretches.holes:
                if hole.is_done:
                    self._stretches.done(hole)
            stretch = self._stretches.first
            if stretch is not None:
                self._lane = self._lanes.start(self._build, stretch)
            elif self._finishing:
                self._over.set_result(None)
        self._stretches.release()

    def _give_up(self) -> None:
        self._lose_the_rest(None)
        if not self._over.done():
            self._over.set_result(None)

    def _lose_the_rest(self, error: CaptionerError | None) -> None:
        self._lanes.drop_all()
        self._stretches.lose_all(error)
