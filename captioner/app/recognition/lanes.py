"""The engine runs of a session: started, found, and ended."""

import asyncio
from collections.abc import Callable, Iterator
from itertools import count

from captioner.app.recognition.lane import Build, Lane, Owner, Shared
from captioner.app.recognition.listener import Listener
from captioner.app.sound import Sound
from captioner.core.plan import Role
from captioner.core.stretch import Stretch

Ended = Callable[[Lane, Role | None, Exception | None], None]


class Lanes:
    """Every lane that runs.

    Args:
        sound: What there is to hear.
        listener: Who is told what was recognised.
        owner: Who decides what each lane hears.
        ended: Called with a lane that ended by itself, the role that it had to its end, and
            the error that broke it.
        clock: Monotonic seconds.
    """

    def __init__(
        self,
        sound: Sound,
        listener: Listener,
        owner: Owner,
        ended: Ended,
        clock: Callable[[], float],
    ) -> None:
        self._shared = Shared(sound, count(), owner, listener, clock)
        self._ended = ended
        self._tasks: dict[Lane, asyncio.Task[None]] = {}

    def __iter__(self) -> Iterator[Lane]:
        return iter(tuple(self._tasks))

    def start(self, build: Build, role: Role, stretch: Stretch | None = None) -> Lane:
        """Run an engine; without a stretch it waits for one once it is ready."""
        lane = Lane(build, role, self._shared)
        if stretch is not None:
            lane.take(stretch)
        self._tasks[lane] = asyncio.ensure_future(self._run(lane))
        return lane

    def on(self, stretch: Stretch | None) -> Lane | None:
        """Who recognises a stretch now."""
        here = (lane for lane in self._tasks if lane.stretch is stretch and lane.role is not None)
        return None if stretch is None else next(here, None)

    def having(self, role: Role) -> Lane | None:
        """The lane with this role, if any: one that ended or has left has none."""
        return next((lane for lane in self._tasks if lane.role is role), None)

    def drop(self, lane: Lane) -> None:
        """End a lane at once; its stretch is free for another."""
        lane.leave()
        self._tasks[lane].cancel()

    def drop_all(self) -> None:
        """End every lane at once; what they had shown is theirs no more."""
        for lane in self:
            self.drop(lane)

    async def close(self) -> None:
        """End every lane at once, and wait until their engines have put everything away.

        One that was dropped is cancelled no second time, which would cut that short.
        """
        tasks = list(self._tasks.values())
        for task in tasks:
            if not task.cancelling():
                task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    async def _run(self, lane: Lane) -> None:
        error: Exception | None = None
        try:
            await lane.run()
        except Exception as broken:  # noqa: BLE001 - a fault of ours ends the session, not silently
            error = broken
        finally:
            del self._tasks[lane]
            role = lane.role
            lane.leave()
        self._ended(lane, role, error)
