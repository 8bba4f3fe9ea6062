"""How many of the user's words an engine takes, and why it refuses the others."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from captioner.core.sentence import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of one engine; None for no limit.

    Attributes:
        terms: The most terms.
        characters: The most characters of one term.
        together: The most characters of all terms together.
    """

    terms: int | None = None
    characters: int | None = None
    together: int | None = None


LIMITS: Mapping[str, Limits] = MappingProxyType(
    {
        "assemblyai": Limits(terms=100, characters=50),
        "assemblyai-v2": Limits(together=2_500),
    }
)
"""By the engine's name; an engine that is not here takes everything."""


_SHOWN = 40
_BETWEEN = re.compile("[,;\u060c\u061b\uff0c\uff1b\u3001]")
"""What parts two terms of one line: a comma or semicolon, Arabic and Chinese ones too."""


def terms_in(text: str) -> tuple[str, ...]:
    """The terms of a text: parted by commas, semicolons and lines alike, each once, in order."""
    parts = (part for line in text.splitlines() for part in _BETWEEN.split(line))
    return tuple(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))


@dataclass(frozen=True, slots=True)
class Refusal:
    """A term that an engine does not take, and one sentence that says why."""

    term: str
    reason: str


@dataclass(frozen=True, slots=True)
class Fit:
    """What an engine takes of a list.

    Attributes:
        kept: The terms it takes: trimmed, each once, in order.
        refused: The others.
        room: How much more it takes, such as "88 more terms"; "" for no limit.
    """

    kept: tuple[str, ...]
    refused: tuple[Refusal, ...]
    room: str


def fit(engine: str, terms: Iterable[str]) -> Fit:
    """What the engine of that name takes of `terms`."""
    limits = LIMITS.get(engine, Limits())
    kept: list[str] = []
    refused: list[Refusal] = []
    for term in dict.fromkeys(" ".join(term.split()) for term in terms):
        if not term:
            continue
        reason = _refusal(limits, kept, term)
        if reason:
            refused.append(Refusal(term, reason))
        else:
            kept.append(term)
    return Fit(tuple(kept), tuple(refused), _room(limits, kept))


def left_out(engine: str, terms: Iterable[str]) -> str:
    """What to tell of the terms that the engine of that name does not take; "" for nothing."""
    refused = fit(engine, terms).refused
    if not refused:
        return ""
    first = refused[0]
    term = "".join(filter(str.isprintable, first.term))[:_SHOWN]
    if len(refused) == 1:
        return Sentence("Word boost leaves out “{term}”. {why}", term=term, why=first.reason)
    return Sentence(
        "Word boost leaves out “{term}” and {n} more. {why}",
        term=term,
        n=len(refused) - 1,
        why=first.reason,
    )


def _refusal(limits: Limits, kept: list[str], term: str) -> str:
    if not term.isprintable():
        return Sentence("It holds characters that cannot be shown.")
    if limits.characters is not None and len(term) > limits.characters:
        return Sentence("A term has at most {n} characters.", n=limits.characters)
    if limits.terms is not None and len(kept) >= limits.terms:
        return Sentence("There is room for {n} terms.", n=limits.terms)
    if limits.together is not None and _together(kept) + len(term) > limits.together:
        return Sentence("All terms together have at most {n} characters.", n=f"{limits.together:,}")
    return ""


def _room(limits: Limits, kept: list[str]) -> str:
    if limits.terms is not None:
        return Sentence("{n} more terms", n=limits.terms - len(kept))
    if limits.together is not None:
        return Sentence("{n} more characters", n=f"{limits.together - _together(kept):,}")
    return ""


def _together(terms: list[str]) -> int:
    return sum(map(len, terms))
