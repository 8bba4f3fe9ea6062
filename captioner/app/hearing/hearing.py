"""What one session hears: from Start to Stop, with its pauses."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from captioner.app.hearing.feed import Feed, SourceWatcher, gives_up
from captioner.app.hearing.source import OpenSource
from captioner.app.hearing.time_line import Clock, Hole, Sink, TimeLine
from captioner.core.arrival import Arrival
from captioner.core.errors import AudioError
from captioner.core.transcript import Gap, GapKind


class Hearing:
    """Brings the sound of a source into the session, a feed for each stretch of listening.

    The last call of `pause`, `resume` and `use` holds, whatever was under way; after `stop`
    none of them does anything. All may be called twice, and before `run`. One that is
    cancelled has acted all the same, but for `use`: there the old source goes on.

    Args:
        sound: Where it goes.
        watcher: Who is told which source is heard.
        lost: Told of every stretch that is not heard.
        clock: Monotonic seconds.
        arrival: The session's clock, where others hear by it, too.
        leads: Whether it is the one that keeps it.
        looks_on: As `Feed` says.

    Attributes:
        open_source: Opens what is to be heard now; there once it runs.
    """

    def __init__(  # noqa: PLR0913 - one collaborator each, all kept
        self,
        sound: Sink,
        watcher: SourceWatcher,
        lost: Callable[[Gap], None],
        clock: Clock,
        *,
        arrival: Arrival | None = None,
        leads: bool = True,
        looks_on: Callable[[AudioError], bool] = gives_up,
    ) -> None:
        self._line = TimeLine(sound, lost, clock, arrival or Arrival())
        self._watcher = watcher
        self._clock = clock
        self._feed: Feed | None = None
        self._leads = leads
        self._looks_on = looks_on
        self._stopping = False
        self._choices = 0
        self._hole = GapKind.PAUSED, GapKind.PAUSED.value
        self._resumed = asyncio.Event()
        self._resumed.set()

    @property
    def since_first_sample(self) -> float:
        """Seconds of the clock since the first sample was due."""
        origin = self._line.arrival.origin
        return 0.0 if origin is None else self._clock() - origin

    async def run(
        self, open_source: OpenSource, listen: Callable[[], None], rest: Callable[[], None]
    ) -> None:
        """Hear every stretch until `stop`, or the end of the sound.

        Args:
            open_source: Opens what is to be heard.
            listen: Called when a stretch begins.
            rest: Called when it ends.

        Raises:
            AudioError: The source cannot be opened, or is lost and nothing can replace it.
        """
        self.open_source = open_source
        hole: Hole | None = None
        over = False
        if self._hole[0] is GapKind.MUTED:
            await self._resumed.wait()
            hole = self._hole
        while not (self._stopping or over):
            self._feed = Feed(
                self.open_source,
                self._line,
                self._watcher,
                leads=self._leads,
                looks_on=self._looks_on,
                before=self._feed,
            )
            if hole is None:
                await self._feed.open_first()
            else:
                await self._feed.open_again(hole)
            if self._may_listen():
                listen()
                over = await self._feed.run()
                rest()
            await self._feed.close()
            await self._resumed.wait()
            hole = self._hole

    @property
    def has_heard(self) -> bool:
        """Whether its source has ever been there."""
        return self._feed is not None and self._feed.info is not None

    @property
    def told_until(self) -> int:
        """Up to which position it is known what was heard and why not."""
        return self._line.told_until

    async def stop(self) -> None:
        """Hear no more."""
        self._stopping = True
        self._resumed.set()
        if self._feed is not None:
            await self._feed.close()

    async def pause(self, kind: GapKind = GapKind.PAUSED) -> None:
        """Hear nothing until `resume`; `kind` says why."""
        self._resumed.clear()
        self._hole = kind, kind.value
        if self._feed is not None:
            await self._feed.close()

    def resume(self) -> None:
        """Hear again."""
        self._resumed.set()

    async def reopen(self) -> None:
        """The devices changed: open the source anew, the new one before the old one.

        Raises:
            AudioError: It cannot be opened; the old one goes on.
        """
        if self._feed is not None and not self._feed.ended:
            await self._feed.open()

    async def woke(self, why: str) -> None:
        """No device outlives a sleep of the computer: open the source anew.

        A file has no clock to lose; it goes on.
        """
        if self._feed is not None and not self._feed.ended and self._line.sound.live:
            with suppress(AudioError):  # the old source goes on, or is lost and looked for
                await self._feed.open((GapKind.LOST, why))

    async def use(self, open_source: OpenSource) -> bool:
        """Hear another source from now on; if paused, from `resume` on.

        Returns:
            Whether it holds, and no later choice does.

        Raises:
            AudioError: It cannot be opened; the old one goes on.
        """
        self._choices += 1
        choice = self._choices
        while self._feed is not None and not self._feed.ended:
            feed = self._feed
            if await feed.use(open_source):
                break
            if choice != self._choices or not feed.ended:
                return False  # another was chosen after this one
        self.open_source = open_source
        return True

    def _may_listen(self) -> bool:
        """Neither stopped nor paused while the source was being opened."""
        return not self._stopping and self._resumed.is_set()
