"""Who recognises a session: a service with this computer behind it, or one engine alone."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace

from captioner.app.recognition.concessions import Concessions
from captioner.app.recognition.here import Here
from captioner.app.recognition.listener import Listener
from captioner.app.recognition.recognition import Recognition
from captioner.app.sound import Sound
from captioner.core.engines import ENGINES, HERE
from captioner.core.settings import Settings
from captioner.engines.base import Engine

BuildEngine = Callable[[Settings], Awaitable[Engine]]


def recognition(  # noqa: PLR0913 - one collaborator each, all kept
    build_engine: BuildEngine,
    settings: Callable[[], Settings],
    sound: Sound,
    listener: Listener,
    clock: Callable[[], float],
    chance: Callable[[], float],
    *,
    numbers: Iterator[int] | None = None,
) -> Recognition:
    """What the settings at Start ask for.

    Args:
        build_engine: Builds the engine that settings name.
        settings: As they are now; a further connection is opened with these.
        sound: What there is to hear.
        listener: Who is told what was recognised.
        clock: Monotonic seconds.
        chance: Gives numbers from 0 up to 1.
        numbers: Gives turns' numbers that are unique in the session.
    """
    concessions = Concessions(settings)

    async def chosen() -> Engine:
        return await build_engine(settings())

    async def service() -> Engine:
        return await build_engine(concessions.settings)

    async def here() -> Engine:
        return await build_engine(replace(settings(), engine=HERE))

    if ENGINES[settings().engine].needs_key:
        build, first = service, Here(here, wanted=settings().fall_back)
    else:
        build, first = None, Here(chosen, wanted=True)
    made = Recognition(
        build,
        first,
        sound,
        listener,
        clock,
        chance,
        concessions=concessions,
        numbers=numbers,
    )
    sound.dropped = made.dropped
    return made
