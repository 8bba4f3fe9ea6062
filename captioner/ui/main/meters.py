"""Listens to sources that are on screen, while their window is in front and nothing runs."""

from collections.abc import Awaitable, Callable, Iterable

from captioner.app.captioner import Captioner
from captioner.core.audio import Level
from captioner.core.errors import CaptionerError
from captioner.core.sources import SourceInfo
from captioner.ui.commands import Spawn

Stop = Callable[[], Awaitable[None]]


class Meters:
    """Opens and closes meters so that just the wanted sources are measured.

    A Bluetooth microphone is left alone: opening it changes what its wearer hears.

    Args:
        captioner: The app.
        spawn: Starts a coroutine.
        on_level: Gets the id of a source and its level.
    """

    def __init__(
        self, captioner: Captioner, spawn: Spawn, on_level: Callable[[str, Level], None]
    ) -> None:
        self._captioner = captioner
        self._spawn = spawn
        self._on_level = on_level
        self._wanted: tuple[str, ...] = ()
        self._open: dict[str, Stop] = {}
        self._working = False

    def watch(self, sources: Iterable[SourceInfo]) -> None:
        """Measure these sources and no others."""
        self._wanted = tuple(
            info.id for info in sources if not info.bluetooth and not info.unavailable
        )
        if not self._working:
            self._working = True
            self._spawn(self._follow())

    def rest(self) -> None:
        """Measure nothing."""
        self.watch(())

    async def _follow(self) -> None:
        """Open and close one after the other until what is open is what is wanted."""
        refused: set[str] = set()
        try:
            while True:
                surplus = next((name for name in self._open if name not in self._wanted), None)
                missing = (n for n in self._wanted if n not in self._open and n not in refused)
                wanted = next(missing, None)
                if surplus is not None:
                    await self._open.pop(surplus)()
                elif wanted is not None:
                    if not await self._start(wanted):
                        refused.add(wanted)
                else:
                    return
        finally:
            self._working = False

    async def _start(self, source_id: str) -> bool:
        def on_level(level: Level) -> None:
            self._on_level(source_id, level)

        try:
            self._open[source_id] = await self._captioner.sources.meter(source_id, on_level)
        except CaptionerError:
            return False
        return True

    async def close(self) -> None:
        """Close every meter."""
        self._wanted = ()
        while self._open:
            await self._open.popitem()[1]()
