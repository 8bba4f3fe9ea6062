"""The engine runs of a session: started, found, dropped, and what they cost."""

import asyncio
from collections.abc import Callable, Iterator
from itertools import count

from captioner.app.recognition.lane import Build, Lane, Owner
from captioner.app.recognition.listener import Listener
from captioner.app.sound import Sound
from captioner.core.errors import CaptionerError
from captioner.core.stretch import Stretch


class Lanes:
    """Every lane that runs.

    Args:
        sound: What there is to hear.
        listener: Who is told what was recognised.
        owner: Who decides what each lane hears.
        ended: Called with a lane that ended by itself, and the error that broke it.
        clock: Monotonic seconds.
    """

    def __init__(
        self,
        sound: Sound,
        listener: Listener,
        owner: Owner,
        ended: Callable[[Lane, Exception | None], None],
        clock: Callable[[], float],
    ) -> None:
        self._sound = sound
        self._listener = listener
        self._owner = owner
        self._ended = ended
        self._clock = clock
        self._turns: Iterator[int] = count()
        self._tasks: dict[Lane, asyncio.Task[None]] = {}

    def __iter__(self) -> Iterator[Lane]:
        return iter(tuple(self._tasks))

    def start(self, build: Build, stretch: Stretch | None = None) -> Lane:
        """Run an engine; without a stretch it waits for one once it is ready."""
        lane = Lane(build, self._sound, self._turns, self._owner, self._listener, self._clock)
        if stretch is not None:
            lane.take(stretch)
        self._tasks[lane] = asyncio.ensure_future(self._run(lane))
        return lane

    def on(self, stretch: Stretch | None) -> Lane | None:
        """Who recognises a stretch now."""
        for lane in self._tasks:
            if lane.stretch is stretch and stretch is not None and not lane.has_left:
                return lane
        return None

    def drop(self, lane: Lane) -> None:
        """End a lane at once; its stretch is free for another."""
        lane.leave()
        self._tasks[lane].cancel()

    def drop_all(self) -> None:
        """End every lane at once; what they had shown is theirs no more."""
        for lane in self:
            self.drop(lane)

    async def close(self) -> None:
        """End every lane at once."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, lane: Lane) -> None:
        error: Exception | None = None
        try:
            await lane.run()
        except CaptionerError as broken:
            error = broken
        except Exception as fault:  # noqa: BLE001 - a fault of ours ends the session, not silently
            error = fault
        finally:
            del self._tasks[lane]
            if lane.stretch is not None and not lane.has_left:
                lane.leave()
            if lane.remote and lane.ready_at is not None:
                open_s = self._clock() - lane.ready_at
                self._listener.billed(open_s if lane.billed_s is None else lane.billed_s)
        self._ended(lane, error)
