"""Carries out each step of the plan but the last two, which end the session."""

from collections.abc import Callable
from typing import TypeVar

from captioner.app.recognition.link import LinkDriver
from captioner.app.recognition.shift import Build, Shift
from captioner.app.recognition.shifts import Shifts
from captioner.app.recognition.stretches import Stretches
from captioner.core.plan import Role, Step
from captioner.core.stretch import Stretch

Found = TypeVar("Found")


class Steps:
    """Starts and ends shifts, and gives them roles and stretches.

    Args:
        shifts: Those that run.
        stretches: What there is to hear.
        link: To the service.
        here: Builds this computer's engine.
        service: Builds the service's engine for one connection; None without one.
    """

    def __init__(
        self,
        shifts: Shifts,
        stretches: Stretches,
        link: LinkDriver,
        here: Build,
        service: Build | None,
    ) -> None:
        self._shifts = shifts
        self._stretches = stretches
        self._link = link
        self._service = service
        self._actions: dict[Step, Callable[[], object]] = {
            Step.CAPTION_HERE: lambda: shifts.start(here, Role.HERE, _there(stretches.live)),
            Step.CONNECT: link.connect,
            Step.TAKE: lambda: self._give(_there(stretches.live)),
            Step.DROP: lambda: shifts.drop(_there(self.captioning)),
            Step.LET_GO: lambda: _there(self.captioning).leave(),
            Step.SPLIT: self._split,
            Step.READ: lambda: self._give(_there(self.hole)),
            Step.HANG_UP: self._hang_up,
            Step.FILL_HERE: lambda: self._fill_in(here),
            Step.FILL_THERE: lambda: self._fill_in(_there(service)),
        }

    @property
    def captioning(self) -> Shift | None:
        """Who hears what is said now."""
        return self._shifts.on(self._stretches.live)

    @property
    def hole(self) -> Stretch | None:
        """The first hole at which nobody is at work."""
        free = (hole for hole in self._stretches.holes if self._shifts.on(hole) is None)
        return next(free, None)

    def carry_out(self, step: Step) -> None:
        """Do it.

        Raises:
            LookupError: There is nothing to do it with: a fault of the plan.
        """
        self._actions[step]()

    def dial(self) -> None:
        """Start a shift that opens a connection."""
        self._shifts.start(_there(self._service), Role.WAITS)

    def _give(self, stretch: Stretch) -> None:
        """Let the connection that waits hear this."""
        shift = _there(self._shifts.having(Role.WAITS))
        shift.role = Role.SERVICE
        shift.take(stretch)
        self._link.took(shift)

    def _split(self) -> None:
        if self.captioning is not None:
            self.captioning.role = Role.FILLS
        self._stretches.split()

    def _hang_up(self) -> None:
        _there(self._shifts.having(Role.WAITS)).leave()
        if self._shifts.having(Role.SERVICE) is None:
            self._link.closed()

    def _fill_in(self, build: Build) -> None:
        self._shifts.start(build, Role.FILLS, _there(self.hole))


def _there(found: Found | None) -> Found:
    """What a step is about."""
    if found is None:
        raise LookupError("a step of the plan has nothing to act on")
    return found
