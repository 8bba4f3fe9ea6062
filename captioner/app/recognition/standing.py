"""How the link to a service stands, as the status row tells it."""

from dataclasses import dataclass

from captioner.core.errors import (
    CaptionerError,
    KeyMissing,
    KeyRefused,
    LinkTooSlow,
    NoCredit,
    RequestRefused,
)
from captioner.core.status import Condition


@dataclass(frozen=True, slots=True)
class Standing:
    """How the link stands, for the status row.

    Attributes:
        condition: What there is to say.
        seconds: Of sound kept, or still to be filled in.
        since: The clock's reading when it began.
        why: What the service said, if that is worth telling.
    """

    condition: Condition
    seconds: int = 0
    since: float = 0.0
    why: str = ""


def captioned_here(error: CaptionerError | None, since: float) -> Standing:
    """What there is to say while this computer captions, because of this error."""
    match error:
        case KeyMissing():
            return Standing(Condition.NO_KEY)
        case KeyRefused():
            return Standing(Condition.REFUSED_KEY)
        case NoCredit():
            return Standing(Condition.NO_CREDIT)
        case RequestRefused():
            return Standing(Condition.REFUSED, why=error.title)
        case LinkTooSlow():
            return Standing(Condition.LINK_TOO_SLOW, since=since)
        case _:
            return Standing(Condition.FALLBACK, since=since)
