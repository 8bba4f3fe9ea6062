"""What every session needs of the outside world."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what only a session needs
    from captioner.app.hearing.time_line import Clock
    from captioner.app.keeping.keeper import Keeper
    from captioner.app.recognition.choice import BuildEngine
    from captioner.app.recognition.parting import HearChanges
    from captioner.app.recognition.windows import TellApart
    from captioner.app.sound import Spool
    from captioner.core.echo import Cancelled
    from captioner.core.sounds import Shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """The outside world.

    Attributes:
        build_engine: Builds the engine that settings name.
        library: Where a session is kept.
        clock: Monotonic seconds that also count while the computer sleeps.
        slept: Seconds that the computer has slept so far.
        listen: How much of some sound is speech, singing or music; None if nobody can tell.
        tell_apart: What a sentence's voice sounds like; None if nobody can tell.
        hear_changes: Where in a sentence voices change; None if nobody can tell.
        cancel_echo: Makes what takes the loudspeaker out of a microphone; it gives None where
            that cannot be done.
        chance: Gives numbers from 0 up to 1.
        open_spool: Gives the file for sound that waits long; None keeps it in memory.
    """

    build_engine: "BuildEngine"
    library: "Keeper"
    clock: "Clock"
    slept: Callable[[], float]
    listen: "Callable[[bytes], Shares] | None" = None
    tell_apart: "TellApart | None" = None
    hear_changes: "HearChanges | None" = None
    cancel_echo: "Callable[[], Callable[[bytes, bytes], Cancelled] | None]" = lambda: None
    chance: Callable[[], float] = random.random
    open_spool: "Callable[[], Spool] | None" = None
