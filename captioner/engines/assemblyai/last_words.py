"""How long a service has for its last words once it was asked to finish."""

FINISH_S = 2.5
"""The service's goodbye comes within this of the last it said, or of being asked for it."""

FINISH_WORDS_S = 8.0
"""Words that are still owed come within this."""

LONGEST_FINISH_S = 20.0
"""A service that goes on saying something is left after this."""

_TAIL_MS = 2_000
"""More sound than this behind the last word may hold further words."""


def patience_s(*, unfinished: bool, answers: bool, behind_ms: int) -> float:
    """How long the service has for its next word, in seconds since its last one.

    Args:
        unfinished: Whether it has said words that are not final yet.
        answers: Whether it has said anything since it was asked to finish; a slow one does.
        behind_ms: How much sound lies behind its last final word.
    """
    owes = unfinished or (answers and behind_ms > _TAIL_MS)
    return FINISH_WORDS_S if owes else FINISH_S
