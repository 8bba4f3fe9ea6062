"""The engine runs of a session: started, found, and ended."""

import asyncio
from collections.abc import Callable, Iterator
from itertools import count

from captioner.app.recognition.listener import Listener
from captioner.app.recognition.shift import Build, Owner, Shared, Shift
from captioner.app.sound import Sound
from captioner.core.plan import Role
from captioner.core.stretch import Stretch

Ended = Callable[[Shift, Role | None, Exception | None], None]


class Shifts:
    """Every shift that runs.

    Args:
        sound: What there is to hear.
        listener: Who is told what was recognised.
        owner: Who decides what each shift hears.
        ended: Called with a shift that ended by itself, the role that it had to its end, and
            the error that broke it.
        clock: Monotonic seconds.
        numbers: Gives turns' numbers that are unique in the session.
    """

    def __init__(
        self,
        sound: Sound,
        listener: Listener,
        owner: Owner,
        ended: Ended,
        clock: Callable[[], float],
        numbers: Iterator[int] | None = None,
    ) -> None:
        self._shared = Shared(sound, numbers or count(), owner, listener, clock)
        self._ended = ended
        self._tasks: dict[Shift, asyncio.Task[None]] = {}

    def __iter__(self) -> Iterator[Shift]:
        return iter(tuple(self._tasks))

    def start(self, build: Build, role: Role, stretch: Stretch | None = None) -> Shift:
        """Run an engine; without a stretch it waits for one once it is ready."""
        shift = Shift(build, role, self._shared)
        if stretch is not None:
            shift.take(stretch)
        self._tasks[shift] = asyncio.ensure_future(self._run(shift))
        return shift

    def on(self, stretch: Stretch | None) -> Shift | None:
        """Who recognises a stretch now."""
        here = (
            shift for shift in self._tasks if shift.stretch is stretch and shift.role is not None
        )
        return None if stretch is None else next(here, None)

    def having(self, role: Role) -> Shift | None:
        """The shift with this role, if any: one that ended or has left has none."""
        return next((shift for shift in self._tasks if shift.role is role), None)

    def drop(self, shift: Shift) -> None:
        """End a shift at once; its stretch is free for another."""
        shift.leave()
        self._tasks[shift].cancel()

    def drop_all(self) -> None:
        """End every shift at once; what they had shown is theirs no more."""
        for shift in self:
            self.drop(shift)

    async def close(self) -> None:
        """End every shift at once, and wait until their engines have put everything away.

        One that was dropped is cancelled no second time, which would cut that short.
        """
        tasks = list(self._tasks.values())
        for task in tasks:
            if not task.cancelling():
                task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    async def _run(self, shift: Shift) -> None:
        error: Exception | None = None
        try:
            await shift.run()
        except Exception as broken:  # noqa: BLE001 - a fault of ours ends the session, not silently
            error = broken
        finally:
            del self._tasks[shift]
            role = shift.role
            shift.leave()
        self._ended(shift, role, error)
