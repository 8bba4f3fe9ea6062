"""What there is to say of several lanes at once: the most urgent thing."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from captioner.core.status import Condition, Status

_CALM = frozenset({Condition.NO_WORDS, Condition.MUTED, Condition.QUIET, Condition.LISTENING})


def together(statuses: Iterable[Status]) -> Status | None:
    """What to tell of them all; None if none says anything.

    Where people speak in one lane, silence or music in another one is no news.
    """
    told = sorted(statuses, key=lambda status: status.condition.value)
    if len({status.condition for status in told}) == 1:
        return _of_all(told)
    speaking = bool(told) and told[-1].condition is Condition.LISTENING
    muted = any(status.condition is Condition.MUTED for status in told)
    if speaking and not muted and all(status.condition in _CALM for status in told):
        return told[-1]
    return told[0] if told else None


def _of_all(told: Sequence[Status]) -> Status:
    """The same holds for all of them."""
    devices = list(dict.fromkeys(status.values.get("d", "") for status in told))
    if len(devices) == 1:
        return told[0]
    return replace(told[0], values={**told[0].values, "d": " + ".join(filter(None, devices))})
