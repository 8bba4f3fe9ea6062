"""Which sessions of the library are wanted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a session must be; by default every session is wanted.

    Attributes:
        words: All of these words, or parts of words, stand in its title or text.
        since: It began on this day or later, ISO 8601; "" for any.
        until: It began on this day or before; "" for any.
        shortest_s: It is at least this long.
        longest_s: It is at most this long; None for any length.
        engine: The recogniser it started with; "" for any.
        speaker: Somebody of this label or name speaks in it; "" for anybody.
        marked: Something in it is marked.
    """

    words: str = ""
    since: str = ""
    until: str = ""
    shortest_s: float = 0.0
    longest_s: float | None = None
    engine: str = ""
    speaker: str = ""
    marked: bool = False
