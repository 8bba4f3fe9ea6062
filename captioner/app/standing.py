"""How the link to a service stands, as the status row tells it."""

from dataclasses import dataclass

from captioner.core.errors import CaptionerError, KeyMissing, KeyRefused, NoCredit
from captioner.core.status import Condition


@dataclass(frozen=True, slots=True)
class Standing:
    """How the link stands, for the status row.

    Attributes:
        condition: What there is to say.
        seconds: Of sound kept, or still to be filled in.
        since: The clock's reading when it began.
    """

    condition: Condition
    seconds: int = 0
    since: float = 0.0


def captioned_here(refusal: CaptionerError | None) -> Condition:
    """What there is to say while this computer captions; `refusal` is why for good, if so."""
    match refusal:
        case KeyMissing():
            return Condition.NO_KEY
        case KeyRefused():
            return Condition.REFUSED_KEY
        case NoCredit():
            return Condition.NO_CREDIT
        case _:
            return Condition.FALLBACK
