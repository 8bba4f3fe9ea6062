"""What a session hears when devices come and go."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from captioner.app.hearing.sources import Sources
from captioner.app.observer import Observer
from captioner.app.telling import Telling
from captioner.core.errors import AudioError
from captioner.core.sources import each_of

if TYPE_CHECKING:
    from captioner.app.runner import Runner


async def follow(
    source: Callable[[], str],
    sources: Sources,
    runner: "Runner",
    telling: Telling,
    observer: Observer,
) -> None:
    """Follow the default, or return to a device that came back.

    Args:
        source: Which source is followed now, "" for none; another one has been opened anyway.
        sources: Knows where it has moved to.
        runner: Hears it.
        telling: Knows which device each lane hears.
        observer: Is told what cannot be opened; what was heard until now goes on.
    """
    followed = source()
    for lane, source_id in each_of(followed).items() if followed else ():
        current = telling.tellers[lane].source
        if (
            current is not None
            and await sources.has_moved(source_id, current)
            and followed == source()
        ):
            try:
                await runner.lanes[lane].hearing.reopen()
            except AudioError as error:
                observer.error(error)
