"""How the link to a service stands, as the status row tells it."""

from dataclasses import dataclass

from captioner.core.errors import (
    Action,
    CaptionerError,
    KeyLocked,
    KeyMissing,
    KeyRefused,
    KeyUnusable,
    LinkTooSlow,
    NetworkError,
    NoCredit,
    TokenRefused,
)
from captioner.core.status import Condition


@dataclass(frozen=True, slots=True)
class Standing:
    """How the link stands, for the status row.

    Attributes:
        condition: What there is to say.
        seconds: Of sound kept, or still to be filled in.
        since: The clock's reading when it began.
        error: What is wrong with the service, if that is known.
    """

    condition: Condition
    seconds: int = 0
    since: float = 0.0
    error: CaptionerError | None = None

    @property
    def remedy(self) -> Action | None:
        """The button that fits this error better than the condition's own, if one does."""
        if self.condition is Condition.NO_CREDIT:
            own = self.error is not None and self.error.server not in ("", "AssemblyAI")
            return Action.OPEN_SETTINGS if own else None  # a private server has no account page
        if self.condition is not Condition.REFUSED or self.error is None:
            return None
        here = self.error.action in (Action.USE_THIS_COMPUTER, Action.TRY_AGAIN)
        return Action.STAY_HERE if here else self.error.action


_TOLD: tuple[tuple[type[CaptionerError], Condition], ...] = (
    (KeyLocked, Condition.UNUSABLE_KEY),
    (KeyUnusable, Condition.UNUSABLE_KEY),
    (KeyMissing, Condition.NO_KEY),
    (TokenRefused, Condition.REFUSED_TOKEN),
    (KeyRefused, Condition.REFUSED_KEY),
    (NoCredit, Condition.NO_CREDIT),
    (LinkTooSlow, Condition.LINK_TOO_SLOW),
)
"""The first kind that fits tells."""


def captioned_here(error: CaptionerError | None, since: float) -> Standing:
    """What there is to say while this computer captions, because of this error.

    Only a network that fails is told as out of reach; whatever else is wrong is said.
    """
    told = (condition for kind, condition in _TOLD if isinstance(error, kind))
    return Standing(next(told, _otherwise(error)), since=since, error=error)


def _otherwise(error: CaptionerError | None) -> Condition:
    if error is None:
        return Condition.FALLBACK
    if not error.passes:
        return Condition.REFUSED
    return Condition.FALLBACK if isinstance(error, NetworkError) else Condition.PASSING
